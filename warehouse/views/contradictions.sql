-- Where the texts contradict themselves or each other: two sentences a row, never a judgement which
-- is right. Goals are compared only with goals for the same thing (indicator, scope, variant, unit of
-- value) and the same territory. Several things that one sentence counts apart are parts of one
-- whole: different subjects in one sentence do not contradict each other.
CREATE TABLE contradictions AS
WITH
amended AS (SELECT DISTINCT cited_document_id AS document_id FROM citations WHERE relation = 'amends'),
replaced_goals AS (SELECT DISTINCT statement_id, scope FROM superseded_goals),
things AS (
    SELECT
        g.unit_id, g.territory_id, g.indicator_id, g.scope, g.variant, g.value_unit, g.horizon,
        g.statement_id, g.document_id, g.direction, g.operator, g.value, g.value_high, g.level,
        g.is_doubtful, g.evidence, g.rank, g.in_force_on,
        s.subject_vi, s.quote_start, s.quote_end,
        r.statement_id IS NOT NULL OR a.document_id IS NOT NULL AS is_replaced,
        -- A limit against the better direction ("at most 80 %" of something good) is no level to reach.
        g.operator IN ('<', '<=') AND g.direction = 'higher'
            OR g.operator IN ('>', '>=') AND g.direction = 'lower' AS bounds_other_way
    FROM goals AS g
    JOIN statements AS s ON s.statement_id = g.statement_id
    LEFT JOIN replaced_goals AS r ON r.statement_id = g.statement_id AND r.scope = g.scope
    LEFT JOIN amended AS a ON a.document_id = g.document_id
    WHERE g.value IS NOT NULL
),
pairs AS (
    SELECT x AS a, y AS b
    FROM things AS x
    JOIN things AS y
        ON y.unit_id = x.unit_id
        AND y.territory_id = x.territory_id
        AND y.indicator_id = x.indicator_id
        AND y.scope = x.scope
        AND y.variant = x.variant
        AND y.value_unit = x.value_unit
        AND y.statement_id <> x.statement_id
    WHERE NOT coalesce(
        x.document_id = y.document_id
        AND x.quote_start = y.quote_start
        AND x.quote_end = y.quote_end
        AND x.subject_vi <> y.subject_vi,
        false
    )
),
later_below_earlier AS (
    SELECT 'later_below_earlier' AS kind, a, b
    FROM pairs
    WHERE a.horizon < b.horizon
        AND NOT a.bounds_other_way
        AND NOT b.bounds_other_way
        AND CASE a.direction WHEN 'lower' THEN a.level < b.level ELSE a.level > b.level END
    QUALIFY row_number() OVER (
        PARTITION BY a.unit_id, a.territory_id, a.indicator_id, a.scope, a.variant, a.value_unit,
            a.horizon, b.horizon
        ORDER BY a.is_doubtful OR b.is_doubtful, a.is_replaced OR b.is_replaced, abs(a.level - b.level) DESC,
            a.statement_id, b.statement_id
    ) = 1
),
two_values AS (
    SELECT 'two_values' AS kind, a, b
    FROM pairs
    WHERE a.horizon IS NOT DISTINCT FROM b.horizon
        AND (a.value, coalesce(a.value_high, a.value)) < (b.value, coalesce(b.value_high, b.value))
    QUALIFY row_number() OVER (
        PARTITION BY a.unit_id, a.territory_id, a.indicator_id, a.scope, a.variant, a.value_unit, a.horizon,
            a.value, a.value_high, b.value, b.value_high
        ORDER BY a.is_doubtful OR b.is_doubtful, a.is_replaced OR b.is_replaced,
            a.document_id <> b.document_id, a.evidence = 'cited', b.evidence = 'cited',
            a.statement_id, b.statement_id
    ) = 1
),
-- What the nation asks of everybody at least, and the province that asks less of itself.
below_minimum AS (
    SELECT 'below_national_minimum' AS kind, p AS a, n AS b
    FROM comparison_rows AS c
    JOIN things AS p ON p.statement_id = c.province_statement_id AND p.scope = c.scope
    JOIN things AS n ON n.statement_id = c.national_statement_id AND n.scope = c.national_scope
    WHERE c.basis = 'at_issue'
        AND p.indicator_id = n.indicator_id
        AND p.scope = n.scope
        AND p.variant = n.variant
        AND p.value_unit = n.value_unit
        AND p.horizon = n.horizon
        AND (c.verdict = 'behind' OR c.reason IN ('doubtful_horizon', 'doubtful_territory'))
        AND NOT p.bounds_other_way
        AND CASE n.direction
            WHEN 'lower' THEN n.operator IN ('<', '<=') AND p.level > n.level
            ELSE n.operator IN ('>', '>=') AND p.level < n.level
        END
),
goal_pairs AS (
    SELECT
        kind,
        CASE kind WHEN 'below_national_minimum' THEN a.unit_id ELSE b.unit_id END AS unit_id,
        a.indicator_id AS indicator_id,
        a.scope AS scope,
        a.variant AS variant,
        a.statement_id AS first_statement_id,
        b.statement_id AS second_statement_id,
        CASE
            WHEN a.is_doubtful OR b.is_doubtful THEN 'doubtful'
            WHEN a.is_replaced OR b.is_replaced THEN 'replaced'
            ELSE 'open'
        END AS standing
    FROM (FROM later_below_earlier UNION ALL FROM two_values UNION ALL FROM below_minimum)
),
above_whole AS (
    SELECT
        'share_above_whole' AS kind,
        s.unit_id,
        s.indicator_id,
        s.scope,
        coalesce(s.variant, '') AS variant,
        s.statement_id AS first_statement_id,
        NULL::VARCHAR AS second_statement_id,
        CASE WHEN s.doubt IN ('horizon', 'territory') THEN 'doubtful' ELSE 'open' END AS standing
    FROM statements AS s
    JOIN value_units AS w ON w.value_unit = s.value_unit
    WHERE s.value_unit = 'percent' AND greatest(s.value, coalesce(s.value_high, s.value)) > coalesce(w.maximum, 100)
),
final AS (
    SELECT
        c.kind,
        c.standing,
        c.unit_id,
        c.indicator_id,
        c.scope,
        nullif(c.variant, '') AS variant,
        coalesce(a.theme_id, b.theme_id) AS theme_id,
        a.document_id IS NOT DISTINCT FROM coalesce(b.document_id, a.document_id) AS is_one_document,
        c.first_statement_id,
        a.unit_id AS first_unit_id,
        a.document_id AS first_document_id,
        a.horizon AS first_horizon,
        a.operator AS first_operator,
        a.value AS first_value,
        a.value_high AS first_value_high,
        a.value_unit AS first_value_unit,
        a.evidence AS first_evidence,
        a.doubt AS first_doubt,
        coalesce(a.quote, a.statement_vi) AS first_sentence_vi,
        coalesce(a.quote, a.statement_en) AS first_sentence_en,
        c.second_statement_id,
        b.unit_id AS second_unit_id,
        b.document_id AS second_document_id,
        b.horizon AS second_horizon,
        b.operator AS second_operator,
        b.value AS second_value,
        b.value_high AS second_value_high,
        b.value_unit AS second_value_unit,
        b.evidence AS second_evidence,
        b.doubt AS second_doubt,
        coalesce(b.quote, b.statement_vi) AS second_sentence_vi,
        coalesce(b.quote, b.statement_en) AS second_sentence_en
    FROM (FROM goal_pairs UNION ALL BY NAME FROM above_whole) AS c
    JOIN statement_details AS a ON a.statement_id = c.first_statement_id
    LEFT JOIN statement_details AS b ON b.statement_id = c.second_statement_id
)
SELECT * FROM final ORDER BY ALL;

COMMENT ON TABLE contradictions IS 'Chỗ các văn bản tự mâu thuẫn hoặc mâu thuẫn với nhau, mỗi dòng hai câu | Where texts contradict themselves or each other, two sentences a row';
COMMENT ON COLUMN contradictions.kind IS 'later_below_earlier: mốc sau đòi hỏi ít hơn mốc trước; two_values: hai giá trị cho cùng một điều; below_national_minimum: tỉnh dưới mức tối thiểu của quốc gia; share_above_whole: tỷ lệ vượt 100 % | later_below_earlier, two_values, below_national_minimum or share_above_whole';
COMMENT ON COLUMN contradictions.standing IS 'open: còn đó; replaced: một trong hai đã có mục tiêu khác thay; doubtful: mốc hoặc địa giới chưa được xác nhận, không phải kết luận | open; replaced: another goal has taken the place of one; doubtful: horizon or territory unconfirmed, no finding';
COMMENT ON COLUMN contradictions.unit_id IS 'Đơn vị mà mâu thuẫn thuộc về | Unit that it concerns';
COMMENT ON COLUMN contradictions.scope IS 'Một phạm vi; "province" là cả đơn vị | One scope; "province" means the whole unit';
COMMENT ON COLUMN contradictions.is_one_document IS 'Cả hai câu ở trong một văn bản | Whether both sentences stand in one document';
COMMENT ON COLUMN contradictions.first_statement_id IS 'Phát biểu thứ nhất: mốc sớm hơn, giá trị nhỏ hơn, hoặc của tỉnh | First statement: the earlier horizon, the smaller value, or the province''s';
COMMENT ON COLUMN contradictions.second_statement_id IS 'Phát biểu thứ hai; trống khi một câu tự sai | Second statement; empty when one sentence is wrong by itself';
COMMENT ON COLUMN contradictions.first_unit_id IS 'Đơn vị của phát biểu thứ nhất | Unit of the first statement';
COMMENT ON COLUMN contradictions.second_unit_id IS 'Đơn vị của phát biểu thứ hai | Unit of the second statement';
COMMENT ON COLUMN contradictions.first_document_id IS 'Văn bản của phát biểu thứ nhất | Document of the first statement';
COMMENT ON COLUMN contradictions.second_document_id IS 'Văn bản của phát biểu thứ hai | Document of the second statement';
COMMENT ON COLUMN contradictions.first_horizon IS 'Mốc của phát biểu thứ nhất | Horizon of the first statement';
COMMENT ON COLUMN contradictions.second_horizon IS 'Mốc của phát biểu thứ hai | Horizon of the second statement';
COMMENT ON COLUMN contradictions.first_operator IS 'So sánh của phát biểu thứ nhất | Comparator of the first statement';
COMMENT ON COLUMN contradictions.second_operator IS 'So sánh của phát biểu thứ hai | Comparator of the second statement';
COMMENT ON COLUMN contradictions.first_value IS 'Giá trị của phát biểu thứ nhất | Value of the first statement';
COMMENT ON COLUMN contradictions.second_value IS 'Giá trị của phát biểu thứ hai | Value of the second statement';
COMMENT ON COLUMN contradictions.first_value_high IS 'Cận trên của phát biểu thứ nhất | Upper limit of the first statement';
COMMENT ON COLUMN contradictions.second_value_high IS 'Cận trên của phát biểu thứ hai | Upper limit of the second statement';
COMMENT ON COLUMN contradictions.first_value_unit IS 'Đơn vị đo của phát biểu thứ nhất | Unit of value of the first statement';
COMMENT ON COLUMN contradictions.second_value_unit IS 'Đơn vị đo của phát biểu thứ hai | Unit of value of the second statement';
COMMENT ON COLUMN contradictions.first_evidence IS 'Phát biểu thứ nhất được trích (quoted) hay dẫn (cited) | Whether the first statement is quoted or cited';
COMMENT ON COLUMN contradictions.second_evidence IS 'Phát biểu thứ hai được trích (quoted) hay dẫn (cited) | Whether the second statement is quoted or cited';
COMMENT ON COLUMN contradictions.first_doubt IS 'Điểm chưa xác nhận của phát biểu thứ nhất | What is unconfirmed of the first statement';
COMMENT ON COLUMN contradictions.second_doubt IS 'Điểm chưa xác nhận của phát biểu thứ hai | What is unconfirmed of the second statement';
COMMENT ON COLUMN contradictions.first_sentence_vi IS 'Câu thứ nhất: nguyên văn, hoặc lời dẫn khi không giữ lời văn bản | First sentence: word for word, or in our words where no text is held';
COMMENT ON COLUMN contradictions.second_sentence_vi IS 'Câu thứ hai: nguyên văn, hoặc lời dẫn khi không giữ lời văn bản | Second sentence: word for word, or in our words where no text is held';
COMMENT ON COLUMN contradictions.first_sentence_en IS 'Câu thứ nhất; lời dẫn bằng tiếng Anh | First sentence; our words in English where no text is held';
COMMENT ON COLUMN contradictions.second_sentence_en IS 'Câu thứ hai; lời dẫn bằng tiếng Anh | Second sentence; our words in English where no text is held';
