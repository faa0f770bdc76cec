-- Every statement with its document and its names: what pages and exports show of one row.
CREATE VIEW statement_details AS
WITH
final AS (
    SELECT
        s.rowid AS position,
        s.statement_id,
        s.kind,
        s.unit_id,
        u.name_vi AS unit_name_vi,
        u.name_en AS unit_name_en,
        u.kind AS unit_kind,
        s.territory_id,
        t.name_vi AS territory_name_vi,
        t.name_en AS territory_name_en,
        t.valid_to IS NOT NULL AS is_old_territory,
        s.horizon,
        s.horizon_basis,
        s.firmness,
        s.indicator_id,
        i.name_vi AS indicator_name_vi,
        i.name_en AS indicator_name_en,
        i.family,
        i.direction,
        s.variant,
        v.name_vi AS variant_name_vi,
        v.name_en AS variant_name_en,
        coalesce(s.theme_id, i.theme_id) AS theme_id,
        h.name_vi AS theme_name_vi,
        h.name_en AS theme_name_en,
        s.scope,
        s.operator,
        s.value,
        s.value_high,
        s.value_unit,
        w.symbol AS value_symbol,
        w.name_vi AS value_unit_name_vi,
        w.name_en AS value_unit_name_en,
        s.value_text,
        s.as_of_year,
        s.subject_vi,
        s.statement_vi,
        s.statement_en,
        s.evidence,
        s.quote,
        s.quote_start,
        s.quote_end,
        s.value_start,
        s.value_end,
        s.doubt,
        s.cited_confidence,
        s.source_urls,
        s.rule,
        s.reason,
        s.confidence,
        s.review_status,
        s.reviewed_by,
        s.reviewed_at,
        s.is_ocr,
        s.note,
        s.suggested_indicator_id,
        s.document_id,
        d.number AS document_number,
        d.title_vi AS document_title_vi,
        d.title_en AS document_title_en,
        d.kind AS document_kind,
        d.rank AS document_rank,
        d.issuer,
        d.issued_date,
        d.published_date,
        d.in_force_on,
        d.in_force_basis,
        d.url AS document_url,
        d.tier,
        d.citation,
        d.path IS NOT NULL AS has_text,
        p.page,
        s.folded
    FROM statements AS s
    JOIN documents AS d ON d.document_id = s.document_id
    JOIN units AS u ON u.unit_id = s.unit_id
    JOIN territories AS t ON t.territory_id = s.territory_id
    LEFT JOIN indicators AS i ON i.indicator_id = s.indicator_id
    LEFT JOIN variants AS v ON v.variant = s.variant
    LEFT JOIN themes AS h ON h.theme_id = coalesce(s.theme_id, i.theme_id)
    LEFT JOIN value_units AS w ON w.value_unit = s.value_unit
    LEFT JOIN statement_pages AS p ON p.statement_id = s.statement_id
)
SELECT * FROM final;

COMMENT ON VIEW statement_details IS 'Mọi phát biểu cùng văn bản và tên gọi, mỗi dòng một phát biểu | Every statement with its document and its names, one a row';
COMMENT ON COLUMN statement_details.position IS 'Thứ tự của phát biểu trong bản phát hành, từ 0 | Place of the statement in the release, from 0';
COMMENT ON COLUMN statement_details.unit_name_vi IS 'Tên đơn vị | Name of the unit, in Vietnamese';
COMMENT ON COLUMN statement_details.unit_name_en IS 'Tên đơn vị bằng tiếng Anh | Name of the unit';
COMMENT ON COLUMN statement_details.unit_kind IS 'Cấp của đơn vị: nation hoặc province | Level of the unit: nation or province';
COMMENT ON COLUMN statement_details.territory_name_vi IS 'Tên địa giới | Name of the territory, in Vietnamese';
COMMENT ON COLUMN statement_details.territory_name_en IS 'Tên địa giới bằng tiếng Anh | Name of the territory';
COMMENT ON COLUMN statement_details.is_old_territory IS 'Địa giới đó đã hết hiệu lực | Whether that territory has ended since';
COMMENT ON COLUMN statement_details.indicator_name_vi IS 'Tên chỉ tiêu | Name of the indicator, in Vietnamese';
COMMENT ON COLUMN statement_details.indicator_name_en IS 'Tên chỉ tiêu bằng tiếng Anh | Name of the indicator';
COMMENT ON COLUMN statement_details.variant_name_vi IS 'Tên cách xác định | Name of the variant, in Vietnamese';
COMMENT ON COLUMN statement_details.variant_name_en IS 'Tên cách xác định bằng tiếng Anh | Name of the variant';
COMMENT ON COLUMN statement_details.theme_name_vi IS 'Tên trụ cột | Name of the theme, in Vietnamese';
COMMENT ON COLUMN statement_details.theme_name_en IS 'Tên trụ cột bằng tiếng Anh | Name of the theme';
COMMENT ON COLUMN statement_details.value_symbol IS 'Ký hiệu đơn vị đo | Symbol of the unit of value';
COMMENT ON COLUMN statement_details.value_unit_name_vi IS 'Tên đơn vị đo | Name of the unit of value, in Vietnamese';
COMMENT ON COLUMN statement_details.value_unit_name_en IS 'Tên đơn vị đo bằng tiếng Anh | Name of the unit of value';
COMMENT ON COLUMN statement_details.document_number IS 'Số, ký hiệu văn bản; trống nếu văn bản không nêu | Number of the document; empty where the text gives none';
COMMENT ON COLUMN statement_details.document_title_vi IS 'Tên văn bản | Title of the document, in Vietnamese';
COMMENT ON COLUMN statement_details.document_title_en IS 'Tên văn bản bằng tiếng Anh | Title of the document, in English';
COMMENT ON COLUMN statement_details.document_kind IS 'Loại văn bản | Kind of document';
COMMENT ON COLUMN statement_details.document_rank IS 'Thứ bậc của loại văn bản: 1 là cao nhất | Rank of its kind: 1 is highest';
COMMENT ON COLUMN statement_details.document_url IS 'Địa chỉ của văn bản | Address of the document';
COMMENT ON COLUMN statement_details.has_text IS 'Có giữ lời của văn bản hoặc bài báo về nó | Whether the text of the document is held';
COMMENT ON COLUMN statement_details.page IS 'Trang của câu trích trong văn bản; trống nếu văn bản không chia trang | Page of the document on which the quote begins; empty for a text without pages';
