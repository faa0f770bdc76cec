"""What the API hands out: each dataset with its parameters and the page of the dashboard beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api import parameters as p
from api.vocabulary import Known
from api.words import Language, Words
from warehouse.queries import slices
from warehouse.queries.filters import CERTAIN
from warehouse.queries.slices import Question, Slice


@dataclass(frozen=True, slots=True)
class Dataset:
    """One dataset: `slice` is what it reads (None: the list of releases), `page` the page that shows it."""

    name: str
    title: Words
    slice: Slice | None
    filters: tuple[p.Parameter, ...]
    page: str | None = None
    of_page: tuple[str, ...] = ()

    @property
    def parameters(self) -> tuple[p.Parameter, ...]:
        """Every parameter that a request may name."""
        common = p.COMMON if self.slice else tuple(each for each in p.COMMON if each is not p.RELEASE)
        return (*self.filters, *common, *(p.of_page(name) for name in self.of_page))


DATASETS = (
    Dataset(
        "statements",
        Words(
            "Phát biểu: mục tiêu, cam kết, hiện trạng, mỗi dòng một phát biểu kèm câu gốc",
            "Statements: targets, commitments, baselines, one a row with its sentence",
        ),
        slices.STATEMENTS,
        (
            p.UNIT, p.HORIZON, p.THEME, p.KIND, p.EVIDENCE, p.INDICATOR, p.SCOPE, p.DOCUMENT, p.CERTAIN,
            p.SEARCH_STATEMENTS,
        ),
        page="data",
    ),
    Dataset(
        "comparisons",
        Words(
            "So sánh mục tiêu của tỉnh với mục tiêu quốc gia, mỗi dòng một cặp hoặc một bên đứng riêng",
            "Targets of provinces against national ones, one pair, or a lone side, a row",
        ),
        slices.COMPARISONS,
        (
            p.PROVINCE, p.HORIZON, p.BASIS, p.SEARCH_INDICATORS, p.INDICATOR, p.THEME, p.VERDICT, p.REASON,
            p.SCOPE, p.CERTAIN,
        ),
        page="compare",
        of_page=("gap", "all", "split"),
    ),
    Dataset(
        "coverage",
        Words(
            "Độ phủ: mỗi dòng một đơn vị, lĩnh vực và mốc", "Coverage: one unit, theme and horizon a row"
        ),
        slices.COVERAGE,
        (p.UNIT, p.HORIZON, p.THEME),
        page="coverage",
        of_page=("view", "all"),
    ),
    Dataset(
        "documents",
        Words("Văn bản, mỗi dòng một văn bản", "Documents, one a row"),
        slices.DOCUMENTS,
        (p.UNIT, p.DOCUMENT),
        page="evidence",
    ),
    Dataset(
        "indicators",
        Words("Chỉ tiêu và định nghĩa, mỗi dòng một chỉ tiêu", "Indicators and their definitions, one a row"),
        slices.INDICATORS,
        (p.THEME, p.INDICATOR, p.SEARCH_INDICATORS),
    ),
    Dataset("releases", Words("Các bản phát hành còn giữ", "The releases that are kept"), None, ()),
)  # fmt: skip
BY_NAME = {dataset.name: dataset for dataset in DATASETS}


def ask(
    dataset: Dataset,
    chosen: Mapping[str, Sequence[str]],
    known: Known,
    *,
    address: str = "",
    language: Language = "vi",
) -> Question:
    """The question that checked parameters ask of a release, by the rules of the dashboard's own pages."""
    assert dataset.slice is not None
    values: dict[str, Sequence[object]] = {}
    for parameter in dataset.filters:
        if parameter.filter and parameter.name in chosen:
            asked = chosen[parameter.name]
            values[parameter.filter] = [int(year) for year in asked] if parameter is p.HORIZON else asked
    if chosen.get("certain") == ["1"]:
        values["doubts"] = CERTAIN
    q = " ".join(chosen.get("q", ()))
    if p.SEARCH_INDICATORS in dataset.filters and q:
        if "indicators" not in values:
            # No indicator has the empty id: where none is found, no row is.
            values["indicators"] = slices.indicators_named(known.release.cursor(), q) or [""]
        q = ""
    if dataset.slice is slices.COMPARISONS:
        values.setdefault("basis", ["at_issue"])
        if "reasons" not in values:
            values["asked"] = [True]
    return Question(dataset.slice, values, q, address, language)
