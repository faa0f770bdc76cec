-- How much each document holds.
CREATE TABLE document_counts AS
WITH
of_statements AS (
    SELECT
        document_id,
        count(*) AS statements,
        count(*) FILTER (WHERE kind <> 'baseline' AND evidence = 'quoted') AS quoted_goals
    FROM statements
    GROUP BY document_id
),
of_tasks AS (SELECT document_id, count(*) AS tasks FROM tasks GROUP BY document_id),
final AS (
    SELECT
        d.document_id,
        d.unit_id,
        coalesce(s.statements, 0) AS statements,
        coalesce(s.quoted_goals, 0) AS quoted_goals,
        coalesce(t.tasks, 0) AS tasks,
        translate(
            strip_accents(lower(nfc_normalize(concat_ws(' ', d.number, d.title_vi, d.title_en, u.name_vi, u.name_en)))),
            'đ', 'd'
        ) AS folded
    FROM documents AS d
    JOIN units AS u USING (unit_id)
    LEFT JOIN of_statements AS s USING (document_id)
    LEFT JOIN of_tasks AS t USING (document_id)
)
SELECT * FROM final ORDER BY document_id;

COMMENT ON TABLE document_counts IS 'Số phát biểu và nhiệm vụ của từng văn bản | Statements and tasks of each document';
COMMENT ON COLUMN document_counts.statements IS 'Số phát biểu | Number of statements';
COMMENT ON COLUMN document_counts.quoted_goals IS 'Số mục tiêu và cam kết có câu trích | Number of goals with a quote';
COMMENT ON COLUMN document_counts.tasks IS 'Số nhiệm vụ | Number of tasks';
COMMENT ON COLUMN document_counts.folded IS 'Số hiệu, tên và đơn vị bỏ dấu để tìm kiếm | Number, titles and unit without accents, for search';
