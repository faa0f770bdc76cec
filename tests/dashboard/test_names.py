from __future__ import annotations

from dashboard.names import Names
from warehouse.connect import Release


def test_the_province_is_a_level_only_where_an_indicator_is_set_by_level(
    names: Names, release: Release
) -> None:
    by_level = {
        str(id_)
        for (id_,) in release.cursor()
        .execute(
            """
            SELECT DISTINCT indicator_id FROM (
                SELECT indicator_id, unnest(string_split(scope, '; ')) AS one FROM statements
            ) WHERE indicator_id IS NOT NULL AND one IN ('district', 'commune', 'village')"""
        )
        .fetchall()
    }
    assert names.lists.set_by_level == by_level
    level, whole = (
        ("cấp tỉnh", "toàn tỉnh") if names.w.language == "vi" else ("province level", "whole province")
    )
    assert "work_files_processed_online_share" in by_level
    for indicator in names.lists.indicators:
        assert names.scope("province", indicator) == (level if indicator in by_level else whole)


def test_other_scopes_and_scopes_without_an_indicator_keep_their_names(names: Names) -> None:
    both = str(names.w.name(names.lists.scopes["province"]))
    assert names.scope("province") == names.scope("province", None) == both
    joined = names.scope("district; commune", "work_files_processed_online_share")
    assert joined == "; ".join(names.scope(one) for one in ("district", "commune"))
    assert names.scope(None, "dti_rank") == ""
