-- The statements of kind 'commitment'.
CREATE VIEW commitments AS
WITH
final AS (SELECT * FROM statement_details WHERE kind = 'commitment')
SELECT * FROM final;

COMMENT ON VIEW commitments IS 'Cam kết không có số, mỗi dòng một cam kết | Goals without a number, one a row';
