-- The comparisons on the basis 'at_issue'.
CREATE VIEW comparisons AS
WITH
final AS (SELECT * FROM comparison_rows WHERE basis = 'at_issue')
SELECT * FROM final;

COMMENT ON VIEW comparisons IS 'So sánh với mục tiêu quốc gia có hiệu lực khi tỉnh ban hành văn bản | Comparisons with the national goal in force when the province issued its document';
