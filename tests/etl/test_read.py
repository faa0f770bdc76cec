"""Whole documents: any text is read, layouts agree, errors name the file."""

import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.golden import load_documents, load_sentences
from benchmarks.scoring import Passage, rewrap
from etl.errors import SourceError
from etl.model import Statement
from etl.read import read_document, read_file
from etl.resolve import DocumentRef, Resolver
from etl.text import SourceText

ROOT = Path(__file__).parents[2]
RESOLVER = Resolver.load(ROOT)

PLAN = """KẾ HOẠCH CHUYỂN ĐỔI SỐ TỈNH HÀ GIANG
I. MỤC TIÊU
1. Đến năm 2025
- Trên 80% hộ gia đình có cáp quang, 100% xã có Internet băng rộng;
- Tỷ lệ hồ sơ giải quyết trực tuyến đạt 50% trở lên, kinh tế số chiếm 20% GRDP.
2. Định hướng đến năm 2030
- Ít nhất 90% hồ sơ công việc cấp tỉnh, 80% hồ sơ công việc cấp huyện được xử lý trên môi trường mạng.
II. KẾT QUẢ NĂM 2020
Đến nay, 65% xã đã có trạm truyền thanh, tăng 5% so với năm 2019.
"""

PIECES = st.sampled_from(  # joined by blanks: beginnings of sentences, values, marks, layout
    [
        "Đến năm 2025", "phấn đấu", "80%", "tỷ lệ", "hộ gia đình", "đạt", ",",
        ".", ";", ":", "\n", "- ", "* ", "1. ",
        "(", ")", "%", "từ", "đến", "trở lên", "36-NQ/TW",
        "trong đó", "và", "năm", "2030", "1.400", "12,5", "tỷ đồng",
        "I. MỤC TIÊU", "\u200b", "\u0301", "nhóm 10 tỉnh dẫn đầu", "Một là", "nhiệm vụ", "hiện nay",
        "STT / Chỉ tiêu / Năm 2025", "1 / Tỷ lệ / 80%",
    ]
)  # fmt: skip


def read(raw: str) -> list[Statement]:
    return list(read_document(SourceText.of(raw), DocumentRef("d"), RESOLVER).statements)


def essence(raw: str) -> list[tuple[object, ...]]:
    return [
        (
            s.kind,
            s.value,
            s.operator,
            s.horizon,
            s.indicator_id,
            s.scope,
            " ".join((s.value_text or "").split()),
        )
        for s in read(raw)
    ]


def wrapped(text: str, every: int) -> str:
    lines: list[str] = []
    for line in text.split("\n"):
        words = line.split(" ")
        lines.extend(" ".join(words[place : place + every]) for place in range(0, len(words), every))
    return "\n".join(lines)


def test_the_plan_reads_as_a_planner_would() -> None:
    assert [(s.value, s.operator, s.horizon, s.kind) for s in read(PLAN)] == [
        (80, ">", 2025, "target"),
        (100, "=", 2025, "target"),
        (50, ">=", 2025, "target"),
        (20, "=", 2025, "target"),
        (90, ">=", 2030, "target"),
        (80, ">=", 2030, "target"),
        (65, "=", None, "baseline"),
        (5, "=", None, "baseline"),
    ]


@pytest.mark.parametrize("every", [5, 6, 8, 11, 15])
def test_wrapped_and_unwrapped_agree(every: int) -> None:
    assert essence(wrapped(PLAN, every)) == essence(PLAN)


# Where the line ends are the cells of a table or the parts of a slide, wrapping them destroys it.
LINES_ARE_CELLS = {"table", "flattened", "infographic"}
PASSAGES = [
    passage
    for passage in [*load_sentences("tuning"), *load_documents("tuning")]
    if passage.family.split("_")[0] not in LINES_ARE_CELLS
]


@pytest.mark.parametrize("layout", [{"words": 4}, {"columns": 60}], ids=["4 words", "60 columns"])
@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage.name)
def test_a_labelled_text_says_the_same_when_wrapped(passage: Passage, layout: dict[str, int]) -> None:
    def targets(raw: str) -> list[tuple[object, ...]]:
        return [
            (s.value_start, s.value, s.value_high, s.operator, s.horizon)
            for s in read(raw)
            if s.kind == "target"
        ]

    assert targets(rewrap(passage.text, **layout)) == targets(passage.text)


def test_composed_and_decomposed_agree() -> None:
    decomposed = unicodedata.normalize("NFD", PLAN)
    assert [fields[:6] for fields in essence(decomposed)] == [fields[:6] for fields in essence(PLAN)]


def test_odd_blanks_change_nothing() -> None:
    odd = PLAN.replace(" có ", "\u00a0có ").replace("tỷ lệ", "tỷ\u200b lệ").replace("\n", "\r\n")
    assert essence(odd) == essence(PLAN)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_no_text_crashes_it_and_every_span_slices_back(pieces: list[str]) -> None:
    raw = " ".join(pieces)
    reading = read_document(SourceText.of(raw), DocumentRef("d"), RESOLVER)
    for statement in reading.statements:
        assert raw[statement.quote_start : statement.quote_end] == statement.quote
        if statement.kind == "commitment":
            continue
        assert statement.value_start is not None
        assert statement.value_end is not None
        assert statement.quote_start is not None
        assert statement.quote_end is not None
        assert statement.quote_start <= statement.value_start < statement.value_end <= statement.quote_end
        assert statement.value is not None
        assert statement.value_high is None or statement.value <= statement.value_high
    for task in reading.tasks:
        assert raw[task.quote_start : task.quote_end] == task.quote
    for citation in reading.citations:
        assert raw[citation.start : citation.end] == citation.quote


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_at_all_is_read(raw: str) -> None:
    read(raw)


@pytest.mark.parametrize(
    "unit",
    [
        "9",
        "1.",
        "1,",
        "9 ",
        "(",
        ")",
        " ",
        "%",
        "- ",
        "từ 1 đến ",
        "năm ",
        "2025 ",
        "và 1% ",
        "a;",
        "|1",
        "\n",
        "1/",
        "đạt ",
        "!",
        "….",
        "(a(b)",
        "giai đoạn 2021-2025 ",
        "\nI. MỤC TIÊU 2025",
        "\n- 80% hộ",
        "toàn bộ hồ sơ ",
        "a\u0301\u0301",
    ],
)
def test_long_runs_come_to_an_end(unit: str) -> None:
    """No rule backtracks without end. Reading takes a second at most here, endless backtracking hours."""
    start = time.process_time()
    read_document(SourceText.of("Đến năm 2025 " + unit * (20_000 // len(unit))), DocumentRef("d"), RESOLVER)
    assert time.process_time() - start < 10


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"khong-co\.txt"):
        read_file(tmp_path / "khong-co.txt", RESOLVER)


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "cu.txt"
    path.write_bytes("Tỷ lệ".encode("utf-16"))
    with pytest.raises(SourceError, match=r"cu\.txt: không phải văn bản UTF-8"):
        read_file(path, RESOLVER)
