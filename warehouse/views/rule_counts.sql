-- The rules that read the quoted statements, each with the shortest sentence that it read as its example.
CREATE TABLE rule_counts AS
WITH
used AS (
    SELECT
        rule,
        count(*) AS statements,
        count(*) FILTER (WHERE kind = 'target') AS targets,
        count(*) FILTER (WHERE kind = 'commitment') AS commitments,
        count(*) FILTER (WHERE kind = 'baseline') AS baselines,
        avg(confidence) AS confidence,
        arg_min(statement_id, (length(quote), statement_id)) AS example_id
    FROM statements
    WHERE evidence = 'quoted'
    GROUP BY rule
),
final AS (
    SELECT u.*, s.quote AS example_quote, s.value_text AS example_value_text, s.reason AS example_reason
    FROM used AS u
    JOIN statements AS s ON s.statement_id = u.example_id
)
SELECT * FROM final ORDER BY statements DESC, rule;

COMMENT ON TABLE rule_counts IS 'Các quy tắc đã đọc ra phát biểu, mỗi quy tắc một ví dụ | Rules that read statements, each with an example';
COMMENT ON COLUMN rule_counts.statements IS 'Số phát biểu | Number of statements';
COMMENT ON COLUMN rule_counts.targets IS 'Số mục tiêu có số | Number of targets';
COMMENT ON COLUMN rule_counts.commitments IS 'Số cam kết | Number of commitments';
COMMENT ON COLUMN rule_counts.baselines IS 'Số hiện trạng | Number of baselines';
COMMENT ON COLUMN rule_counts.confidence IS 'Độ tin cậy trung bình 0–1 | Mean confidence, 0 to 1';
COMMENT ON COLUMN rule_counts.example_id IS 'Phát biểu có câu trích ngắn nhất | Statement with the shortest quote';
COMMENT ON COLUMN rule_counts.example_quote IS 'Câu trích của ví dụ | Its quote';
COMMENT ON COLUMN rule_counts.example_value_text IS 'Giá trị như in trong ví dụ | Its value as printed';
COMMENT ON COLUMN rule_counts.example_reason IS 'Từ ngữ quyết định trong ví dụ | The words that decided';
