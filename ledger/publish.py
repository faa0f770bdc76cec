"""From what is approved to the current release, and back to an earlier one; both are recorded."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from etl.errors import PublishError
from etl.load import build_release
from etl.read import read_corpus
from etl.sources import Corpus, load_corpus
from etl.validate import apply_corrections, require_passed, run_checks
from ledger import store
from ledger.errors import BuildRunning, ContentChanged, NotAcceptable
from warehouse import publish as releases
from warehouse import queries
from warehouse.connect import current_release, open_release
from warehouse.errors import BrokenRelease, NoRelease
from warehouse.lock import build_lock
from warehouse.queries.diff import Difference, find_differences
from warehouse.queries.verdict_changes import VerdictChange, count_verdicts, find_verdict_changes


@dataclass(frozen=True, slots=True)
class Preview:
    """What a publication would make current: its `release_id`, and what it changes of the current release.

    `differences` and `verdicts` are None where there is no current release, or none of the same shape.
    `counts_before` and `counts_after` count each unit's comparisons by verdict. `units` and `indicators` are
    rows of the tables of those names, by id, after the publication: some may be new.
    """

    release_id: str
    differences: list[Difference] | None
    verdicts: list[VerdictChange] | None
    counts_before: dict[str, dict[str, int]]
    counts_after: dict[str, dict[str, int]]
    units: dict[str, dict[str, Any]]
    indicators: dict[str, dict[str, Any]]


def preview(ledger: store.Ledger, project: Path, root: Path) -> Preview:
    """Build what `publish_approved` would publish, in a folder of its own, and say what it changes.

    Nothing is published, and `root` is only read. Raises `DataFault` or `CheckFailed`, as publishing would.
    """
    corpus = corpus_beside(ledger, load_corpus(project))
    with tempfile.TemporaryDirectory(prefix="mocso-preview-") as folder:
        path = _build(corpus, Path(folder), None)
        with open_release(path) as new:
            counts = count_verdicts(new.cursor())
            lists = {
                "units": _rows(queries.units(new.cursor()), "unit_id"),
                "indicators": _rows(queries.indicators(new.cursor()), "indicator_id"),
            }
            try:
                with open_release(current_release(root)) as old:
                    return Preview(
                        corpus.release_id,
                        find_differences(old.reader(), new.reader()),
                        find_verdict_changes(old.cursor(), new.cursor()),
                        count_verdicts(old.cursor()),
                        counts,
                        **lists,
                    )
            except (NoRelease, BrokenRelease):
                return Preview(corpus.release_id, None, None, {}, counts, **lists)


def _rows(frame: pd.DataFrame, key: str) -> dict[str, dict[str, Any]]:
    return {str(row[key]): {str(name): row[name] for name in row} for row in frame.to_dict("records")}


def _build(corpus: Corpus, folder: Path, progress: Callable[[str], None] | None) -> Path:
    readings, _ = apply_corrections(corpus, read_corpus(corpus, progress))
    checks = run_checks(corpus, readings)
    require_passed(checks)
    return build_release(corpus, readings, checks, folder)


def publish_approved(
    ledger: store.Ledger,
    project: Path,
    root: Path,
    author: str,
    *,
    expected: str | None = None,
    progress: Callable[[str], None] | None = None,
) -> Path:
    """Build a release of `project`/data with everything approved, make it current in `root`, record it.

    Returns its file. The release is built in a hidden file beside those that are read; the pointer moves when
    it is finished, so that a reader sees the old one or the new one. Nothing is built or recorded when
    the current release is just this content. `expected` is the release that the author has looked at:
    another one is not published. Raises `BuildRunning` while another process builds, `ContentChanged`,
    `DataFault` or `CheckFailed` when the content is at fault; the current release stays then.
    """
    with build_lock(root) as is_ours:
        if not is_ours:
            raise BuildRunning("Đang có một bản phát hành khác được dựng; hãy thử lại sau ít phút")
        releases.remove_unfinished(root)
        corpus = corpus_beside(ledger, load_corpus(project))
        if expected is not None and corpus.release_id != expected:
            raise ContentChanged(
                "Nội dung chờ công bố đã đổi từ khi bạn xem; chưa công bố gì. Hãy xem lại rồi công bố."
            )
        if _current_id(root) == corpus.release_id:
            return current_release(root)
        try:
            build = _build(corpus, root, progress)
            previous = _current_id(root)
            path = releases.publish(build, root)
        except OSError as error:
            raise PublishError(
                "Không ghi được bản phát hành vào {folder}: {error}",
                folder=root.name,
                error=str(error.strerror),
            ) from error
        documents = [addition.document_id for addition in corpus.additions]
        ledger.record_publication("publish", corpus.release_id, previous, documents, author)
    return path


def roll_back(ledger: store.Ledger, root: Path, release_id: str, author: str, *, reason: str) -> Path:
    """Make the kept release `release_id` current again, record who did and why, and return its file.

    Decisions stay what they are: the next publication brings everything approved again. Raises
    `NoRelease` or `BrokenRelease`, `BuildRunning` while another process builds, `NotAcceptable` without a
    reason.
    """
    if not reason.strip():
        raise NotAcceptable("Phải nêu lý do")
    with build_lock(root) as is_ours:
        if not is_ours:
            raise BuildRunning("Đang có một bản phát hành được dựng; hãy thử lại sau ít phút")
        previous = _current_id(root)
        path = releases.roll_back(root, release_id)
        ledger.record_publication("roll_back", release_id, previous, [], author, reason.strip())
    return path


def corpus_beside(ledger: store.Ledger, corpus: Corpus) -> Corpus:
    """`corpus` with what goes into a release beside it; see `Ledger.additions_beside`."""
    return corpus.with_additions(ledger.additions_beside(corpus))


def pending(ledger: store.Ledger, corpus: Corpus, root: Path) -> bool:
    """Whether a publication would change the current release of `root`."""
    return _current_id(root) != corpus_beside(ledger, corpus).release_id


def changes_between(root: Path, before: str, after: str) -> list[Difference] | None:
    """What changed from one kept release to another; None where one of them is not kept or not readable."""
    try:
        with (
            open_release(releases.release_file(root, before)) as old,
            open_release(releases.release_file(root, after)) as new,
        ):
            return find_differences(old.reader(), new.reader())
    except (NoRelease, BrokenRelease):
        return None


def _current_id(root: Path) -> str | None:
    try:
        return current_release(root).stem.removeprefix("mocso-")
    except (NoRelease, BrokenRelease):
        return None
