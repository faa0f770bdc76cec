"""The only door to the data: the open release, and one function a question.

The connection is opened once a process and release file, every call takes a cursor of its own. A question
is counted, filtered and cut in the database: no page ever holds a whole table, whatever the size of the
release. Answers are kept by release and selection (`warehouse/kept`), bounded in number and size.
"""

from __future__ import annotations

import atexit
import gc
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from dashboard import coverage, exports, state
from dashboard.findings import EXAMPLES, MOST, Finding, Goals, Standings, findings
from dashboard.markup import plain
from dashboard.names import Lists, Names, rows_by_id, set_by_level
from dashboard.origin import Origin
from dashboard.roadmap import MOST_OF_STEP
from dashboard.selection import VERDICT_ORDER, CoverageChoice, PairChoice, RoadChoice, StatementChoice
from dashboard.wording import Wording
from warehouse import queries
from warehouse.connect import Release, current_release, open_release, releases_root
from warehouse.errors import BrokenRelease, MocSoError
from warehouse.kept import Kept, frozen
from warehouse.publish import list_releases, release_file
from warehouse.queries.diff import Difference, find_differences
from warehouse.queries.filters import CERTAIN
from warehouse.queries.pairs import PairQuestion


@st.cache_resource(show_spinner=False)
def _open(path: str) -> Release:
    """The release at `path`, opened once a process. Everything imported by then lives on.

    Streamlit collects garbage after every run; what never dies need not be looked at each time.
    """
    release = open_release(Path(path))
    gc.collect()
    gc.freeze()
    # Frozen objects would be reported as leaked when the interpreter ends.
    atexit.register(gc.unfreeze)
    _OPENED[path] = release
    return release


_OPENED: dict[str, Release] = {}


def choose_release(w: Wording) -> bool:
    """Take the release that the URL pins, else the current one; whether there is one to show.

    Says what to do where there is none. A pinned release that is no longer kept is reported by
    `filters.report_unknown`, like any value that the URL holds and we do not.
    """
    try:
        current = current_release()
        pinned = state.resolve("release", [], _is_kept)
        state.keep("release", pinned, [])
        path = release_file(releases_root(), pinned[0]) if pinned else current
        release = _open(str(path))
    except MocSoError as error:
        st.error(plain(w.said(error)), icon=":material/database_off:")
        return False
    st.session_state["_release_file"] = str(path)
    _note_change(_id_of(current), is_pinned=path != current)
    if path != current:
        st.info(w("Bạn đang xem bản phát hành đã ghim {release}.", release=release.release_id))
    return True


def has_changed() -> bool:
    """Whether another release has become the current one since the page was drawn as a whole."""
    try:
        return _id_of(current_release()) != st.session_state.get("_current_release")
    except MocSoError:
        return True


def _note_change(current: str, *, is_pinned: bool) -> None:
    """Remember when another release than in the session's last look has become the current one."""
    before = st.session_state.get("_current_release")
    st.session_state["_current_release"] = current
    if before is not None and before != current and not is_pinned:
        st.session_state["_news"] = before


def replaced_release() -> str | None:
    """The id of the release that this session saw before the one on screen replaced it; None where none did.

    Until `forget_replaced`, or until that release is on screen again.
    """
    before = st.session_state.get("_news")
    return str(before) if before and before != release_id() else None


def forget_replaced() -> None:
    """The person has seen that there is a new release."""
    st.session_state.pop("_news", None)


def _is_kept(release_id: str) -> bool:
    """Whether a release of that name lies there; what a URL says never becomes a path before it is known."""
    return release_id in {_id_of(path) for path in list_releases(releases_root())}


def _id_of(path: Path) -> str:
    return path.stem.removeprefix("mocso-")


def _release() -> Release:
    path = str(st.session_state["_release_file"])
    # Asked for a dozen times in a run: the cache of Streamlit takes longer than the questions.
    return _OPENED.get(path) or _open(path)


def release_id() -> str:
    """The id of the release on screen."""
    return _release().release_id


T = TypeVar("T")
_KEPT = Kept()


def kept(name: str, names: Names, choice: object, make: Callable[[], T]) -> T:
    """What `make` gives for this release, language and `choice`, made once; `name` tells results apart.

    The result is shared by all sessions: whoever shows it never changes it.
    """
    return _KEPT.get((release_id(), names.w.language, name, frozen(choice)), make)


def _once(name: str, choice: object, make: Callable[[], T]) -> T:
    """As `kept`, for answers that are the same in every language."""
    return _KEPT.get((release_id(), "", name, frozen(choice)), make)


def _read_lists() -> Lists:
    def rows(ask: Callable[[Any], pd.DataFrame], key: str) -> dict[str, dict[str, Any]]:
        return rows_by_id(ask(_release().cursor()), key)

    scopes = rows(queries.scopes, "scope_id")
    reach = queries.indicator_reach(_release().cursor()).explode("scopes").rename(columns={"scopes": "scope"})
    return Lists(
        units=rows(queries.units, "unit_id"),
        themes=rows(queries.themes, "theme_id"),
        indicators=rows(queries.indicators, "indicator_id"),
        scopes=scopes,
        value_units=rows(queries.value_units, "value_unit"),
        variants=rows(queries.variants, "variant"),
        territories=rows(queries.territories, "territory_id"),
        reasons=rows(queries.reasons, "reason"),
        set_by_level=set_by_level(reach, scopes),
    )


def lists() -> Lists:
    """The small tables of the release."""
    return _once("lists", (), _read_lists)


def totals() -> dict[str, Any]:
    """What the whole release holds, counted: see `queries.totals`."""
    return _once("totals", (), lambda: _first(queries.totals(_release().cursor())) or {})


def goal_counts(units: Sequence[str]) -> pd.DataFrame:
    """How many goals `units` state, by kind, horizon, evidence and doubt."""
    return _once("goal_counts", units, lambda: queries.goal_counts(_release().cursor(), units))


def _filters(choice: StatementChoice) -> dict[str, Any]:
    return {
        "kinds": choice.kinds,
        "evidence": choice.evidence,
        "units": choice.units,
        "themes": choice.themes,
        "horizons": choice.horizons,
        "doubts": CERTAIN if choice.only_certain else None,
        "q": choice.search,
    }


def count_statements(choice: StatementChoice) -> dict[str, int]:
    """How many statements a reader's choice has, by evidence (`quoted`, `cited`)."""

    def count() -> dict[str, int]:
        rows = queries.statements_by_evidence(_release().cursor(), **_filters(choice))
        return {str(row["evidence"]): int(row["statements"]) for row in rows.to_dict("records")}

    return _once("count_statements", choice, count)


def first_statements(choice: StatementChoice, most: int) -> pd.DataFrame:
    """The first `most` statements of a reader's choice, in the order of their documents."""
    return _once(
        "first_statements",
        (choice, most),
        lambda: queries.statements(_release().cursor(), limit=most, **_filters(choice)),
    )


def load_statements(choice: StatementChoice, most: int) -> Callable[[], pd.DataFrame]:
    """Reads the first `most` statements of a choice when it is called, also outside the run of a page."""
    release = _release()
    return lambda: queries.statements(release.cursor(), limit=most, **_filters(choice))


def statements_named(ids: Sequence[str]) -> pd.DataFrame:
    """The statements of `ids` with their document and names."""
    return queries.statements_by_id(_release().cursor(), ids)


def load_statements_named(ids: Callable[[], Sequence[str]]) -> Callable[[], pd.DataFrame]:
    """Reads the statements of what `ids` gives when it is called, also outside the run of a page."""
    release = _release()
    return lambda: queries.statements_by_id(release.cursor(), ids())


def newest_date() -> str:
    """The ISO date that "today" stands for in comparisons: the newest in force of the release."""
    return str(totals()["newest"])[:10]


def _question(choice: PairChoice) -> PairQuestion:
    return PairQuestion(
        choice.basis,
        themes=choice.themes,
        indicators=choice.indicators,
        units=choice.units,
        horizons=choice.horizons,
        scopes=choice.scopes,
        verdicts=choice.verdicts,
        reasons=choice.reasons,
        only_certain=choice.only_certain,
    )


def count_pairs(choice: PairChoice) -> pd.DataFrame:
    """verdict, pairs, rows: how many pairs a reader's choice has; no row for a verdict without pairs."""
    return _once("count_pairs", choice, lambda: queries.pair_counts(_release().cursor(), _question(choice)))


def first_pairs(
    choice: PairChoice, most: int, *, of_theme: int | None = None, only_shares: bool = False
) -> pd.DataFrame:
    """The first pairs of a reader's choice in the order to show them, at most `of_theme` of each theme."""

    def read() -> pd.DataFrame:
        question = replace(_question(choice), only_shares=only_shares)
        return queries.first_pairs(
            _release().cursor(),
            question,
            verdict_order=VERDICT_ORDER,
            scope_order=list(lists().scopes),
            by_gap=choice.by_gap,
            most=most,
            of_theme=of_theme,
        )

    return _once("first_pairs", (choice, most, of_theme, only_shares), read)


def silent(choice: CoverageChoice, this_year: int) -> pd.DataFrame:
    """The national goals beside which the chosen provinces are silent: rows of `coverage.silent`."""
    return _once(
        "silent",
        (choice, this_year),
        lambda: coverage.silent(unpaired(choice), choice, this_year=this_year),
    )


def unpaired(choice: CoverageChoice) -> pd.DataFrame:
    """The national goals in force today without a goal of the provinces `choice.units` beside them."""
    return _once(
        "unpaired",
        choice,
        lambda: queries.comparisons(
            _release().cursor(),
            "today",
            units=choice.units,
            themes=choice.themes,
            horizons=choice.horizons,
            verdicts=["no_province"],
        ),
    )


def documents_named(ids: Sequence[object]) -> pd.DataFrame:
    """The documents of `ids` without their text, one a row; missing ids are left out."""
    wanted = [str(id_) for id_ in dict.fromkeys(ids) if isinstance(id_, str)]
    return queries.documents(_release().cursor(), wanted)


def load_documents(ids: Callable[[], Sequence[object]]) -> Callable[[], pd.DataFrame]:
    """Reads the documents of what `ids` gives when it is called, also outside the run of a page."""
    release = _release()

    def read() -> pd.DataFrame:
        wanted = [str(id_) for id_ in dict.fromkeys(ids()) if isinstance(id_, str)]
        return queries.documents(release.cursor(), wanted)

    return read


def document_options(words: str, also: Sequence[str], most: int) -> pd.DataFrame:
    """At most `most` documents whose number, title and unit hold all `words`, and those of `also`."""

    def find() -> pd.DataFrame:
        found: pd.DataFrame = queries.document_options(_release().cursor(), q=words, most=most)
        if not (missing := [id_ for id_ in also if id_ not in set(found["document_id"])]):
            return found
        more: pd.DataFrame = queries.documents(_release().cursor(), missing)
        return pd.concat([found, more[list(found.columns)]], ignore_index=True) if len(more) else found

    return _once("document_options", (words, also, most), find)


def findings_on(provinces: Sequence[str], names: Names, today: date) -> list[Finding]:
    """What a leader should know about `provinces` on the day `today`, the most telling first."""

    def find() -> list[Finding]:
        units = [*names.nations(), *provinces]
        # Of a few provinces each is told by itself; many are ranked by their verdicts.
        few = len(provinces) <= MOST
        return findings(
            queries.pairs_for_findings(
                _release().cursor(), provinces, year=today.year, examples=EXAMPLES if few else 0
            ),
            Standings(
                queries.standings(_release().cursor(), provinces, of_each=few),
                queries.standing_documents(_release().cursor(), provinces, of_each=few),
            ),
            Goals(
                queries.goal_counts(_release().cursor(), units),
                queries.goals_by_document(_release().cursor(), units),
            ),
            queries.texts_without_goals(_release().cursor(), units),
            names,
            provinces=provinces,
            horizons=main_horizons(),
            today=today,
        )

    return kept("findings", names, (provinces, today), find)


def release_facts() -> dict[str, Any]:
    """The one row of `release`."""
    return _once("release", (), lambda: _first(queries.release(_release().cursor())) or {})


def origin(made_on: date, address: str) -> Origin:
    """What a file to take away names as its origin: the release on screen, the day, the dashboard."""
    facts = release_facts()
    return Origin(str(facts["release_id"]), str(facts["content_date"]), made_on, address)


def compared_indicators() -> list[str]:
    """Ids of the indicators that some pair is about, in the order of the themes."""

    def read() -> list[str]:
        used = set(queries.compared_indicators(_release().cursor())["indicator_id"])
        return [id_ for id_ in lists().indicators if id_ in used]

    return _once("compared_indicators", (), read)


def telling_indicators() -> list[str]:
    """Ids of the indicators that have a dated goal, those of most units and cells first."""

    def read() -> list[str]:
        reach = queries.indicator_reach(_release().cursor())
        return [str(id_) for id_ in reach[reach["cells"] > 0]["indicator_id"]]

    return _once("telling_indicators", (), read)


def _horizons() -> pd.DataFrame:
    return _once("horizons", (), lambda: queries.horizons(_release().cursor()))


def horizons() -> list[int]:
    """The years that anything is due by, in order."""
    return list(_once("years", (), lambda: [int(year) for year in _horizons()["horizon"]]))


def main_horizons() -> list[int]:
    """The four years that the dashboard compares."""

    def read() -> list[int]:
        frame = _horizons()
        return [int(year) for year in frame[frame["is_main"]]["horizon"]]

    return list(_once("main_years", (), read))


def statement(statement_id: str) -> dict[str, Any] | None:
    """One statement with its document and names; None where the release has none of that id."""
    if not statement_id:
        return None
    return _once(
        "statement", statement_id, lambda: _first(queries.statement(_release().cursor(), statement_id))
    )


def document(document_id: str) -> dict[str, Any]:
    """One document with its text; KeyError where the release has none of that id."""
    found = _once("document", document_id, lambda: _first(queries.document(_release().cursor(), document_id)))
    if found is None:
        raise KeyError(document_id)
    return found


def statements_of(document_id: str) -> pd.DataFrame:
    """The statements of one document in the order of its text."""
    return _once(
        "statements_of", document_id, lambda: queries.statements_of(_release().cursor(), document_id)
    )


def tasks_of(document_id: str) -> pd.DataFrame:
    """The tasks and aims of one document in its order."""
    return _once("tasks_of", document_id, lambda: queries.tasks_of(_release().cursor(), document_id))


def pages_of(document_id: str) -> pd.DataFrame:
    """Where the pages of one document begin and end: page, start, end; no row for a text without pages."""
    return _once("pages_of", document_id, lambda: queries.pages_of(_release().cursor(), document_id))


def lineage_of(document_id: str) -> pd.DataFrame:
    """The document numbers that one document names."""
    return _once("lineage_of", document_id, lambda: queries.lineage_of(_release().cursor(), document_id))


def dictionary() -> pd.DataFrame:
    """What each column of a slice means: name, type, meaning_vi, meaning_en, in the order of the file."""
    return _once("dictionary", (), lambda: exports.dictionary(queries.dictionary(_release().cursor())))


def coverage_of(units: Sequence[str], themes: Sequence[str], horizons: Sequence[int]) -> pd.DataFrame:
    """How much `units` promise for each theme and year, and which kind of nothing where it is nothing."""
    return _once(
        "coverage",
        (units, themes, horizons),
        lambda: queries.coverage(_release().cursor(), units=units, themes=themes, horizons=horizons),
    )


def count_contradictions(choice: CoverageChoice) -> dict[str, int]:
    """How many contradictions a reader's choice has, by standing; those that stand are `open`."""

    def count() -> dict[str, int]:
        rows = queries.contradiction_counts(
            _release().cursor(), units=choice.units, themes=choice.themes, horizons=choice.horizons
        )
        return {str(row["standing"]): int(row["contradictions"]) for row in rows.to_dict("records")}

    return _once("count_contradictions", choice, count)


def first_contradictions(choice: CoverageChoice, most: int) -> pd.DataFrame:
    """The first `most` contradictions of a reader's choice, those that stand first."""
    return _once(
        "first_contradictions",
        (choice, most),
        lambda: queries.contradictions(
            _release().cursor(),
            units=choice.units,
            themes=choice.themes,
            horizons=choice.horizons,
            limit=most,
        ),
    )


def superseded_ids() -> frozenset[str]:
    """Ids of the national goals whose place another has taken."""
    return _once(
        "superseded",
        (),
        lambda: frozenset(queries.superseded_goals(_release().cursor())["statement_id"].astype(str)),
    )


def road_statements(choice: RoadChoice, units: Sequence[str], of_theme: int | None) -> pd.DataFrame:
    """The statements that the roads of a choice are made of: of one indicator, or of one unit's themes.

    With `of_theme` those of that many indicators of each theme, the ones stated for the most horizons.
    """
    return queries.road_statements(
        _release().cursor(),
        units,
        themes=choice.themes,
        indicators=[] if choice.is_by_unit else [choice.indicator],
        of_theme=of_theme,
        of_step=MOST_OF_STEP,
    )


def tasks(units: Sequence[str], *, with_aims: bool, of_cell: int) -> pd.DataFrame:
    """The tasks (and aims) of `units` with topic and document, at most `of_cell` of a unit and topic."""
    kinds = ("task", "aim") if with_aims else ("task",)
    return queries.tasks(_release().cursor(), units=units, kinds=kinds, of_cell=of_cell)


def task_alignment(units: Sequence[str]) -> pd.DataFrame:
    """The nation's tasks beside those of the provinces `units`, one province and topic a row."""
    return queries.task_alignment(_release().cursor(), units=units)


def lineage(units: Sequence[str], most: int) -> pd.DataFrame:
    """The edges between documents of `units` (of all where empty) and numbers that they name."""
    return queries.lineage(_release().cursor(), units=units, limit=most)


def rules() -> pd.DataFrame:
    """The rules that read the statements of the release, the busiest first, each with an example."""
    return _once("rules", (), lambda: queries.rules(_release().cursor()))


def checks() -> pd.DataFrame:
    """The results of the checks of the build, the failed ones first."""
    return _once("checks", (), lambda: queries.checks(_release().cursor()))


def corrections() -> pd.DataFrame:
    """The ledger of corrections, one changed cell a row; empty when none was needed."""
    return _once("corrections", (), lambda: queries.corrections(_release().cursor()))


def release_before() -> str | None:
    """The id of the kept release that was published before the one on screen; None where none is kept."""
    files = list_releases(releases_root())
    shown = Path(st.session_state["_release_file"])
    places = [place for place, path in enumerate(files) if path == shown]
    if not places or places[0] + 1 == len(files):
        return None
    return _id_of(files[places[0] + 1])


@st.cache_resource(show_spinner=False, max_entries=4)
def _changes(before: str, after: str) -> list[Difference] | None:
    try:
        old = _open(str(release_file(releases_root(), before)))
    except BrokenRelease:
        return None
    return find_differences(old.reader(), _release().reader())


def changes_since(before: str) -> list[Difference] | None:
    """What changed from the kept release `before` to the one on screen; None where it cannot be read."""
    return _changes(before, release_id())


def _first(frame: pd.DataFrame) -> dict[str, Any] | None:
    if frame.empty:
        return None
    # As a row of objects: `to_dict("records")` gives the same, but looks at each of 70 columns by itself.
    return {str(key): value for key, value in frame.astype(object).iloc[0].to_dict().items()}
