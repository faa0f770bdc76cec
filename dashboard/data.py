"""The only door to the data: the open release, and one function a question.

The connection is opened once a process and release file, every call takes a cursor of its own. What
is small and asked for on every page is kept by release id; pages filter after that.
"""

from __future__ import annotations

import atexit
import gc
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import exports, state
from dashboard.findings import Finding, findings
from dashboard.names import Lists, Names, rows_by_id, set_by_level
from dashboard.origin import Origin
from dashboard.selection import PairChoice, StatementChoice, in_order, without_doubt
from dashboard.wording import Language, Wording
from warehouse import queries
from warehouse.connect import Release, current_release, open_release, releases_root
from warehouse.errors import BrokenRelease, MocSoError
from warehouse.publish import list_releases, release_file
from warehouse.queries.comparisons import Basis, ComparisonFrame
from warehouse.queries.diff import Difference, find_differences


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
    return release


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
        release = _open(str(path.resolve()))
    except MocSoError as error:
        st.error(str(error), icon=":material/database_off:")
        return False
    st.session_state["_release_file"] = str(path.resolve())
    if path.resolve() != current.resolve():
        st.info(w("Bạn đang xem bản phát hành đã ghim {release}.", release=release.release_id))
    return True


def _is_kept(release_id: str) -> bool:
    """Whether a release of that name lies there; what a URL says never becomes a path before it is known."""
    return release_id in {_id_of(path) for path in list_releases(releases_root())}


def _id_of(path: Path) -> str:
    return path.stem.removeprefix("mocso-")


def _release() -> Release:
    return _open(str(st.session_state["_release_file"]))


def release_id() -> str:
    """The id of the release on screen."""
    return _release().release_id


# The frames below are shared by all sessions: whoever shows them filters and derives, never changes them.


@st.cache_resource(show_spinner=False, max_entries=4)
def _lists(release_id: str) -> Lists:
    release = _release()
    scopes = rows_by_id(queries.scopes(release.cursor()), "scope_id")
    return Lists(
        units=rows_by_id(queries.units(release.cursor()), "unit_id"),
        themes=rows_by_id(queries.themes(release.cursor()), "theme_id"),
        indicators=rows_by_id(queries.indicators(release.cursor()), "indicator_id"),
        scopes=scopes,
        value_units=rows_by_id(queries.value_units(release.cursor()), "value_unit"),
        variants=rows_by_id(queries.variants(release.cursor()), "variant"),
        territories=rows_by_id(queries.territories(release.cursor()), "territory_id"),
        reasons=rows_by_id(queries.reasons(release.cursor()), "reason"),
        set_by_level=set_by_level(_statements(release_id), scopes),
    )


def lists() -> Lists:
    """The small tables of the release."""
    return _lists(release_id())


@st.cache_resource(show_spinner=False, max_entries=4)
def _statements(release_id: str) -> pd.DataFrame:
    return queries.statements(_release().cursor())


def statements() -> pd.DataFrame:
    """Every statement with its document and names, one a row."""
    return _statements(release_id())


def chosen_statements(choice: StatementChoice) -> pd.DataFrame:
    """The statements of a reader's choice, in the order of their documents."""
    return queries.statements(
        _release().cursor(),
        kinds=choice.kinds,
        evidence=choice.evidence,
        units=choice.units,
        themes=choice.themes,
        horizons=choice.horizons,
        doubts=["none", "document"] if choice.only_certain else None,
        q=choice.search,
    )


@st.cache_resource(show_spinner=False, max_entries=8)
def _comparisons(release_id: str, basis: Basis) -> pd.DataFrame:
    return queries.comparisons(_release().cursor(), basis)


def comparisons(basis: Basis = "at_issue") -> pd.DataFrame:
    """Every pair of a province's goal and the national one in force on `basis`, one a row."""
    return _comparisons(release_id(), basis)


def newest_date() -> str:
    """The ISO date that "today" stands for in comparisons: the newest in force of the release."""
    return str(documents()["in_force_on"].max())[:10]


def chosen_comparisons(choice: PairChoice) -> pd.DataFrame:
    """The pairs of a reader's choice, in the order to show them."""
    rows = queries.comparisons(
        _release().cursor(),
        choice.basis,
        themes=choice.themes,
        indicators=choice.indicators,
        units=choice.units,
        horizons=choice.horizons,
        scopes=choice.scopes,
        verdicts=choice.verdicts,
        reasons=choice.reasons,
    )
    if choice.only_certain:
        rows = ComparisonFrame(without_doubt(rows))
    return in_order(rows, list(lists().scopes), by_gap=choice.by_gap)


@st.cache_resource(show_spinner=False, max_entries=4)
def _documents(release_id: str) -> pd.DataFrame:
    return queries.documents(_release().cursor())


def documents() -> pd.DataFrame:
    """Every document without its text, one a row."""
    return _documents(release_id())


@st.cache_resource(show_spinner=False, max_entries=64)
def _findings(release_id: str, language: Language, provinces: tuple[str, ...], today: date) -> list[Finding]:
    return findings(
        comparisons(),
        statements(),
        documents(),
        Names(lists(), Wording(language)),
        provinces=provinces,
        horizons=main_horizons(),
        today=today,
    )


def findings_on(provinces: Sequence[str], w: Wording, today: date) -> list[Finding]:
    """What a leader should know about `provinces` on the day `today`, the most telling first."""
    return _findings(release_id(), w.language, tuple(provinces), today)


def release_facts() -> dict[str, Any]:
    """The one row of `release`."""
    return _first(queries.release(_release().cursor())) or {}


def origin(made_on: date, address: str) -> Origin:
    """What a file to take away names as its origin: the release on screen, the day, the dashboard."""
    facts = release_facts()
    return Origin(str(facts["release_id"]), str(facts["content_date"]), made_on, address)


def compared_indicators() -> list[str]:
    """Ids of the indicators that some pair is about, in the order of the themes."""
    used = set(comparisons("at_issue")["indicator_id"]) | set(comparisons("today")["indicator_id"])
    return [id_ for id_ in lists().indicators if id_ in used]


@st.cache_resource(show_spinner=False, max_entries=4)
def _horizons(release_id: str) -> pd.DataFrame:
    return queries.horizons(_release().cursor())


def horizons() -> list[int]:
    """The years that anything is due by, in order."""
    return [int(year) for year in _horizons(release_id())["horizon"]]


def main_horizons() -> list[int]:
    """The four years that the dashboard compares."""
    frame = _horizons(release_id())
    return [int(year) for year in frame[frame["is_main"]]["horizon"]]


def statement(statement_id: str) -> dict[str, Any] | None:
    """One statement with its document and names; None where the release has none of that id."""
    return _first(queries.statement(_release().cursor(), statement_id)) if statement_id else None


def document(document_id: str) -> dict[str, Any]:
    """One document with its text; KeyError where the release has none of that id."""
    found = _first(queries.document(_release().cursor(), document_id))
    if found is None:
        raise KeyError(document_id)
    return found


def statements_of(document_id: str) -> pd.DataFrame:
    """The statements of one document in the order of its text."""
    return queries.statements_of(_release().cursor(), document_id)


def tasks_of(document_id: str) -> pd.DataFrame:
    """The tasks and aims of one document in its order."""
    return queries.tasks_of(_release().cursor(), document_id)


def lineage_of(document_id: str) -> pd.DataFrame:
    """The document numbers that one document names."""
    return queries.lineage_of(_release().cursor(), document_id)


def dictionary() -> pd.DataFrame:
    """What each column of a slice means: name, type, meaning_vi, meaning_en, in the order of the file."""
    return exports.dictionary(queries.dictionary(_release().cursor()))


@st.cache_resource(show_spinner=False, max_entries=4)
def _coverage(release_id: str) -> pd.DataFrame:
    return queries.coverage(_release().cursor())


def coverage() -> pd.DataFrame:
    """How much each unit promises for each theme and year, and which kind of nothing where it is nothing."""
    return _coverage(release_id())


@st.cache_resource(show_spinner=False, max_entries=4)
def _contradictions(release_id: str) -> pd.DataFrame:
    return queries.contradictions(_release().cursor())


def contradictions() -> pd.DataFrame:
    """Every contradiction with both its sentences, one a row; those that stand come first."""
    return _contradictions(release_id())


@st.cache_resource(show_spinner=False, max_entries=4)
def _superseded(release_id: str) -> pd.DataFrame:
    return queries.superseded_goals(_release().cursor())


def superseded_goals() -> pd.DataFrame:
    """National goals whose place another has taken, one goal and scope a row."""
    return _superseded(release_id())


def tasks() -> pd.DataFrame:
    """Every task group and aim with its unit, topic and document, in the order of the documents."""
    return queries.tasks(_release().cursor())


def task_alignment() -> pd.DataFrame:
    """The nation's tasks beside those of each province, one province and topic a row."""
    return queries.task_alignment(_release().cursor())


def lineage() -> pd.DataFrame:
    """Every edge between a document and a number that it names."""
    return queries.lineage(_release().cursor())


def rules() -> pd.DataFrame:
    """The rules that read the statements of the release, the busiest first, each with an example."""
    return queries.rules(_release().cursor())


def checks() -> pd.DataFrame:
    """The results of the checks of the build, the failed ones first."""
    return queries.checks(_release().cursor())


def corrections() -> pd.DataFrame:
    """The ledger of corrections, one changed cell a row; empty when none was needed."""
    return queries.corrections(_release().cursor())


def release_before() -> str | None:
    """The id of the kept release that was published before the one on screen; None where none is kept."""
    files = list_releases(releases_root())
    shown = Path(st.session_state["_release_file"])
    places = [place for place, path in enumerate(files) if path.resolve() == shown]
    if not places or places[0] + 1 == len(files):
        return None
    return _id_of(files[places[0] + 1])


@st.cache_resource(show_spinner=False, max_entries=4)
def _changes(before: str, after: str) -> list[Difference] | None:
    try:
        old = _open(str(release_file(releases_root(), before).resolve()))
    except BrokenRelease:
        return None
    return find_differences(old.cursor(), _release().cursor())


def changes_since(before: str) -> list[Difference] | None:
    """What changed from the kept release `before` to the one on screen; None where it cannot be read."""
    return _changes(before, release_id())


def _first(frame: pd.DataFrame) -> dict[str, Any] | None:
    rows = frame.head(1).to_dict("records")
    return {str(key): value for key, value in rows[0].items()} if rows else None
