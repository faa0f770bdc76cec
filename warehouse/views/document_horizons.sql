-- What a document covers: the horizons inside its period, and those that its statements name.
-- The first year of a longer period is where it starts, not something it promises.
CREATE VIEW document_horizons AS
WITH
of_period AS (
    SELECT d.document_id, h.horizon
    FROM documents AS d
    JOIN horizons AS h
        ON h.horizon <= d.period_end
        AND (h.horizon > d.period_start OR d.period_start IS NULL OR d.period_start = d.period_end)
    WHERE d.period_start IS NOT NULL OR h.horizon = d.period_end
),
of_statements AS (SELECT DISTINCT document_id, horizon FROM statements WHERE horizon IS NOT NULL),
replaced AS (SELECT DISTINCT cited_document_id AS document_id FROM citations WHERE relation = 'amends'),
final AS (
    SELECT
        c.document_id,
        c.horizon,
        d.unit_id,
        d.text IS NOT NULL AS has_text,
        r.document_id IS NOT NULL AS is_replaced
    FROM (FROM of_period UNION FROM of_statements) AS c
    JOIN documents AS d USING (document_id)
    LEFT JOIN replaced AS r USING (document_id)
)
SELECT * FROM final ORDER BY document_id, horizon;

COMMENT ON VIEW document_horizons IS 'Mốc mà mỗi văn bản bao quát, theo giai đoạn hoặc theo phát biểu | Horizons that each document covers, by its period or its statements';
COMMENT ON COLUMN document_horizons.has_text IS 'Có giữ lời của văn bản hoặc bài báo về nó | Whether its text is held';
COMMENT ON COLUMN document_horizons.is_replaced IS 'Đã có văn bản khác sửa đổi hoặc thay thế | Whether another document amends or replaces it';
