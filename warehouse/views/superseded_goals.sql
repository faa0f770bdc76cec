-- National goals whose place another national goal has taken: they stay visible, with which took over.
CREATE VIEW superseded_goals AS
WITH
today AS (SELECT * FROM national_goals WHERE epoch = DATE 'infinity'),
final AS (
    SELECT
        old.statement_id,
        old.indicator_id,
        old.scope,
        old.variant,
        old.horizon,
        old.operator,
        old.value,
        old.value_high,
        old.value_unit,
        old.document_id,
        old.in_force_on,
        new.statement_id AS replaced_by_statement_id,
        new.document_id AS replaced_by_document_id,
        new.operator AS replaced_by_operator,
        new.value AS replaced_by_value,
        new.value_high AS replaced_by_value_high,
        greatest(old.in_force_on, new.in_force_on) AS replaced_on
    FROM today AS old
    JOIN today AS new
        ON new.statement_id = old.winner_id
        AND new.indicator_id = old.indicator_id
        AND new.scope = old.scope
        AND new.variant = old.variant
        AND new.value_unit = old.value_unit
        AND new.horizon IS NOT DISTINCT FROM old.horizon
    WHERE old.place > 1 AND NOT old.is_doubtful AND new.document_id <> old.document_id
)
SELECT * FROM final ORDER BY indicator_id, scope, variant, horizon, in_force_on, statement_id;

COMMENT ON VIEW superseded_goals IS 'Mục tiêu quốc gia đã có mục tiêu khác thay | National goals whose place another goal has taken';
COMMENT ON COLUMN superseded_goals.scope IS 'Một phạm vi; "province" là cả đơn vị | One scope; "province" means the whole unit';
COMMENT ON COLUMN superseded_goals.variant IS 'Cách xác định; trống là theo định nghĩa chung | Variant; empty means the indicator''s own definition';
COMMENT ON COLUMN superseded_goals.replaced_by_statement_id IS 'Mục tiêu thay thế | Goal that took over';
COMMENT ON COLUMN superseded_goals.replaced_by_document_id IS 'Văn bản của mục tiêu thay thế | Document of that goal';
COMMENT ON COLUMN superseded_goals.replaced_by_operator IS 'So sánh của mục tiêu thay thế | Comparator of that goal';
COMMENT ON COLUMN superseded_goals.replaced_by_value IS 'Giá trị của mục tiêu thay thế | Value of that goal';
COMMENT ON COLUMN superseded_goals.replaced_by_value_high IS 'Cận trên của mục tiêu thay thế | Upper limit of that goal';
COMMENT ON COLUMN superseded_goals.replaced_on IS 'Từ ngày | Since';
