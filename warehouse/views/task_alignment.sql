-- The nation's tasks beside each province's, topic by topic; tasks without a topic stand apart.
CREATE TABLE task_alignment AS
WITH
grouped AS (
    SELECT
        t.unit_id,
        u.kind AS unit_kind,
        t.topic_id,
        list(t.task_id ORDER BY t.document_id, t.ordinal, t.task_id) AS task_ids,
        list(t.title_vi ORDER BY t.document_id, t.ordinal, t.task_id) AS titles
    FROM tasks AS t
    JOIN units AS u ON u.unit_id = t.unit_id
    WHERE t.kind = 'task'
    GROUP BY t.unit_id, u.kind, t.topic_id
),
nation AS (SELECT * FROM grouped WHERE unit_kind = 'nation'),
province AS (SELECT * FROM grouped WHERE unit_kind = 'province'),
asked AS (
    SELECT u.unit_id, n.topic_id
    FROM nation AS n
    CROSS JOIN units AS u
    WHERE u.kind = 'province'
    UNION
    SELECT unit_id, topic_id FROM province
),
final AS (
    SELECT
        a.unit_id,
        a.topic_id,
        o.theme_id,
        o.name_vi AS topic_name_vi,
        o.name_en AS topic_name_en,
        coalesce(n.task_ids, []) AS national_task_ids,
        coalesce(n.titles, []) AS national_titles,
        coalesce(p.task_ids, []) AS province_task_ids,
        coalesce(p.titles, []) AS province_titles,
        n.topic_id IS NOT NULL AND p.topic_id IS NOT NULL AS has_counterpart,
        p.unit_id IS NULL AND NOT EXISTS (
            FROM documents AS d WHERE d.unit_id = a.unit_id AND d.text IS NOT NULL
        ) AS is_document_missing,
        o.sort_order AS topic_order
    FROM asked AS a
    LEFT JOIN nation AS n ON n.topic_id IS NOT DISTINCT FROM a.topic_id
    LEFT JOIN province AS p ON p.unit_id = a.unit_id AND p.topic_id IS NOT DISTINCT FROM a.topic_id
    LEFT JOIN topics AS o ON o.topic_id = a.topic_id
)
SELECT * FROM final ORDER BY unit_id, topic_order, topic_id;

COMMENT ON TABLE task_alignment IS 'Nhiệm vụ quốc gia bên cạnh nhiệm vụ của từng tỉnh, mỗi dòng một tỉnh và chủ đề | National tasks beside those of each province, one province and topic a row';
COMMENT ON COLUMN task_alignment.unit_id IS 'Mã tỉnh | Province';
COMMENT ON COLUMN task_alignment.topic_name_vi IS 'Tên chủ đề; trống khi nhiệm vụ chưa có chủ đề | Name of the topic, in Vietnamese; empty for tasks without one';
COMMENT ON COLUMN task_alignment.topic_name_en IS 'Tên chủ đề bằng tiếng Anh | Name of the topic';
COMMENT ON COLUMN task_alignment.national_task_ids IS 'Mã các nhiệm vụ quốc gia | Ids of the national tasks';
COMMENT ON COLUMN task_alignment.national_titles IS 'Các nhiệm vụ quốc gia | National tasks';
COMMENT ON COLUMN task_alignment.province_task_ids IS 'Mã các nhiệm vụ của tỉnh | Ids of the tasks of the province';
COMMENT ON COLUMN task_alignment.province_titles IS 'Các nhiệm vụ của tỉnh | Tasks of the province';
COMMENT ON COLUMN task_alignment.has_counterpart IS 'Cả hai bên đều có nhiệm vụ trong chủ đề này | Whether both sides have a task on this topic';
COMMENT ON COLUMN task_alignment.is_document_missing IS 'Tỉnh không có nhiệm vụ vì không giữ lời văn bản nào | The province has none because no text of it is held';
COMMENT ON COLUMN task_alignment.topic_order IS 'Thứ tự chủ đề | Order of the topic';
