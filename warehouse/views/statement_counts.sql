-- How many statements there are by everything that a page counts them by. Some hundred thousand rows
-- stand for five million statements.
CREATE TABLE statement_counts AS
WITH
final AS (
    SELECT
        s.unit_id,
        s.kind,
        s.theme_id,
        s.horizon,
        s.evidence,
        coalesce(s.doubt, 'none') AS doubt,
        count(*) AS statements
    FROM statement_keys AS s
    GROUP BY ALL
)
SELECT f.* FROM final AS f JOIN units AS u USING (unit_id)
ORDER BY u.sort_order, f.unit_id, f.kind, f.theme_id, f.horizon, f.evidence, f.doubt;

COMMENT ON TABLE statement_counts IS 'Số phát biểu theo đơn vị, loại, trụ cột, mốc, nguồn và điểm chưa xác nhận | Statements counted by unit, kind, theme, horizon, evidence and doubt';
COMMENT ON COLUMN statement_counts.statements IS 'Số phát biểu | Number of statements';
