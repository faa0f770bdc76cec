"""Indicator, theme, scope and unit of a claim."""

import csv
from pathlib import Path

import pytest

from etl.model import Statement
from etl.read import read_document
from etl.resolve import DocumentRef, Resolver
from etl.text import SourceText

ROOT = Path(__file__).parents[3]
LEXICON = ROOT / "data" / "lexicon"


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return Resolver.load(ROOT)


def statements(resolver: Resolver, text: str, unit: str | None = "lao-cai") -> list[Statement]:
    return list(read_document(SourceText.of(text), DocumentRef("d", unit_id=unit), resolver).statements)


@pytest.mark.parametrize(
    ("text", "indicator", "scope"),
    [
        ("Đến năm 2025, kinh tế số chiếm 20% GRDP.", "digital_economy_share", "province"),
        ("Đến năm 2025, trên 80% hộ gia đình có cáp quang.", "household_fibre_share", "household"),
        ("Đến năm 2030, mạng 5G phủ sóng 99% dân số.", "fiveg_coverage_share", "population"),
        (
            "Đến năm 2025, 60% hồ sơ công việc cấp xã được xử lý trên mạng.",
            "work_files_processed_online_share",
            "commune",
        ),
        (
            "Đến năm 2030, 100% hồ sơ công việc tại cấp tỉnh, cấp huyện được xử lý trên môi trường mạng.",
            "work_files_processed_online_share",
            "province; district",
        ),
        ("Đến năm 2025, 90% người dân có hồ sơ sức khỏe điện tử.", "e_health_record_share", "population"),
        ("Đến năm 2025, tỉnh vào nhóm 10 tỉnh dẫn đầu về chuyển đổi số.", "dti_rank", "province"),
        (
            "Đến năm 2030, năng suất lao động tăng bình quân 7,5%/năm.",
            "labour_productivity_growth",
            "province",
        ),
    ],
)
def test_indicator_and_scope(resolver: Resolver, text: str, indicator: str, scope: str) -> None:
    (statement,) = statements(resolver, text)
    assert (statement.indicator_id, statement.scope) == (indicator, scope)
    assert statement.theme_id is not None


def test_an_unknown_thing_has_no_indicator_but_its_subject(resolver: Resolver) -> None:
    (statement,) = statements(resolver, "Đến năm 2025, 80% tàu cá lắp thiết bị giám sát hành trình.")
    assert statement.indicator_id is None
    assert "tàu cá" in statement.subject_vi


def test_a_suggestion_is_never_a_match(resolver: Resolver) -> None:
    (statement,) = statements(resolver, "Đến năm 2025, 80% hộ xem được truyền hình số.")
    assert statement.indicator_id is None or statement.suggested_indicator_id is None


def test_the_denominator_is_a_variant(resolver: Resolver) -> None:
    (nation,) = statements(resolver, "Đến năm 2025, kinh tế số chiếm 20% GDP.")
    (province,) = statements(resolver, "Đến năm 2025, kinh tế số chiếm 20% GRDP.")
    assert (nation.variant, province.variant) == ("GDP", "GRDP")


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("UBND tỉnh Hà Giang ban hành kế hoạch\nĐến năm 2025, 80% xã có wifi.", "ha-giang"),
        ("Bộ Y tế phê duyệt chương trình\nĐến năm 2025, 80% xã có wifi.", "national"),
        ("Kế hoạch của Lào Cai theo Quyết định của Chính phủ\nĐến năm 2025, 80% xã có wifi.", "lao-cai"),
        ("Kế hoạch chuyển đổi số\nĐến năm 2025, 80% xã có wifi.", None),
    ],
)
def test_the_unit_of_a_text_that_no_registry_knows(resolver: Resolver, title: str, unit: str | None) -> None:
    (statement,) = statements(resolver, title, unit=None)
    assert statement.unit_id == unit


def test_ids_are_stable_and_differ(resolver: Resolver) -> None:
    text = "Đến năm 2025, 80% xã và 80% thôn có wifi."
    first, second = statements(resolver, text), statements(resolver, text)
    assert [statement.statement_id for statement in first] == [statement.statement_id for statement in second]
    assert len({statement.statement_id for statement in first}) == 2


def test_confidence_is_a_share(resolver: Resolver) -> None:
    (statement,) = statements(resolver, "Phấn đấu đến năm 2025, 80% xã có wifi.")
    assert statement.confidence is not None
    assert 0.5 < statement.confidence <= 1


def rows(name: str) -> list[dict[str, str]]:
    with (LEXICON / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_reading_of_an_indicator_needs_something() -> None:
    readings: dict[tuple[str, str], set[str]] = {}
    for row in rows("indicators.csv"):
        readings.setdefault((row["indicator_id"], row["reading"]), set()).add(row["role"])
    assert all("all1" in roles for roles in readings.values())


def test_the_provinces_of_before_and_after_the_merger() -> None:
    provinces = {row["unit_id"] for row in rows("places.csv") if row["kind"] == "province"}
    ended = {row["unit_id"] for row in rows("places.csv") if row["valid_to"] == "2025-06-30"}
    assert len(provinces) == 63
    assert len(provinces - ended) == 34


def titles(resolver: Resolver, text: str) -> list[str]:
    reading = read_document(SourceText.of(text), DocumentRef("d", unit_id="lao-cai"), resolver)
    return [task.title_vi for task in reading.tasks]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Kế hoạch cũng xác định: Mở rộng mạng cáp quang tới mọi xã; nâng cấp trung tâm dữ liệu.",
            "Kế hoạch cũng xác định: Mở rộng mạng cáp quang tới mọi xã",
        ),
        (
            "Các nhiệm vụ trọng tâm: Một là, thuê dịch vụ mạng, máy chủ, phần mềm,... trong các sở, ngành.",
            "Một là, thuê dịch vụ mạng, máy chủ, phần mềm,... trong các sở, ngành",
        ),
        (
            "Các nhiệm vụ trọng tâm: Một là, xây dựng kho dữ liệu: gom dữ liệu của các sở.",
            "Một là, xây dựng kho dữ liệu",
        ),
        (
            "Các nhiệm vụ trọng tâm: Một là, đào tạo cán bộ, kỹ sư, giáo viên... Mỗi năm mở một lớp.",
            "Một là, đào tạo cán bộ, kỹ sư, giáo viên...",
        ),
    ],
)
def test_a_title_is_a_whole_clause(resolver: Resolver, text: str, title: str) -> None:
    assert titles(resolver, text)[0] == title


def test_a_title_that_is_cut_says_so(resolver: Resolver) -> None:
    many = " và ".join(f"xây dựng hệ thống thứ {n}" for n in range(20))
    (title,) = titles(resolver, f"Các nhiệm vụ trọng tâm: Một là, {many}.")
    assert title.endswith("…")
    assert len(title) <= 221


@pytest.mark.parametrize(
    ("text", "number"),
    [
        # Named before: that is what the short form means, whatever bears the same figure later.
        (
            "Tỉnh triển khai Nghị quyết 77-NQ/TW. Chương trình này thực hiện Nghị quyết 77; "
            "Nghị quyết số 77/2016/NQ-HĐND của HĐND tỉnh.",
            "77-NQ/TW",
        ),
        # Two of them named before: nobody can say which.
        (
            "Tỉnh triển khai Nghị quyết 77-NQ/TW và Nghị quyết số 77/2016/NQ-HĐND. "
            "Chương trình này thực hiện Nghị quyết 77.",
            None,
        ),
    ],
)
def test_a_short_number_refers_back(resolver: Resolver, text: str, number: str | None) -> None:
    reading = read_document(SourceText.of(text), DocumentRef("d", unit_id="lao-cai"), resolver)
    short = [citation.cited_number for citation in reading.citations if citation.quote == "77"]
    assert short == ([number] if number else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "KẾ HOẠCH\nChuyển đổi số đến năm 2027\n\nI. MỤC TIÊU\n- Phổ cập dịch vụ mạng di động 5G.",
            [("fiveg_universal", 2027)],
        ),
        ("I. MỤC TIÊU ĐẾN NĂM 2027\n- Phát triển, phổ cập mạng di động 5G.", [("fiveg_universal", 2027)]),
        (
            "I. MỤC TIÊU ĐẾN NĂM 2027\n- Phổ cập mạng di động 4G/5G và điện thoại di động thông minh.",
            [("mobile_4g5g_smartphone_universal", 2027)],
        ),
        ("I. MỤC TIÊU ĐẾN NĂM 2027\n- Phát triển mạng di động 5G.", []),
        ("I. KẾT QUẢ NĂM 2023\n- Phổ cập dịch vụ mạng di động 5G.", []),
    ],
)
def test_a_goal_without_a_number_is_a_commitment(
    resolver: Resolver, text: str, expected: list[tuple[str, int]]
) -> None:
    found = [statement for statement in statements(resolver, text) if statement.kind == "commitment"]
    assert [(statement.indicator_id, statement.horizon) for statement in found] == expected
