-- What statements are chosen and ordered by, nothing wide: a page of a choice is found here, and only
-- then are its few rows put together from all tables (docs/benchmarks.md: 100 times faster).
CREATE VIEW statement_keys AS
WITH
final AS (
    SELECT
        s.rowid AS position,
        s.statement_id,
        s.document_id,
        s.kind,
        s.unit_id,
        s.horizon,
        s.firmness,
        s.indicator_id,
        coalesce(s.theme_id, i.theme_id) AS theme_id,
        s.scope,
        s.evidence,
        s.doubt,
        s.quote_start,
        s.value_start,
        s.folded
    FROM statements AS s
    LEFT JOIN indicators AS i ON i.indicator_id = s.indicator_id
)
SELECT * FROM final;

COMMENT ON VIEW statement_keys IS 'Các cột để chọn và xếp phát biểu | What statements are chosen and ordered by';
COMMENT ON COLUMN statement_keys.position IS 'Thứ tự dòng trong bản phát hành | Place of the row in the release';
