-- Which national goal is in force: one row a goal, single scope and epoch. An epoch begins when a
-- national document does; between two such days nothing changes. 'infinity' is today. Among the
-- goals for one thing, a confirmed one comes before one in doubt, then the higher rank wins, then
-- the newer document.
CREATE VIEW national_goals AS
WITH
national AS (SELECT * FROM goals WHERE unit_kind = 'nation'),
epochs AS (
    SELECT DISTINCT in_force_on AS epoch FROM national WHERE in_force_on IS NOT NULL
    UNION
    SELECT DATE 'infinity'
),
final AS (
    SELECT
        e.epoch,
        n.*,
        row_number() OVER thing AS place,
        first_value(n.statement_id) OVER thing AS winner_id,
        count(*) OVER (
            PARTITION BY e.epoch, n.indicator_id, n.scope, n.variant, n.value_unit, n.horizon
        ) - 1 AS alternatives
    FROM epochs AS e
    JOIN national AS n ON n.in_force_on <= e.epoch OR (n.in_force_on IS NULL AND e.epoch = DATE 'infinity')
    WINDOW thing AS (
        PARTITION BY e.epoch, n.indicator_id, n.scope, n.variant, n.value_unit, n.horizon
        ORDER BY n.is_doubtful, n.rank, n.in_force_on DESC NULLS LAST, n.statement_id
    )
)
SELECT * FROM final;

COMMENT ON VIEW national_goals IS 'Mục tiêu quốc gia theo từng thời kỳ hiệu lực; place = 1 là mục tiêu đang có hiệu lực | National goals by epoch; place = 1 is the one in force';
COMMENT ON COLUMN national_goals.epoch IS 'Ngày bắt đầu thời kỳ; infinity là hiện nay | First day of the epoch; infinity is today';
COMMENT ON COLUMN national_goals.unit_kind IS 'Luôn là nation | Always nation';
COMMENT ON COLUMN national_goals.scope IS 'Một phạm vi; "province" là cả đơn vị | One scope; "province" means the whole unit';
COMMENT ON COLUMN national_goals.variant IS 'Cách xác định; trống là theo định nghĩa chung | Variant; empty means the indicator''s own definition';
COMMENT ON COLUMN national_goals.level IS 'Mức tối thiểu phải đạt dùng để so sánh | The level asked for at least, which is compared';
COMMENT ON COLUMN national_goals.is_doubtful IS 'Mốc hoặc địa giới chưa được xác nhận | Whether horizon or territory is unconfirmed';
COMMENT ON COLUMN national_goals.place IS 'Thứ tự ưu tiên trong cùng một điều; 1 là đang có hiệu lực | Place among the goals for one thing; 1 is in force';
COMMENT ON COLUMN national_goals.winner_id IS 'Mục tiêu đang có hiệu lực cho cùng điều đó | The goal in force for the same thing';
COMMENT ON COLUMN national_goals.alternatives IS 'Số mục tiêu khác cho cùng điều đó | Number of other goals for the same thing';
