"""Cited figures as statements."""

import pytest

from etl.sources import load_corpus, reference_statements
from etl.sources.reference import cited_firmness, resolve_scope, scope_aliases
from tests.etl.corpora import PROJECT

CORPUS = load_corpus(PROJECT)
STATEMENTS = {statement.statement_id: statement for statement in reference_statements(CORPUS)}


def test_every_row_becomes_one_cited_statement_without_quote() -> None:
    assert list(STATEMENTS) == [row["record_id"] for row in CORPUS.rows("reference_targets")]
    for statement in STATEMENTS.values():
        assert statement.evidence == "cited"
        offsets = (statement.quote_start, statement.quote_end, statement.value_start, statement.value_end)
        assert offsets == (None, None, None, None)
        assert (statement.quote, statement.value_text) == (None, None)
        assert statement.rule == "reference"
        assert statement.source_urls


def test_a_boolean_row_is_a_commitment_without_value() -> None:
    booleans = [
        row["record_id"] for row in CORPUS.rows("reference_targets") if row["value_unit"] == "boolean"
    ]
    assert booleans
    for record_id, statement in STATEMENTS.items():
        if record_id in booleans:
            assert statement.kind == "commitment"
            assert (statement.value, statement.operator, statement.value_unit) == (None, None, None)
        else:
            assert statement.kind == "target"
            assert statement.value is not None


def test_doubt_and_confidence_are_kept() -> None:
    for row in CORPUS.rows("reference_targets"):
        statement = STATEMENTS[row["record_id"]]
        assert (statement.doubt, statement.cited_confidence) == (row["doubt"], row["confidence"])


@pytest.mark.parametrize(
    ("record_id", "variant"),
    [
        ("nat-749-2025-digital-economy-share", "GDP"),
        ("tn-57-2030-digital-economy-share", "GRDP"),
        ("nat-942-2025-online-dossiers", "fully_online"),
        ("tn-713-2025-online-dossiers", "level_3_4"),
        ("nat-17-2020-online-dossiers", "all_dossiers"),
        ("nat-36-2030-5g-population", "by_population"),
        ("tn-hts-2025-5g-coverage", "by_area"),
        ("nat-1132-2030-adult-digital-signature", "digital_or_electronic"),
        ("tn-hts-2030-adult-digital-signature", None),
        ("nat-1132-2030-fixed-1gbps", "fibre"),
        ("nat-36-2030-fixed-1gbps", None),
        ("tn-1736-2030-labour-productivity-growth", "average_2021_2030"),
        ("nat-749-2025-work-files-province", None),
    ],
)
def test_what_qualifies_a_definition_is_spelled_out(record_id: str, variant: str | None) -> None:
    assert STATEMENTS[record_id].variant == variant


def test_no_share_of_the_digital_economy_is_left_without_its_denominator() -> None:
    for statement in STATEMENTS.values():
        if statement.indicator_id == "digital_economy_share":
            assert statement.variant == ("GDP" if statement.unit_id == "national" else "GRDP")


def test_nobody_states_what_is_asked_of_the_other_level_only() -> None:
    levels = {row["unit_id"]: row["kind"] for row in CORPUS.rows("units")}
    applies_to = {row["indicator_id"]: row["applies_to"] for row in CORPUS.rows("indicators")}
    for statement in STATEMENTS.values():
        assert applies_to[statement.indicator_id] in (None, levels[statement.unit_id]), statement.statement_id


@pytest.mark.parametrize(
    "indicator_id",
    [
        # Totals and landmarks of the whole country.
        "digital_engineers_count",
        "digital_transformation_experts_count",
        "world_class_digital_enterprises_count",
        "digital_government_completed",
        "smart_city_pilot_phase1_implemented",
        "smart_city_chains_formed",
        # Shares whose denominator no province has: provinces, portals of provinces, GDP, universities.
        "fiveg_service_provinces_share",
        "mobile_ready_service_portals_share",
        "ict_share_gdp",
        "ict_graduates_international_standard_share",
    ],
)
def test_what_only_the_nation_can_promise_is_not_asked_of_provinces(indicator_id: str) -> None:
    applies_to = {row["indicator_id"]: row["applies_to"] for row in CORPUS.rows("indicators")}
    assert applies_to[indicator_id] == "nation"


def test_a_signature_that_may_be_electronic_is_never_taken_for_a_digital_one() -> None:
    signatures = [s for s in STATEMENTS.values() if s.indicator_id == "adult_digital_signature_share"]
    assert {"digital_or_electronic", None} == {statement.variant for statement in signatures}
    for statement in signatures:
        assert ("điện tử" in statement.statement_vi) == (statement.variant == "digital_or_electronic")


def test_wordings_of_scope_become_ids() -> None:
    known = {row["scope_id"] for row in CORPUS.rows("scopes")}
    for statement in STATEMENTS.values():
        assert set(statement.scope.split("; ")) <= known
    assert STATEMENTS["nat-17-2020-online-dossiers"].scope == "ministry; province"
    assert STATEMENTS["nat-411-2025-smartphones"].scope == "adult_population"
    # An empty cell is refined where the row itself says whose figure it is.
    assert STATEMENTS["lc-154-2030-cashless-transactions"].scope == "province"


def test_an_unknown_wording_is_refused() -> None:
    aliases = scope_aliases(CORPUS.rows("scopes"))
    assert resolve_scope("", aliases) == ""
    assert resolve_scope(None, aliases) == ""
    with pytest.raises(KeyError, match="moon"):
        resolve_scope("province; moon", aliases)


@pytest.mark.parametrize(
    ("title", "horizon", "firmness"),
    [
        ("Chương trình đến năm 2025, định hướng đến năm 2030", 2025, "goal"),
        ("Chương trình đến năm 2025, định hướng đến năm 2030", 2030, "orientation"),
        ("Nghị quyết giai đoạn 2019-2020, định hướng đến 2025", 2025, "orientation"),
        ("Chiến lược đến năm 2025, tầm nhìn 2030", 2030, "vision"),
        ("Quy hoạch thời kỳ 2021-2030, tầm nhìn đến năm 2050", 2030, "goal"),
        ("Nghị quyết về chuyển đổi số", 2045, "vision"),
        ("Kế hoạch giai đoạn 2025-2030, định hướng đến năm 2045", 2045, "orientation"),
    ],
)
def test_firmness_follows_the_title(title: str, horizon: int, firmness: str) -> None:
    assert cited_firmness(title, horizon) == firmness


@pytest.mark.parametrize(
    ("record_id", "territory"),
    [
        ("lc-154-2030-digital-economy-share", "lao-cai-1991"),
        ("lc-dh1-2030-digital-economy-share", "lao-cai-2025"),
        ("lc-iot-2030-5g-coverage", "lao-cai-2025"),
        ("tn-1920-2025-ict-index-rank", "tay-ninh-1976"),
        ("tn-hts-2030-5g-coverage", "tay-ninh-2025"),
        ("nat-57-2030-digital-economy-share", "vn"),
    ],
)
def test_a_figure_stands_on_the_territory_of_its_issue_date(record_id: str, territory: str) -> None:
    assert STATEMENTS[record_id].territory_id == territory


def test_the_territory_by_date_agrees_with_what_the_notes_say() -> None:
    for statement in STATEMENTS.values():
        note = statement.note or ""
        if "mới (đã hợp nhất" in note:
            assert statement.territory_id in {"lao-cai-2025", "tay-ninh-2025"}
        if "cũ (trước hợp nhất)" in note or "tỉnh Tây Ninh cũ" in note:
            assert statement.territory_id in {"lao-cai-1991", "tay-ninh-1976"}
