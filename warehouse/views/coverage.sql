-- How much each unit promises for each theme and horizon, and, where it promises nothing, which
-- kind of nothing: `not_stated` means no goal of its own in a text that was searched, `aim_only` that
-- an aim or a task names the theme without a goal, `named_within` that the sentence of a goal that
-- counts under another theme names it, `replaced` that only documents since amended
-- cover the horizon.
CREATE TABLE coverage AS
WITH
promised AS (
    SELECT
        s.unit_id,
        coalesce(s.theme_id, i.theme_id) AS theme_id,
        s.horizon,
        count(*) FILTER (WHERE kind = 'target') AS targets,
        count(*) FILTER (WHERE kind = 'commitment') AS commitments,
        count(*) FILTER (WHERE evidence = 'quoted') AS quoted,
        count(*) FILTER (WHERE evidence = 'cited') AS cited,
        count(*) FILTER (WHERE doubt IN ('horizon', 'territory')) AS doubtful
    FROM statements AS s
    LEFT JOIN indicators AS i USING (indicator_id)
    WHERE s.kind <> 'baseline' AND s.horizon IS NOT NULL AND coalesce(s.theme_id, i.theme_id) IS NOT NULL
    GROUP BY ALL
),
-- Themes that an aim or a task names in words: for its own year, or, where it gives none, for every
-- horizon of its document. A document since amended says nothing any more.
in_words AS (
    SELECT DISTINCT t.unit_id, t.theme_id, coalesce(t.horizon, d.horizon) AS horizon
    FROM tasks AS t
    LEFT JOIN document_horizons AS d ON d.document_id = t.document_id AND t.horizon IS NULL
    WHERE t.theme_id IS NOT NULL
        AND t.document_id NOT IN (
            SELECT cited_document_id FROM citations WHERE relation = 'amends' AND cited_document_id IS NOT NULL
        )
),
-- Themes that a goal of another theme names in its sentence, each with the first such goal.
named AS (
    SELECT s.unit_id, t.theme_id, s.horizon, arg_min(s.statement_id, s.rowid) AS named_in
    FROM statement_themes AS t
    JOIN statements AS s USING (statement_id)
    WHERE NOT t.is_main
        AND s.kind <> 'baseline'
        AND s.horizon IS NOT NULL
        AND s.document_id NOT IN (
            SELECT cited_document_id FROM citations WHERE relation = 'amends' AND cited_document_id IS NOT NULL
        )
    GROUP BY s.unit_id, t.theme_id, s.horizon
),
covering AS (
    SELECT
        unit_id,
        horizon,
        count(*) FILTER (WHERE has_text AND NOT is_replaced) AS documents_held,
        count(*) FILTER (WHERE NOT has_text AND NOT is_replaced) AS documents_not_held,
        count(*) FILTER (WHERE is_replaced) AS documents_replaced
    FROM document_horizons
    GROUP BY unit_id, horizon
),
-- The first year of a unit; none where its territory has no known beginning.
beginnings AS (
    SELECT unit_id, CASE WHEN count(*) = count(valid_from) THEN min(year(valid_from)) END AS first_year
    FROM territories
    GROUP BY unit_id
),
-- Themes all of whose indicators are asked of one level only.
theme_levels AS (
    SELECT theme_id, CASE WHEN count(*) = count(applies_to) AND min(applies_to) = max(applies_to)
                          THEN min(applies_to) END AS only_level
    FROM indicators
    GROUP BY theme_id
),
final AS (
    SELECT
        u.unit_id,
        t.theme_id,
        h.horizon,
        coalesce(p.targets, 0) AS targets,
        coalesce(p.commitments, 0) AS commitments,
        coalesce(p.quoted, 0) AS quoted,
        coalesce(p.cited, 0) AS cited,
        coalesce(p.doubtful, 0) AS doubtful,
        CASE
            WHEN p.unit_id IS NOT NULL THEN NULL
            WHEN h.horizon < b.first_year OR u.kind <> l.only_level THEN 'not_applicable'
            WHEN n.unit_id IS NOT NULL THEN 'named_within'
            WHEN a.unit_id IS NOT NULL THEN 'aim_only'
            WHEN c.documents_held > 0 THEN 'not_stated'
            WHEN c.documents_replaced > 0 AND c.documents_not_held = 0 THEN 'replaced'
            ELSE 'document_not_held'
        END AS empty_kind,
        coalesce(c.documents_held, 0) AS documents_held,
        coalesce(c.documents_not_held, 0) AS documents_not_held,
        coalesce(c.documents_replaced, 0) AS documents_replaced,
        -- Present for 'named_within' only.
        CASE WHEN empty_kind = 'named_within' THEN n.named_in END AS named_in
    FROM units AS u
    CROSS JOIN themes AS t
    CROSS JOIN horizons AS h
    LEFT JOIN promised AS p ON p.unit_id = u.unit_id AND p.theme_id = t.theme_id AND p.horizon = h.horizon
    LEFT JOIN named AS n ON n.unit_id = u.unit_id AND n.theme_id = t.theme_id AND n.horizon = h.horizon
    LEFT JOIN in_words AS a ON a.unit_id = u.unit_id AND a.theme_id = t.theme_id AND a.horizon = h.horizon
    LEFT JOIN covering AS c ON c.unit_id = u.unit_id AND c.horizon = h.horizon
    LEFT JOIN beginnings AS b ON b.unit_id = u.unit_id
    LEFT JOIN theme_levels AS l ON l.theme_id = t.theme_id
)
SELECT f.* FROM final AS f JOIN units AS u USING (unit_id) JOIN themes AS t USING (theme_id)
ORDER BY u.sort_order, f.unit_id, t.sort_order, f.theme_id, f.horizon;

COMMENT ON TABLE coverage IS 'Độ phủ: mỗi dòng một đơn vị, trụ cột và mốc | Coverage: one unit, theme and horizon a row';
COMMENT ON COLUMN coverage.horizon IS 'Mốc: năm phải đạt | Horizon: year by which it is due';
COMMENT ON COLUMN coverage.targets IS 'Số mục tiêu có số | Number of targets';
COMMENT ON COLUMN coverage.commitments IS 'Số cam kết không có số | Number of commitments without a number';
COMMENT ON COLUMN coverage.quoted IS 'Trong đó có câu trích | Of these, quoted';
COMMENT ON COLUMN coverage.cited IS 'Trong đó được dẫn | Of these, cited';
COMMENT ON COLUMN coverage.doubtful IS 'Trong đó chưa xác nhận mốc hoặc địa giới | Of these, in doubt of horizon or territory';
COMMENT ON COLUMN coverage.empty_kind IS 'Khi không có gì: not_stated (đã tìm, không có chỉ tiêu riêng), named_within (được nêu tên trong câu của một chỉ tiêu thuộc lĩnh vực khác), aim_only (chỉ có mục tiêu chung hoặc nhiệm vụ bằng lời), document_not_held (không giữ lời văn bản), not_applicable (không áp dụng), replaced (văn bản đã được thay); trống khi có | When there is nothing: not_stated (searched, no goal of its own), named_within (named in the sentence of a goal of another theme), aim_only (named in an aim or a task only), document_not_held, not_applicable, replaced; empty when there is something';
COMMENT ON COLUMN coverage.documents_held IS 'Số văn bản có giữ lời, bao quát mốc này | Documents covering the horizon whose text is held';
COMMENT ON COLUMN coverage.documents_not_held IS 'Số văn bản bao quát mốc này mà không giữ lời | Documents covering the horizon whose text is not held';
COMMENT ON COLUMN coverage.documents_replaced IS 'Số văn bản bao quát mốc này đã được sửa đổi hoặc thay thế | Documents covering the horizon that were amended or replaced';
COMMENT ON COLUMN coverage.named_in IS 'Khi named_within: phát biểu đầu tiên có câu nêu tên lĩnh vực này | For named_within: the first statement whose sentence names the theme';
