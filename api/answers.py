"""Requests for data: from checked parameters to the bytes that leave, a block at a time."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

import anyio
import anyio.lowlevel
import anyio.to_thread
import pyarrow as pa
from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from api import cursors, parameters
from api.at_once import AtOnce
from api.cursors import Cursor
from api.datasets import Dataset, ask
from api.formats import (
    ARROW,
    CSV,
    FORMATS,
    JSON,
    PARQUET,
    ArrowWriter,
    CsvWriter,
    Format,
    Writer,
    json_bytes,
    json_rows,
    parquet_bytes,
    schema_of,
)
from api.problems import BUSY, Problem, bad_value
from api.shelf import Shelf
from api.vocabulary import Known, Releases
from api.words import Language, Words
from warehouse.kept import Kept
from warehouse.queries.walks import Page, Reader, page_of, walk

log = logging.getLogger("mocso.api")

# Raised when the same question begins to give other bytes: an ETag names it.
REVISION = 1
DEFAULT_PAGE = 100
# The first block is small, so that the first byte is soon there.
FIRST_BLOCK = 500
BLOCK = 10_000
# What is written at once of a block, and how many bytes of that go to the server at once: it copies what the
# socket does not take, twice, and waits for the reader between two of them only.
PIECE = 2_500
AT_ONCE = 256 << 10
# What the pages asked for last take in memory at most: five of the largest. Power Query, pandas and R do not
# say what they hold already, and ask for all of it again.
PAGES_KEPT = 64_000_000
# Two cores answer pages too: more queries at once would only wait for each other.
QUERIES_AT_ONCE = 3
# A stream holds one block while its reader is slow, and no thread.
STREAMS_AT_ONCE = 24
# A reader who takes nothing for so long has gone.
STALLED_SECONDS = 60

Limiter = anyio.lowlevel.RunVar[anyio.CapacityLimiter]
_threads: Limiter = anyio.lowlevel.RunVar("mocso_api_threads")
# A whole Parquet file takes seconds, of a large release a minute: one at a time, and beside the queries. All
# of them, /healthz too, would wait for three such files.
_file_thread: Limiter = anyio.lowlevel.RunVar("mocso_api_file_thread")


async def in_thread(work: Any, *arguments: Any) -> Any:
    """What `work` gives, run beside the event loop; a few at a time, the rest wait."""
    return await _in_one_of(_threads, QUERIES_AT_ONCE, work, *arguments)


async def _in_one_of(threads: Limiter, most: int, work: Any, *arguments: Any) -> Any:
    try:
        limiter = threads.get()
    except LookupError:
        limiter = anyio.CapacityLimiter(most)
        threads.set(limiter)
    return await anyio.to_thread.run_sync(work, *arguments, limiter=limiter)


class TableReader:
    """A small table that is at hand, read like a slice."""

    def __init__(self, table: pa.Table, start: int = 0) -> None:
        self._table = table
        self.position = start
        self.is_over = False

    def read(self, rows: int) -> pa.Table:
        """The next rows, fewer only at the end."""
        block = self._table.slice(self.position, rows)
        self.position += block.num_rows
        self.is_over = self.position >= self._table.num_rows
        return block

    def page(self, rows: int) -> Page:
        """The next rows, and where those after them begin."""
        return page_of(self, rows)


@dataclass(frozen=True, slots=True)
class Asked:
    """A checked request: what to read of which release, and how to hand it out."""

    dataset: Dataset
    known: Known
    chosen: Mapping[str, Sequence[str]]
    format: Format
    limit: int | None
    start: int
    language: Language
    address: str
    table: pa.Table | None = None

    @property
    def digest(self) -> str:
        """What a cursor must agree with."""
        return cursors.selection_digest(self.dataset.name, self.filters())

    def filters(self) -> dict[str, Sequence[str]]:
        """What narrows the rows, without the release and the manner of handing them out."""
        names = {parameter.name for parameter in self.dataset.filters}
        return {name: values for name, values in self.chosen.items() if name in names}

    def etag(self) -> str:
        """Names the bytes of the answer. Weak: compressed or not, it is the same one."""
        said = [
            REVISION,
            self.known.release.release_id,
            self.digest,
            self.format.name,
            self.limit,
            self.start,
            self.language,
            self.address,
            self.is_pinned,
            None if self.table is None else self.table.to_pylist(),
        ]
        return f'W/"{hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()[:32]}"'

    @property
    def is_pinned(self) -> bool:
        """Whether the address names its release, so that the answer never changes."""
        return self.table is None and ("release" in self.chosen or "cursor" in self.chosen)

    def reader(self) -> Reader:
        """The rows, from where the request begins."""
        if self.table is not None:
            return TableReader(self.table, self.start)
        question = ask(self.dataset, self.chosen, self.known, address=self.address, language=self.language)
        return walk(self.known.release, question, self.start)

    def schema(self) -> pa.Schema:
        """Types and meanings of the columns, with the origin of the file."""
        return schema_of(
            self.known.columns[self.dataset.name],
            {
                "release": self.known.release.release_id,
                "content_date": self.known.content_date,
                "is_synthetic": str(self.known.is_synthetic).lower(),
                "page": self.page_link() or "",
            },
        )

    def page_link(self) -> str | None:
        """The page of the dashboard that shows the same choice of the same release."""
        return self._link(self.dataset.page, {}) if self.dataset.page else None

    def next_link(self, position: int) -> str:
        """The address of the next page, of the same release whatever is published meanwhile."""
        cursor = cursors.write(Cursor(self.known.release.release_id, position), self.digest)
        limit = {} if self.limit is None else {"limit": [str(self.limit)]}
        path = f"api/v1/{self.dataset.name}" + ("" if self.format is JSON else f".{self.format.name}")
        return self._link(path, limit | {"cursor": [cursor]})

    def _link(self, path: str, more: Mapping[str, Sequence[str]]) -> str:
        of_all = {} if self.table is not None else {"release": [self.known.release.release_id]}
        lang = {} if self.language == "vi" else {"lang": [self.language]}
        return f"{self.address}{path}?{urlencode({**self.filters(), **of_all, **more, **lang}, doseq=True)}"

    def file_name(self) -> str:
        """What a browser calls the file."""
        mark = "-synthetic" if self.known.is_synthetic else ""
        return f"moc-so{mark}-{self.known.release.release_id}-{self.dataset.name}.{self.format.name}"


def understand(
    dataset: Dataset, suffix: str | None, given: parameters.Given, releases: Releases, address: str
) -> Asked:
    """The checked request; raises `Problem` where it cannot be answered."""
    language = parameters.language_of(given)
    named = [value for value in given.get("release", ()) if value]
    known = releases.named(named[0] if named else None)
    vocabulary: dict[str, Sequence[str]] = dict(known.ids)
    chosen = parameters.check(dataset.parameters, given, vocabulary)
    format_ = _format_of(suffix, chosen)
    limit = parameters.limit_of(
        chosen, default=DEFAULT_PAGE if format_ is JSON else None, most=format_.largest_page
    )
    table = releases.table() if dataset.slice is None else None
    asked = Asked(dataset, known, chosen, format_, limit, 0, language, address, table)
    if "cursor" not in chosen:
        return asked
    cursor = cursors.read(chosen["cursor"][0], asked.digest)
    # The walk goes on in the release in which it began.
    if named and table is None and cursor.release != named[0]:
        raise cursors.misplaced(chosen["cursor"][0])
    known = releases.named(cursor.release if table is None else None)
    return Asked(dataset, known, chosen, format_, limit, cursor.position, language, address, table)


def _format_of(suffix: str | None, chosen: Mapping[str, Sequence[str]]) -> Format:
    wanted = chosen.get("format", [suffix or "json"])[0]
    if suffix is not None and wanted != suffix:
        rule = Words(
            "Đuôi của địa chỉ và tham số format nói hai dạng khác nhau: {value}.",
            "The suffix of the address and format name two kinds of file: {value}.",
        )
        raise bad_value("format", wanted, rule, [suffix])
    return FORMATS[wanted]


def headers_of(asked: Asked) -> dict[str, str]:
    """What every answer says of itself."""
    headers = {
        "etag": asked.etag(),
        # A pinned release never changes, but how we write it may: a day.
        "cache-control": "public, max-age=86400" if asked.is_pinned else "public, no-cache",
        "mocso-release": asked.known.release.release_id,
        "content-language": asked.language,
    }
    if asked.known.is_synthetic:
        headers["mocso-synthetic"] = "true"
    if asked.format.is_file:
        headers["content-disposition"] = f'attachment; filename="{asked.file_name()}"'
    if page := asked.page_link():
        headers["link"] = f'<{page}>; rel="alternate"; type="text/html"'
    return headers


def is_unchanged(request: Request, etag: str) -> bool:
    """Whether the reader holds these very bytes already."""
    held = request.headers.get("if-none-match", "")
    tags = {tag.strip().removeprefix("W/") for tag in held.split(",")}
    return etag.removeprefix("W/") in tags or "*" in tags


def _paged(asked: Asked, limit: int, at_once: AtOnce) -> tuple[list[bytes | memoryview], int | None]:
    """A page as the pieces that leave one after the other, and where the next page begins."""
    page = asked.reader().page(limit)
    # Pieces are not put together: a page may have ten megabytes, and each copy takes longer than a query.
    if asked.format is CSV:
        writer = CsvWriter(asked.schema())
        halves = at_once.results([partial(_lines, writer, part) for part in page.parts])
        return [writer.start(), *halves], page.after
    rows = pa.concat_tables(at_once.results(page.parts))
    if asked.format is ARROW:
        arrow = ArrowWriter(asked.schema())
        batches = (arrow.rows(rows.slice(start, PIECE)) for start in range(0, rows.num_rows, PIECE))
        return [arrow.start(), *batches, arrow.end()], page.after
    if asked.format is PARQUET:
        return [parquet_bytes(rows, asked.schema())], page.after
    body: dict[str, Any] = {
        "release": asked.known.release.release_id,
        "content_date": asked.known.content_date,
        "is_synthetic": asked.known.is_synthetic,
        "dataset": asked.dataset.name,
        "count": rows.num_rows,
        "next": None if page.after is None else asked.next_link(page.after),
        "page": asked.page_link(),
        "rows": json_rows(rows),
    }
    return [json_bytes(body)], page.after


def _lines(writer: CsvWriter, part: Callable[[], pa.Table]) -> memoryview:
    # Lines are written fastest all at once.
    return writer.rows(part())


def _writer(asked: Asked) -> Writer:
    return ArrowWriter(asked.schema()) if asked.format is ARROW else CsvWriter(asked.schema())


def _blocks(asked: Asked) -> Iterator[pa.Table]:
    reader = asked.reader()
    while not reader.is_over:
        yield reader.read(BLOCK)


class Answers:
    """Answers requests for data; bounds how many are on their way at once."""

    def __init__(self) -> None:
        self._streams = 0
        self._shelf = Shelf()
        self._pages = Kept(most_bytes=PAGES_KEPT)
        self._at_once = AtOnce()

    def close(self) -> None:
        """Forget what was kept, and remove what was put on disk."""
        self._at_once.close()
        self._pages.clear()
        self._shelf.close()

    async def send(self, asked: Asked, request: Request, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a checked request; raises `Problem` before the first byte only."""
        headers = headers_of(asked)
        if is_unchanged(request, headers["etag"]):
            for name in ("content-disposition", "link"):
                headers.pop(name, None)
            # The layer that compresses says so of whatever has a body.
            headers["vary"] = "Accept-Encoding"
            await Response(status_code=304, headers=headers)(scope, receive, send)
        elif asked.limit is not None:
            page = partial(_paged, asked, asked.limit, self._at_once)
            pieces, after = await in_thread(self._pages.get, headers["etag"], page)
            if after is not None:
                following = f'<{asked.next_link(after)}>; rel="next"'
                headers["link"] = ", ".join(filter(None, [following, headers.get("link")]))
            headers["content-length"] = str(sum(map(len, pieces)))
            response = StreamingResponse(_each(pieces), headers=headers, media_type=asked.format.media_type)
            await _patiently(response, asked, scope, receive, send)
        elif asked.format is PARQUET:
            with self._slot():
                await self._send_file(asked, headers, scope, receive, send)
        elif request.method == "HEAD":
            await _send_head(_typed(headers, asked), send)
        else:
            with self._slot():
                await self._send_stream(asked, headers, scope, receive, send)

    def _slot(self) -> _Slot:
        if self._streams >= STREAMS_AT_ONCE:
            raise Problem(
                BUSY,
                Words(
                    "Đang có {most} lượt tải cùng lúc. Hãy thử lại sau ít giây.",
                    "{most} downloads are on their way. Try again in some seconds.",
                ),
                {"most": STREAMS_AT_ONCE},
                headers={"retry-after": "5"},
            )
        return _Slot(self)

    async def _send_stream(
        self, asked: Asked, headers: dict[str, str], scope: Scope, receive: Receive, send: Send
    ) -> None:
        reader, writer = await in_thread(asked.reader), _writer(asked)

        first = writer.start() + writer.rows(await in_thread(reader.read, FIRST_BLOCK))

        async def body() -> AsyncIterator[memoryview]:
            for part in _parts(first):
                yield part
            while not reader.is_over:
                block = await in_thread(reader.read, BLOCK)
                for start in range(0, block.num_rows, PIECE):
                    for part in _parts(await in_thread(writer.rows, block.slice(start, PIECE))):
                        yield part
            for part in _parts(writer.end()):
                yield part

        response = StreamingResponse(body(), headers=headers, media_type=asked.format.media_type)
        await _patiently(response, asked, scope, receive, send)

    async def _send_file(
        self, asked: Asked, headers: dict[str, str], scope: Scope, receive: Receive, send: Send
    ) -> None:
        key = hashlib.sha256(headers["etag"].encode()).hexdigest()[:32]
        file = self._shelf.file(key, asked.schema(), lambda: _blocks(asked))
        if self._shelf.holds(key):
            path = await in_thread(file.__enter__)
        else:
            path = await _in_one_of(_file_thread, 1, file.__enter__)
        try:
            # Columns are compressed already, and ranges count the bytes of the file itself.
            plain = headers | {"content-encoding": "identity"}
            response = FileResponse(path, headers=plain, media_type=asked.format.media_type)
            await _patiently(response, asked, scope, receive, send)
        finally:
            with anyio.CancelScope(shield=True):
                await in_thread(file.__exit__, None, None, None)


async def _patiently(response: Response, asked: Asked, scope: Scope, receive: Receive, send: Send) -> None:
    """Send a response, but not to a reader who takes nothing: he would hold its memory, file or place."""

    async def patient(message: Any) -> None:
        with anyio.fail_after(STALLED_SECONDS):
            await send(message)

    try:
        await response(scope, receive, patient)
    except TimeoutError:
        # Left unfinished, the server closes the connection.
        log.warning("%s: the reader took nothing for %s s", asked.dataset.name, STALLED_SECONDS)


async def _each(pieces: Sequence[bytes | memoryview]) -> AsyncIterator[memoryview]:
    for piece in pieces:
        for part in _parts(piece):
            yield part


def _parts(piece: bytes | memoryview) -> Iterator[memoryview]:
    view = memoryview(piece)
    return (view[start : start + AT_ONCE] for start in range(0, len(view), AT_ONCE))


class _Slot:
    """One of the downloads on their way."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers

    def __enter__(self) -> None:
        self._answers._streams += 1

    def __exit__(self, *_: object) -> None:
        self._answers._streams -= 1


async def _send_head(headers: Mapping[str, str], send: Send) -> None:
    # Nobody knows how long a stream will be: no Content-Length, where Response would say 0.
    raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": 200, "headers": raw})
    await send({"type": "http.response.body", "body": b""})


def _typed(headers: Mapping[str, str], asked: Asked) -> dict[str, str]:
    return {**headers, "content-type": asked.format.media_type}
