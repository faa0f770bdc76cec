-- The statements of kind 'target'.
CREATE VIEW targets AS
WITH
final AS (SELECT * FROM statement_details WHERE kind = 'target')
SELECT * FROM final;

COMMENT ON VIEW targets IS 'Mục tiêu có số, mỗi dòng một mục tiêu | Goals with a number, one a row';
