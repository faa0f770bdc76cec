-- Who carries out whom: edges read from the texts, and those that the registry adds.
CREATE VIEW lineage AS
WITH
registered AS (
    SELECT
        d.document_id,
        trim(unnest(string_split(d.implements, ';'))) AS cited_number
    FROM documents AS d
    WHERE d.implements IS NOT NULL
),
edges AS (
    SELECT document_id, cited_number, cited_document_id, relation, 'text' AS source, "start", "end", quote
    FROM citations
    UNION ALL BY NAME
    SELECT r.document_id, r.cited_number, d.document_id AS cited_document_id, 'implements' AS relation, 'registry' AS source
    FROM registered AS r
    LEFT JOIN documents AS d ON d.number = r.cited_number
    ANTI JOIN citations AS c
        ON c.document_id = r.document_id AND c.cited_number = r.cited_number AND c.relation = 'implements'
    WHERE r.cited_number <> ''
),
final AS (
    SELECT
        e.*,
        d.unit_id,
        d.number AS document_number,
        d.title_vi AS document_title_vi,
        d.title_en AS document_title_en,
        t.unit_id AS cited_unit_id,
        t.title_vi AS cited_title_vi,
        t.title_en AS cited_title_en
    FROM edges AS e
    JOIN documents AS d ON d.document_id = e.document_id
    LEFT JOIN documents AS t ON t.document_id = e.cited_document_id
)
SELECT * FROM final;

COMMENT ON VIEW lineage IS 'Văn bản nào triển khai, sửa đổi hoặc nhắc đến văn bản nào | Which document carries out, amends or mentions which';
COMMENT ON COLUMN lineage.source IS 'text: đọc từ văn bản; registry: ghi trong danh mục | text: read from the document; registry: noted in the registry';
COMMENT ON COLUMN lineage.document_number IS 'Số, ký hiệu của văn bản nhắc đến | Number of the document that names';
COMMENT ON COLUMN lineage.document_title_vi IS 'Tên văn bản nhắc đến | Title of the document that names, in Vietnamese';
COMMENT ON COLUMN lineage.document_title_en IS 'Tên văn bản nhắc đến bằng tiếng Anh | Title of the document that names';
COMMENT ON COLUMN lineage.cited_unit_id IS 'Đơn vị của văn bản được nhắc | Unit of the document named';
COMMENT ON COLUMN lineage.cited_title_vi IS 'Tên văn bản được nhắc | Title of the document named, in Vietnamese';
COMMENT ON COLUMN lineage.cited_title_en IS 'Tên văn bản được nhắc bằng tiếng Anh | Title of the document named';
