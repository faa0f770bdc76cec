-- The years by which anything is due, the four main ones among them.
CREATE TABLE horizons AS
WITH
main_horizons (horizon) AS (VALUES (2020), (2025), (2030), (2045)),
stated AS (SELECT DISTINCT horizon FROM statements WHERE horizon IS NOT NULL),
final AS (
    SELECT coalesce(m.horizon, s.horizon) AS horizon, m.horizon IS NOT NULL AS is_main
    FROM main_horizons AS m
    FULL JOIN stated AS s ON s.horizon = m.horizon
)
SELECT * FROM final ORDER BY horizon;

COMMENT ON TABLE horizons IS 'Các mốc có trong dữ liệu và bốn mốc chính | Horizons present in the data, and the four main ones';
COMMENT ON COLUMN horizons.horizon IS 'Mốc: năm phải đạt | Horizon: year by which it is due';
COMMENT ON COLUMN horizons.is_main IS 'Là mốc chính (2020, 2025, 2030, 2045) | Whether it is a main horizon (2020, 2025, 2030, 2045)';
