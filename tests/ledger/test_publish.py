"""From approved documents to the current release and back, on both engines where the ledger matters."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import etl.__main__ as cli
from etl.errors import DataFault
from etl.load import build_release
from etl.model import Reading
from etl.sources import Corpus, content, load_corpus
from etl.validate import CheckResult
from ledger import BuildRunning, ContentChanged, Ledger, NotAcceptable, open_ledger
from ledger.__main__ import main
from ledger.publish import changes_between, corpus_beside, pending, preview, publish_approved, roll_back
from ledger.store import LEAST_BULK_CONFIDENCE
from tests.ledger.conftest import PROJECT
from tests.ledger.example import AUTHOR, approve, submit
from warehouse import queries
from warehouse.connect import current_release, open_release
from warehouse.lock import build_lock
from warehouse.publish import list_releases


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "releases"


@pytest.fixture(autouse=True)
def _same_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """A release id covers the code; an edit while the tests run is none of theirs."""
    monkeypatch.setattr(content, "_code", lambda: iter(()))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where what these tests have built is kept, by its id."""
    return tmp_path_factory.mktemp("built")


@pytest.fixture(autouse=True)
def _each_release_is_built_once(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same content gives the same release (tests/etl/test_load.py): what was built before is copied."""

    def build_once(
        corpus: Corpus, readings: Sequence[Reading], checks: Sequence[CheckResult], folder: Path
    ) -> Path:
        kept = built / corpus.release_id
        if not kept.exists():
            made = build_release(corpus, readings, checks, folder)
            shutil.copyfile(made, kept)
            return made
        folder.mkdir(parents=True, exist_ok=True)
        return Path(shutil.copyfile(kept, folder / f".{corpus.release_id}.0.tmp.duckdb"))

    monkeypatch.setattr("ledger.publish.build_release", build_once)


def id_of(path: Path) -> str:
    return path.stem.removeprefix("mocso-")


def test_a_third_province_appears_in_every_query(ledger: Ledger, corpus: Corpus, root: Path) -> None:
    before = publish_approved(ledger, PROJECT, root, AUTHOR)
    submission = approve(ledger, corpus, submit(ledger, corpus, ocr=True))
    assert pending(ledger, load_corpus(PROJECT), root)
    path = publish_approved(ledger, PROJECT, root, AUTHOR)
    assert not pending(ledger, load_corpus(PROJECT), root)
    assert path == current_release(root) != before
    with open_release(path) as release:
        cursor = release.cursor()
        assert "hung-yen" in set(queries.units(cursor)["unit_id"])
        assert {"hung-yen-before-2025", "hung-yen-2025"} <= set(queries.territories(cursor)["territory_id"])
        for question in (queries.comparisons, queries.coverage):
            assert "hung-yen" in set(question(cursor)["unit_id"])
        compared = queries.comparisons(cursor)
        verdicts = compared[(compared["unit_id"] == "hung-yen") & compared["province_statement_id"].notna()]
        assert {"behind"} <= set(verdicts["verdict"])
        documents = queries.documents(cursor)
        added = documents[documents["document_id"] == submission.document["document_id"]].iloc[0]
        assert (added["tier"], added["statements"], added["in_force_basis"]) == ("added", 3, "issued")
        own = queries.statements_of(cursor, added["document_id"])
        assert list(own["reviewed_by"]) == [AUTHOR] * 3
        assert list(own["is_ocr"]) == [False, True, True]
        assert list(own["page"]) == [1, 2, 2]
        pages = queries.pages_of(cursor, added["document_id"])
        assert list(pages["page"]) == [1, 2]
        text = queries.document(cursor, added["document_id"]).iloc[0]["text"]
        for row in own.to_dict("records"):
            assert text[row["quote_start"] : row["quote_end"]] == row["quote"]
        others = queries.statements(cursor)
        assert others[others["unit_id"] != "hung-yen"]["reviewed_by"].isna().all()
    changes = changes_between(root, id_of(before), id_of(path))
    assert changes is not None
    assert {(one.table, one.change) for one in changes} == {("documents", "added"), ("statements", "added")}
    assert changes_between(root, "gone", id_of(path)) is None


def test_a_publication_is_seen_before_it_is_made(ledger: Ledger, corpus: Corpus, root: Path) -> None:
    first = preview(ledger, PROJECT, root)
    assert (first.differences, first.verdicts, first.counts_before) == (None, None, {})
    before = publish_approved(ledger, PROJECT, root, AUTHOR, expected=first.release_id)
    assert id_of(before) == first.release_id
    submission = approve(ledger, corpus, submit(ledger, corpus))
    seen = preview(ledger, PROJECT, root)
    assert current_release(root) == before
    assert list_releases(root) == [before]
    assert seen.verdicts is not None
    assert {(one.before, one.after) for one in seen.verdicts} == {(None, "behind"), (None, "not_comparable")}
    assert {one.row["unit_id"] for one in seen.verdicts} == {"hung-yen"}
    assert "hung-yen" not in seen.counts_before
    assert seen.counts_after["hung-yen"]["behind"] == 1
    assert seen.units["hung-yen"]["name_vi"] == "Hưng Yên"
    # Somebody decides after the look: what was looked at is not what would be published.
    opened = ledger.reopen(submission.submission_id, None, "An", seen=submission.document_decision_id)
    ledger.withdraw(submission.submission_id, "An", seen=opened.decision_id, reason="bản mờ")
    with pytest.raises(ContentChanged):
        publish_approved(ledger, PROJECT, root, AUTHOR, expected=seen.release_id)
    assert current_release(root) == before
    approve(ledger, corpus, submit(ledger, corpus, extra="."))
    again = preview(ledger, PROJECT, root)
    path = publish_approved(ledger, PROJECT, root, AUTHOR, expected=again.release_id)
    assert id_of(path) == again.release_id
    assert changes_between(root, id_of(before), id_of(path)) == again.differences
    assert preview(ledger, PROJECT, root).verdicts == []


def test_nothing_undecided_rejected_or_withdrawn_is_published(
    ledger: Ledger, corpus: Corpus, root: Path
) -> None:
    submission = submit(ledger, corpus)
    id_ = submission.submission_id
    plain = publish_approved(ledger, PROJECT, root, AUTHOR)
    ledger.bulk_accept(id_, AUTHOR, threshold=LEAST_BULK_CONFIDENCE)
    assert publish_approved(ledger, PROJECT, root, AUTHOR) == plain
    ledger.reject(id_, "00000003", AUTHOR, seen=None, reason="không phải mục tiêu")
    seen = ledger.submission(id_).last_decision_id
    done = ledger.approve(id_, AUTHOR, seen=seen, corpus=corpus)
    with open_release(publish_approved(ledger, PROJECT, root, AUTHOR)) as release:
        own = queries.statements(release.cursor(), units=["hung-yen"])
        assert sorted(own["statement_id"].str[-1]) == ["1", "2"]
    ledger.withdraw(id_, AUTHOR, seen=done.decision_id, reason="bản mờ")
    assert publish_approved(ledger, PROJECT, root, AUTHOR) == plain


def test_every_publication_and_way_back_is_recorded(ledger: Ledger, corpus: Corpus, root: Path) -> None:
    first = publish_approved(ledger, PROJECT, root, "An")
    approve(ledger, corpus, submit(ledger, corpus))
    second = publish_approved(ledger, PROJECT, root, "Bình")
    publish_approved(ledger, PROJECT, root, "Bình")  # nothing new: nothing is recorded
    with pytest.raises(NotAcceptable, match="lý do"):
        roll_back(ledger, root, id_of(first), "Chi", reason=" ")
    roll_back(ledger, root, id_of(first), "Chi", reason="công bố nhầm bản mờ")
    assert current_release(root) == first
    publish_approved(ledger, PROJECT, root, "An")
    assert current_release(root) == second
    told = [
        (one.action, one.release_id, one.previous_release_id, one.author, one.reason)
        for one in ledger.publications()
    ]
    assert told[::-1] == [
        ("publish", id_of(first), None, "An", None),
        ("publish", id_of(second), id_of(first), "Bình", None),
        ("roll_back", id_of(first), id_of(second), "Chi", "công bố nhầm bản mờ"),
        ("publish", id_of(second), id_of(first), "An", None),
    ]
    assert ledger.publications()[0].documents == ("hung-yen-45-kh-ubnd",)


def test_one_build_at_a_time_even_after_a_death(ledger: Ledger, root: Path) -> None:
    script = (
        "import sys, pathlib; from warehouse.lock import build_lock\n"
        f"with build_lock(pathlib.Path({str(root)!r})) as ours: print(ours, flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", script], cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline().strip() == "True"
    with pytest.raises(BuildRunning):
        publish_approved(ledger, PROJECT, root, AUTHOR)
    other.kill()
    other.communicate()
    (root / ".aaa.1.tmp.duckdb").write_bytes(b"what a killed build left")
    publish_approved(ledger, PROJECT, root, AUTHOR)
    assert not list(root.glob(".*.tmp.duckdb*"))
    with build_lock(root) as ours:
        assert ours


def copy_of_data(target: Path) -> Path:
    shutil.copytree(PROJECT / "data", target / "data")
    return target


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_of_data(tmp_path / "project")


@pytest.fixture
def at_home(url: str, root: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The command lines with a data folder, releases and a ledger of their own; gives `data/added`."""
    monkeypatch.setenv("MOCSO_LEDGER_URL", url)
    monkeypatch.setenv("MOCSO_RELEASES", str(root))
    monkeypatch.setattr(cli, "PROJECT", project)
    return project / "data" / "added"


def test_the_same_content_from_ledger_or_folder_is_the_same_release(
    ledger: Ledger, corpus: Corpus, at_home: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    approve(ledger, corpus, submit(ledger, corpus, ocr=True, note="dòng một\ndòng hai"))
    before = load_corpus(project)
    from_ledger = corpus_beside(ledger, before)
    assert from_ledger.release_id != before.release_id
    assert main(["export", str(at_home)]) == 0
    own = at_home / "hung-yen-45-kh-ubnd"
    first = {path.name: path.read_bytes() for path in own.iterdir()}
    assert set(first) == {
        "document.json", "text.txt", "statements.jsonl", "record.json", "candidates.jsonl",
        "decisions.jsonl", "original.docx",
    }  # fmt: skip
    assert main(["export", str(at_home)]) == 0
    assert {path.name: path.read_bytes() for path in own.iterdir()} == first
    from_folder = load_corpus(project)
    assert from_folder.additions == from_ledger.additions
    assert from_folder.release_id == from_ledger.release_id == corpus_beside(ledger, from_folder).release_id


def test_an_export_taken_in_elsewhere_says_the_same(
    ledger: Ledger, corpus: Corpus, at_home: Path, project: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    submission = submit(ledger, corpus)
    ledger.correct(submission.submission_id, "00000001", {"value": 81}, AUTHOR, seen=None, reason="in nhầm")
    ledger.add(
        submission.submission_id, ledger.candidates(submission.submission_id)[1].drafted, AUTHOR, reason="sót"
    )
    ledger.reject(submission.submission_id, "00000002", AUTHOR, seen=None, reason="đã ghi tay")
    submission = approve(ledger, corpus, submission)
    main(["export", str(at_home)])
    monkeypatch.setenv("MOCSO_LEDGER_URL", f"sqlite:///{tmp_path}/other.sqlite")
    assert main(["import", str(at_home)]) == 0
    assert main(["import", str(at_home)]) == 0
    with open_ledger() as other:
        assert other.approved() == ledger.approved()
        assert len(other.decisions()) == len(ledger.decisions())
        for mine, theirs in zip(ledger.decisions(), other.decisions(), strict=True):
            assert (mine.action, mine.author, mine.at, mine.after) == (
                theirs.action,
                theirs.author,
                theirs.at,
                theirs.after,
            )
        id_ = submission.submission_id
        assert [one.current for one in other.candidates(id_)] == [
            one.current for one in ledger.candidates(id_)
        ]
        assert other.file(id_) == ledger.file(id_)
        assert other.manuscript(id_) == ledger.manuscript(id_)
        assert main(["status"]) == 0


def test_a_withdrawn_document_leaves_the_folder_and_the_release(
    ledger: Ledger, corpus: Corpus, at_home: Path, project: Path
) -> None:
    submission = approve(ledger, corpus, submit(ledger, corpus))
    main(["export", str(at_home)])
    with_it = load_corpus(project)
    ledger.withdraw(submission.submission_id, AUTHOR, seen=submission.document_decision_id, reason="bản mờ")
    assert corpus_beside(ledger, with_it).additions == ()
    main(["export", str(at_home)])
    assert load_corpus(project).additions == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("text.txt", "80%", "85%", "văn bản 'hung-yen-45-kh-ubnd' đã đổi từ khi được duyệt"),
        ("statements.jsonl", '"quote_start": 1', '"quote_start": 2', "không còn nằm đúng chỗ"),
        ("statements.jsonl", '"kind": "target"', '"kind": "wish"', "'wish' không thuộc"),
        ("statements.jsonl", '"reviewed_by": "Nguyễn Thị Soát"', '"reviewed_by": null', "chưa có người soát"),
        ("statements.jsonl", '"value": 80.0, ', "", "thiếu trường: value"),
        ("document.json", '"kind": "provincial_plan"', '"kind": "poem"', "không có kind 'poem'"),
        ("document.json", '"unit_id": "hung-yen"', '"unit_id": "nowhere"', "nowhere"),
        ("document.json", '"issued_date": "2022-03-15"', '"issued_date": "2022-02-31"', "không có ngày"),
        ("document.json", '"period_start": 2022', '"period_start": "2022"', "sai kiểu"),
        ("document.json", '"submission_id"', '"submission"', "submission_id: thiếu"),
        ("document.json", "{", "", "không đọc được JSON"),
    ],
)  # fmt: skip
def test_a_folder_that_changed_stops_with_its_name(
    tmp_path: Path, project: Path, corpus: Corpus, monkeypatch: pytest.MonkeyPatch,
    file: str, old: str, new: str, said: str,
) -> None:  # fmt: skip
    monkeypatch.setenv("MOCSO_LEDGER_URL", f"sqlite:///{tmp_path}/ledger.sqlite")
    with open_ledger() as ledger:
        approve(ledger, corpus, submit(ledger, corpus))
    folder = project / "data" / "added"
    main(["export", str(folder)])
    path = folder / "hung-yen-45-kh-ubnd" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataFault, match=said) as caught:
        load_corpus(project)
    assert all(f"added/hung-yen-45-kh-ubnd/{file}" in str(fault) for fault in caught.value.faults)


def test_a_start_keeps_what_was_published_and_what_somebody_went_back_to(
    ledger: Ledger, corpus: Corpus, at_home: Path, root: Path
) -> None:
    assert cli.main(["build"]) == 0
    plain = current_release(root)
    approve(ledger, corpus, submit(ledger, corpus))
    assert cli.main(["build", "--if-changed"]) == 0
    added = current_release(root)
    assert added != plain
    assert cli.main(["build", "--if-changed"]) == 0
    assert current_release(root) == added
    assert cli.main(["rollback", id_of(plain), "--reason", "thử"]) == 0
    assert cli.main(["build", "--if-changed"]) == 0
    assert current_release(root) == plain
    assert cli.main(["build"]) == 0
    assert current_release(root) == added
    assert cli.main(["rollback", "gone"]) == 1
    assert [one.action for one in ledger.publications()] == ["publish", "roll_back", "publish", "publish"]
    assert [one.reason for one in ledger.publications()] == [None, "thử", None, None]
    assert all(one.author.startswith("dòng lệnh") for one in ledger.publications())
    assert len(list_releases(root)) == 2
