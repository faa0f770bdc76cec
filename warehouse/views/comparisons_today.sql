-- The comparisons on the basis 'today'.
CREATE VIEW comparisons_today AS
WITH
final AS (SELECT * FROM comparison_rows WHERE basis = 'today')
SELECT * FROM final;

COMMENT ON VIEW comparisons_today IS 'So sánh với mục tiêu quốc gia đang có hiệu lực hiện nay | Comparisons with the national goal in force today';
