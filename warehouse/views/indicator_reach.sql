-- How many units and cells of the roadmap speak of each indicator, and in which scopes.
CREATE TABLE indicator_reach AS
WITH
scoped AS (
    SELECT DISTINCT indicator_id, scope FROM statements WHERE indicator_id IS NOT NULL
),
cells AS (
    SELECT DISTINCT
        s.indicator_id,
        s.unit_id,
        s.horizon,
        coalesce(s.variant, '') AS variant,
        unnest(list_transform(
            string_split(s.scope, '; '),
            lambda one : CASE WHEN one IN ('', 'national', 'province') THEN 'province' ELSE one END
        )) AS scope
    FROM (
        SELECT DISTINCT indicator_id, unit_id, horizon, variant, scope
        FROM statements
        WHERE kind <> 'baseline' AND indicator_id IS NOT NULL AND horizon IS NOT NULL
    ) AS s
),
counted AS (
    SELECT indicator_id, count(DISTINCT unit_id) AS units, count(*) AS cells FROM cells GROUP BY indicator_id
),
final AS (
    SELECT s.indicator_id, list(s.scope ORDER BY s.scope) AS scopes, any_value(c.units) AS units,
        any_value(c.cells) AS cells
    FROM scoped AS s
    LEFT JOIN counted AS c USING (indicator_id)
    GROUP BY s.indicator_id
)
SELECT
    indicator_id, scopes, coalesce(units, 0) AS units, coalesce(cells, 0) AS cells
FROM final
ORDER BY units > 1 DESC, cells DESC, indicator_id;

COMMENT ON TABLE indicator_reach IS 'Mỗi chỉ tiêu được bao nhiêu đơn vị đặt ra, ở những phạm vi nào | How many units set goals for each indicator, in which scopes';
COMMENT ON COLUMN indicator_reach.scopes IS 'Các phạm vi đã gặp, như trong phát biểu | Scopes that occur, as statements spell them';
COMMENT ON COLUMN indicator_reach.units IS 'Số đơn vị có mục tiêu kèm mốc | Number of units with a dated goal';
COMMENT ON COLUMN indicator_reach.cells IS 'Số ô đơn vị, phạm vi, cách xác định và mốc có mục tiêu | Number of cells of unit, scope, variant and horizon with a goal';
