-- The statements of kind 'baseline'.
CREATE VIEW baselines AS
WITH
final AS (SELECT * FROM statement_details WHERE kind = 'baseline')
SELECT * FROM final;

COMMENT ON VIEW baselines IS 'Hiện trạng đã đạt, không bao giờ là mục tiêu | States already reached, never goals';
