-- Fills comparison_rows: what each province promises against what the nation promises. The rules
-- stand in docs/architecture.md. Everything works on sets of equal goals ("shapes"), not on single
-- statements, so that a partner is looked for once however many documents repeat a goal.
INSERT INTO comparison_rows BY NAME
WITH
province AS (SELECT * FROM goals WHERE unit_kind = 'province'),
in_force AS (SELECT * FROM national_goals WHERE place = 1),
epochs AS (SELECT DISTINCT epoch FROM in_force),
bases AS (SELECT unnest(['at_issue', 'today']) AS basis),
today AS (SELECT max(in_force_on) AS today FROM documents),
things_today AS (
    SELECT DISTINCT indicator_id, scope, variant, value_unit, horizon
    FROM in_force
    WHERE epoch = DATE 'infinity'
),
-- The first horizon for which no district level is left: a goal of that level has no unit then. When it
-- was issued, a goal due in the year in which the level ended was still a goal; looked at today it
-- is none, for it is due when that year is over.
district_end AS (
    SELECT b.basis, min(year(t.valid_from)) + (b.basis = 'at_issue')::INTEGER AS first_year
    FROM territories AS t
    CROSS JOIN bases AS b
    WHERE NOT t.has_district_level
    GROUP BY b.basis
),
district_scopes AS (SELECT scope_id FROM scopes WHERE level = 'district'),
ministry_scopes AS (SELECT scope_id FROM scopes WHERE level = 'ministry'),
searched AS (SELECT DISTINCT unit_id, horizon FROM document_horizons WHERE has_text),
nation_searched AS (
    SELECT DISTINCT horizon FROM searched JOIN units USING (unit_id) WHERE kind = 'nation'
),

-- Each goal of a province twice: against what was in force at its issue, and today.
dated AS (
    SELECT
        'at_issue' AS basis,
        p.in_force_on AS basis_date,
        p.in_force_basis AS shown_basis,
        CASE
            WHEN p.in_force_on IS NULL THEN DATE 'infinity'
            ELSE (SELECT max(e.epoch) FROM epochs AS e WHERE e.epoch <= p.in_force_on)
        END AS epoch,
        p.*
    FROM province AS p
    UNION ALL
    SELECT 'today', today.today, 'today', DATE 'infinity', p.*
    FROM province AS p
    CROSS JOIN today
),

-- National goals for which a province has no goal for the very same thing.
unanswered AS (
    SELECT
        u.unit_id,
        n.*,
        n.applies_to IS NOT DISTINCT FROM 'nation' OR n.scope IN (SELECT scope_id FROM ministry_scopes)
            AS is_of_nation_only
    FROM in_force AS n
    CROSS JOIN (SELECT unit_id FROM units WHERE kind = 'province') AS u
    ANTI JOIN province AS p
        ON p.unit_id = u.unit_id
        AND p.indicator_id = n.indicator_id
        AND p.scope = n.scope
        AND p.variant = n.variant
        AND p.value_unit = n.value_unit
        AND p.horizon IS NOT DISTINCT FROM n.horizon
    WHERE n.epoch = DATE 'infinity'
),

-- Who looks for a partner, and who offers itself, both ways: a province among the goals of its
-- epoch, an unanswered national goal among all goals of the province. A provincial goal that has
-- its like in the nation does not stand in for another scope or definition, and at issue it never
-- answers a national goal that came after it (`since`).
seekers AS (
    SELECT DISTINCT
        NULL::VARCHAR AS basis, epoch::VARCHAR AS pool, NULL::DATE AS since,
        family, indicator_id, scope, variant, value_unit, horizon, level
    FROM dated
    WHERE epoch IS NOT NULL
    UNION ALL
    SELECT
        b.basis, n.unit_id, CASE WHEN b.basis = 'at_issue' THEN n.in_force_on END,
        n.family, n.indicator_id, n.scope, n.variant, n.value_unit, n.horizon, n.level
    FROM unanswered AS n
    CROSS JOIN bases AS b
    WHERE NOT n.is_of_nation_only
),
offers AS (
    SELECT
        epoch::VARCHAR AS pool, family, indicator_id, scope, variant, value_unit, horizon, level,
        statement_id, is_doubtful, rank, in_force_on, false AS has_like
    FROM in_force
    UNION ALL
    SELECT
        p.unit_id, p.family, p.indicator_id, p.scope, p.variant, p.value_unit, p.horizon, p.level,
        p.statement_id, p.is_doubtful, p.rank, p.in_force_on, t.indicator_id IS NOT NULL
    FROM province AS p
    LEFT JOIN things_today AS t
        ON t.indicator_id = p.indicator_id
        AND t.scope = p.scope
        AND t.variant = p.variant
        AND t.value_unit = p.value_unit
        AND t.horizon = p.horizon
),
-- How near two goals are: 1 the same thing, 2 the same thing but in words, 3 the same level at
-- another horizon, 4 another scope, variant or unit, 5 another indicator of the family, 6 words at
-- another horizon, 7 one without a horizon. NULL: too far to be shown together.
kin AS (
    SELECT
        s.basis, s.pool, s.indicator_id, s.scope, s.variant, s.value_unit, s.horizon, s.level,
        o.statement_id AS partner_id,
        o.scope AS partner_scope,
        CASE
            WHEN same_indicator AND same_terms AND same_horizon AND same_unit AND both_numbers THEN 1
            WHEN same_indicator AND same_terms AND same_horizon AND NOT both_numbers THEN 2
            WHEN same_indicator AND same_terms AND both_horizons AND same_unit AND both_numbers
                AND s.level = o.level THEN 3
            WHEN o.has_like THEN NULL
            WHEN same_indicator AND same_horizon THEN 4
            WHEN same_horizon THEN 5
            WHEN same_indicator AND same_terms AND both_horizons AND s.value_unit = '' AND o.value_unit = ''
                THEN 6
            WHEN same_indicator AND NOT both_horizons THEN 7
        END AS kinship
    FROM seekers AS s
    JOIN offers AS o
        ON o.pool = s.pool
        AND o.family = s.family
        AND (s.since IS NULL OR o.in_force_on IS NULL OR o.in_force_on >= s.since)
    CROSS JOIN LATERAL (
        SELECT
            s.indicator_id = o.indicator_id AS same_indicator,
            s.scope = o.scope AND s.variant = o.variant AS same_terms,
            s.value_unit = o.value_unit AS same_unit,
            s.value_unit <> '' AND o.value_unit <> '' AS both_numbers,
            s.horizon IS NOT NULL AND o.horizon IS NOT NULL AS both_horizons,
            coalesce(s.horizon = o.horizon, false) AS same_horizon
    )
    WHERE kinship IS NOT NULL
    QUALIFY row_number() OVER (
        PARTITION BY s.basis, s.pool, s.indicator_id, s.scope, s.variant, s.value_unit, s.horizon, s.level
        ORDER BY
            kinship,
            (s.scope <> o.scope)::INTEGER + (s.variant <> o.variant)::INTEGER + (NOT same_unit)::INTEGER,
            o.is_doubtful,
            abs(s.horizon - o.horizon) NULLS LAST,
            o.horizon NULLS LAST,
            o.rank,
            o.in_force_on DESC NULLS LAST,
            o.statement_id,
            o.scope
    ) = 1
),

-- Pairs by their ids, first as provinces found them, then as unanswered national goals did.
found_by_province AS (
    SELECT
        d.basis, d.basis_date, d.shown_basis, d.epoch, d.unit_id, d.horizon,
        d.statement_id AS province_id, d.scope AS province_scope,
        k.partner_id AS national_id, k.partner_scope AS national_scope,
        k.kinship
    FROM dated AS d
    LEFT JOIN kin AS k
        ON k.pool = d.epoch::VARCHAR
        AND k.indicator_id = d.indicator_id
        AND k.scope = d.scope
        AND k.variant = d.variant
        AND k.value_unit = d.value_unit
        AND k.horizon IS NOT DISTINCT FROM d.horizon
        AND k.level IS NOT DISTINCT FROM d.level
),
shown_goals AS (
    SELECT DISTINCT f.basis, f.unit_id, n.indicator_id, n.scope, n.variant, n.value_unit, n.horizon
    FROM found_by_province AS f
    JOIN in_force AS n
        ON n.statement_id = f.national_id AND n.scope = f.national_scope AND n.epoch = f.epoch
),
found_by_nation AS (
    SELECT
        b.basis,
        CASE WHEN b.basis = 'today' OR k.partner_id IS NULL THEN today.today ELSE p.in_force_on END AS basis_date,
        CASE WHEN b.basis = 'today' OR k.partner_id IS NULL THEN 'today' ELSE p.in_force_basis END AS shown_basis,
        n.epoch, n.unit_id, n.horizon,
        k.partner_id AS province_id, k.partner_scope AS province_scope,
        n.statement_id AS national_id, n.scope AS national_scope,
        k.kinship
    FROM unanswered AS n
    CROSS JOIN bases AS b
    CROSS JOIN today
    LEFT JOIN kin AS k
        ON k.pool = n.unit_id
        AND k.basis = b.basis
        AND k.indicator_id = n.indicator_id
        AND k.scope = n.scope
        AND k.variant = n.variant
        AND k.value_unit = n.value_unit
        AND k.horizon IS NOT DISTINCT FROM n.horizon
        AND k.level IS NOT DISTINCT FROM n.level
    LEFT JOIN province AS p ON p.statement_id = k.partner_id AND p.scope = k.partner_scope
    ANTI JOIN shown_goals AS shown
        ON shown.basis = b.basis
        AND shown.unit_id = n.unit_id
        AND shown.indicator_id = n.indicator_id
        AND shown.scope = n.scope
        AND shown.variant = n.variant
        AND shown.value_unit = n.value_unit
        AND shown.horizon IS NOT DISTINCT FROM n.horizon
),
pairs AS (
    SELECT
        f.basis,
        f.basis_date,
        f.shown_basis AS in_force_basis,
        f.unit_id,
        f.epoch,
        f.horizon,
        f.kinship,
        p,
        n,
        coalesce(p.indicator_id, n.indicator_id) AS indicator_id,
        coalesce(p.family, n.family) AS family,
        coalesce(p.theme_id, n.theme_id) AS theme_id,
        coalesce(p.scope, n.scope) AS scope,
        coalesce(p.variant, n.variant) AS variant,
        coalesce(p.direction, n.direction) AS direction,
        round(p.level - n.level, 6) AS difference,
        t.valid_to IS NOT NULL AS is_old_territory,
        -- The nation stays the nation; it is the province's goal that speaks of a map. An older map
        -- does not answer a national goal set after it ended, nor, asked today, one due after it.
        coalesce(
            n.in_force_on > t.valid_to
            OR (f.basis = 'today' AND f.basis_date > t.valid_to AND p.horizon > year(t.valid_to)),
            false
        ) AS is_other_map,
        old.statement_id IS NOT NULL AS is_national_replaced
    FROM (FROM found_by_province UNION ALL BY NAME FROM found_by_nation) AS f
    LEFT JOIN province AS p ON p.statement_id = f.province_id AND p.scope = f.province_scope
    LEFT JOIN in_force AS n
        ON n.statement_id = f.national_id AND n.scope = f.national_scope AND n.epoch = f.epoch
    LEFT JOIN territories AS t ON t.territory_id = p.territory_id
    LEFT JOIN superseded_goals AS old ON old.statement_id = n.statement_id AND old.scope = n.scope
),
elsewhere AS (SELECT DISTINCT epoch, indicator_id, scope, variant FROM in_force),
facts AS (
    SELECT
        pairs.*,
        p.is_doubtful IS TRUE OR n.is_doubtful IS TRUE AS is_doubtful,
        CASE WHEN 'horizon' IN (p.doubt, n.doubt) THEN 'doubtful_horizon' ELSE 'doubtful_territory' END AS doubt,
        coalesce(p.horizon >= d.first_year AND p.scope IN (SELECT scope_id FROM district_scopes), false)
        OR coalesce(n.horizon >= d.first_year AND n.scope IN (SELECT scope_id FROM district_scopes), false)
            AS is_without_district,
        CASE direction
            WHEN 'higher' THEN coalesce(p.operator IN ('<', '<='), false) OR coalesce(n.operator IN ('<', '<='), false)
            ELSE coalesce(p.operator IN ('>', '>='), false) OR coalesce(n.operator IN ('>', '>='), false)
        END AS bounds_other_way,
        n.applies_to IS NOT DISTINCT FROM 'nation'
            OR coalesce(n.scope IN (SELECT scope_id FROM ministry_scopes), false) AS is_of_nation_only,
        p.applies_to IS NOT DISTINCT FROM 'province' AS is_of_province_only,
        coalesce(
            (pairs.unit_id, pairs.horizon) IN (SELECT (unit_id, horizon) FROM searched WHERE horizon IS NOT NULL), false
        ) AS is_province_searched,
        coalesce(pairs.horizon IN (SELECT horizon FROM nation_searched), false) AS is_nation_searched,
        -- Whatever its scope or variant: had there been one at issue, it would be the partner.
        coalesce(
            (p.indicator_id, p.horizon)
            IN (SELECT (indicator_id, horizon) FROM things_today WHERE horizon IS NOT NULL),
            false
        ) AS has_national_later,
        -- Another scope, variant or unit of value; the very same thing would be the partner.
        coalesce(
            (pairs.unit_id, n.indicator_id, n.horizon)
            IN (SELECT (unit_id, indicator_id, horizon) FROM province WHERE horizon IS NOT NULL),
            false
        ) AS is_stated_otherwise,
        e.indicator_id IS NOT NULL AS has_national_elsewhere
    FROM pairs
    LEFT JOIN district_end AS d ON d.basis = pairs.basis
    LEFT JOIN elsewhere AS e
        ON e.epoch = pairs.epoch
        AND e.indicator_id = p.indicator_id
        AND e.scope = p.scope
        AND e.variant = p.variant
),
judged AS (
    SELECT
        *,
        CASE
            WHEN p.statement_id IS NULL THEN CASE
                WHEN is_of_nation_only THEN 'not_applicable'
                WHEN is_doubtful THEN doubt
                WHEN is_without_district THEN 'district_level_ended'
                WHEN is_stated_otherwise THEN 'stated_otherwise'
                WHEN is_province_searched THEN 'not_stated'
                ELSE 'document_not_held'
            END
            WHEN n.statement_id IS NULL THEN CASE
                WHEN is_of_province_only THEN 'not_applicable'
                WHEN is_doubtful THEN doubt
                WHEN is_without_district THEN 'district_level_ended'
                WHEN has_national_later THEN 'national_goal_later'
                WHEN has_national_elsewhere THEN 'other_horizon'
                WHEN is_nation_searched THEN 'not_stated'
                ELSE 'document_not_held'
            END
            WHEN kinship IN (2, 6) THEN 'no_number'
            WHEN kinship = 4 AND p.variant <> n.variant THEN 'variant_differs'
            WHEN kinship = 4 AND p.scope <> n.scope THEN 'scope_differs'
            WHEN kinship = 4 THEN 'value_unit_differs'
            WHEN kinship = 5 THEN 'definition_differs'
            WHEN kinship = 7 THEN 'no_horizon'
            WHEN is_doubtful THEN doubt
            WHEN is_without_district THEN 'district_level_ended'
            WHEN is_other_map THEN 'territory_changed'
            WHEN bounds_other_way THEN 'operator_bounds_other_way'
            WHEN kinship = 3 THEN 'same_level_other_horizon'
            WHEN p.value_high IS NOT NULL OR n.value_high IS NOT NULL THEN 'range'
            WHEN difference = 0 AND p.operator <> n.operator THEN 'comparator_differs'
            ELSE 'same_terms'
        END AS reason,
        CASE
            WHEN p.statement_id IS NULL THEN 'no_province'
            WHEN n.statement_id IS NULL THEN 'no_national'
            WHEN reason NOT IN ('same_level_other_horizon', 'range', 'comparator_differs', 'same_terms')
                THEN 'not_comparable'
            WHEN kinship = 3 THEN CASE WHEN p.horizon < n.horizon THEN 'earlier' ELSE 'later' END
            WHEN difference = 0 THEN 'aligned'
            WHEN (difference > 0) = (direction = 'higher') THEN 'ahead'
            ELSE 'behind'
        END AS verdict
    FROM facts
),
final AS (
    SELECT
        basis,
        unit_id,
        indicator_id,
        n.indicator_id AS national_indicator_id,
        family,
        theme_id,
        scope,
        n.scope AS national_scope,
        nullif(variant, '') AS variant,
        nullif(n.variant, '') AS national_variant,
        horizon,
        p.horizon AS province_horizon,
        n.horizon AS national_horizon,
        p.statement_id AS province_statement_id,
        n.statement_id AS national_statement_id,
        p.document_id AS province_document_id,
        n.document_id AS national_document_id,
        p.operator AS province_operator,
        p.value AS province_value,
        p.value_high AS province_value_high,
        nullif(p.value_unit, '') AS province_value_unit,
        n.operator AS national_operator,
        n.value AS national_value,
        n.value_high AS national_value_high,
        nullif(n.value_unit, '') AS national_value_unit,
        direction,
        CASE WHEN verdict IN ('ahead', 'aligned', 'behind') THEN difference END AS gap,
        CASE
            WHEN gap IS NULL THEN NULL
            WHEN p.value_unit = 'percent' THEN 'percentage_points'
            ELSE p.value_unit
        END AS gap_unit,
        verdict,
        reason,
        basis_date,
        in_force_basis,
        p.territory_id AS territory_id,
        is_old_territory,
        p.firmness AS province_firmness,
        n.firmness AS national_firmness,
        p.doubt AS province_doubt,
        n.doubt AS national_doubt,
        p.evidence IS NOT DISTINCT FROM 'cited' AS is_province_cited,
        n.evidence IS NOT DISTINCT FROM 'cited' AS is_national_cited,
        is_national_replaced,
        coalesce(n.alternatives, 0) AS national_alternatives
    FROM judged
)
SELECT * FROM final
ORDER BY indicator_id, scope, horizon, unit_id, basis, province_statement_id, national_statement_id,
    national_scope;
