-- The goals (targets and commitments) of known indicators, one a row and single scope, spelled so
-- that equal things are equal: the whole unit is 'province', no variant is ''. `level` is what a
-- goal asks for at least: the lower limit of a range where more is better, else the upper one.
CREATE VIEW goals AS
WITH
split AS (
    SELECT s.*, unnest(string_split(s.scope, '; ')) AS one_scope
    FROM statements AS s
    WHERE s.kind IN ('target', 'commitment') AND s.indicator_id IS NOT NULL
),
final AS (
    SELECT DISTINCT
        s.statement_id,
        s.document_id,
        s.unit_id,
        u.kind AS unit_kind,
        s.territory_id,
        s.horizon,
        s.firmness,
        s.indicator_id,
        i.family,
        i.theme_id,
        i.direction,
        i.applies_to,
        CASE WHEN s.one_scope IN ('', 'national', 'province') THEN 'province' ELSE s.one_scope END AS scope,
        coalesce(s.variant, '') AS variant,
        s.operator,
        s.value,
        s.value_high,
        CASE WHEN i.direction = 'lower' THEN coalesce(s.value_high, s.value) ELSE s.value END AS level,
        coalesce(s.value_unit, '') AS value_unit,
        s.doubt,
        coalesce(s.doubt IN ('horizon', 'territory'), false) AS is_doubtful,
        s.evidence,
        d.rank,
        d.in_force_on,
        d.in_force_basis
    FROM split AS s
    JOIN documents AS d ON d.document_id = s.document_id
    JOIN units AS u ON u.unit_id = s.unit_id
    JOIN indicators AS i ON i.indicator_id = s.indicator_id
)
SELECT * FROM final;

COMMENT ON VIEW goals IS 'Mục tiêu và cam kết có chỉ tiêu, tách theo từng phạm vi | Goals of known indicators, split into single scopes';
COMMENT ON COLUMN goals.unit_kind IS 'Cấp của đơn vị: nation hoặc province | Level of the unit: nation or province';
COMMENT ON COLUMN goals.scope IS 'Một phạm vi; "province" là cả đơn vị | One scope; "province" means the whole unit';
COMMENT ON COLUMN goals.variant IS 'Cách xác định; trống là theo định nghĩa chung | Variant; empty means the indicator''s own definition';
COMMENT ON COLUMN goals.level IS 'Mức tối thiểu phải đạt dùng để so sánh | The level asked for at least, which is compared';
COMMENT ON COLUMN goals.is_doubtful IS 'Mốc hoặc địa giới chưa được xác nhận | Whether horizon or territory is unconfirmed';
