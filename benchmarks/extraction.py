"""How fast plans are read: `python -m benchmarks.extraction [--megabytes 1 10 100] [--whole]`, `make bench`.

Two corpora, each over and over, cut at line ends: the five seed documents, and the labelled documents of the
development set, short texts with a value in nearly every line. Documents are 10 kB, as the promise has them;
`--whole` reads each size as one single text too. The floor is what no reading can save: decoding the bytes,
normalising them and looking at each word. Time in proportion to length shows as a growth of 1: seconds a
megabyte, over those of the smallest size. Processor time of one thread is counted, so that a busy machine
blurs the figures less; each line has a process of its own, so its peak memory is its own too.
"""

from __future__ import annotations

import argparse
import itertools
import resource
import time
import unicodedata
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from benchmarks.golden import SPLITS, load_documents
from etl.read import read_document
from etl.resolve import DocumentRef, Resolver
from etl.text import SourceText

PROJECT = Path(__file__).resolve().parent.parent
DOCUMENT_BYTES = 10_000
MEGABYTE = 1_000_000

# 1,000 documents of 10 kB, the unit in which the promise is made.
PROMISED_BYTES = 1_000 * DOCUMENT_BYTES
PROMISED_S = 10.0

CORPORA = ("seeds", "labelled")
HEADER = (
    "| corpus | MB | texts | statements | s | MB/s | ms for 10 kB | x floor | growth "
    "| 1,000 documents in | peak MB |"
)


@dataclass(frozen=True, slots=True)
class Run:
    """What reading a corpus took: seconds, those of the floor, and the peak of memory in megabytes."""

    megabytes: float
    texts: int
    statements: int
    seconds: float
    floor: float
    peak: float


def lines(corpus: str) -> list[bytes]:
    """The lines of a corpus, with their ends."""
    if corpus == "seeds":
        texts = [path.read_bytes() for path in sorted((PROJECT / "data" / "sources").glob("*.txt"))]
    else:
        texts = [passage.text.encode("utf-8") for split in SPLITS for passage in load_documents(split)]
    return [line for text in texts for line in (text.rstrip(b"\n") + b"\n").splitlines(keepends=True)]


def documents(corpus: str, size: int = DOCUMENT_BYTES) -> Iterator[bytes]:
    """Texts of about `size` bytes each, without end."""
    text = bytearray()
    for line in itertools.cycle(lines(corpus)):
        text += line
        if len(text) >= size:
            yield bytes(text)
            text.clear()


def measure(corpus: str, size: int, *, whole: bool = False) -> Run:
    """Read `size` bytes of a corpus, as documents of 10 kB or as one whole text."""
    resolver = Resolver.load(PROJECT)
    read_document(SourceText.decode(next(documents(corpus)), "benchmark"), DocumentRef("benchmark"), resolver)
    read = statements = texts = 0
    reading = floor = 0.0
    for data in documents(corpus, size if whole else DOCUMENT_BYTES):
        start = time.process_time()
        for word in unicodedata.normalize("NFC", data.decode("utf-8")).lower().split():
            word.isdigit()
        middle = time.process_time()
        found = read_document(SourceText.decode(data, "benchmark"), DocumentRef("benchmark"), resolver)
        reading += time.process_time() - middle
        floor += middle - start
        texts += 1
        statements += len(found.statements)
        read += len(data)
        if read >= size:
            break
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MEGABYTE
    return Run(read / MEGABYTE, texts, statements, reading, floor, peak)


def measure_alone(corpus: str, size: int, *, whole: bool) -> Run:
    """`measure` in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measure, corpus, size, whole=whole).result()


def describe(corpus: str, run: Run, smallest: Run) -> str:
    """One line of the table."""
    pace = run.seconds / run.megabytes
    return (
        f"| {corpus} | {run.megabytes:.1f} | {run.texts} | {run.statements} "
        f"| {run.seconds:.2f} | {1 / pace:.2f} | {pace * DOCUMENT_BYTES / 1000:.2f} "
        f"| {run.seconds / run.floor:.0f} "
        f"| {pace * smallest.megabytes / smallest.seconds:.2f} "
        f"| {pace * PROMISED_BYTES / MEGABYTE:.1f} s (limit {PROMISED_S:.0f} s) | {run.peak:.0f} |"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one line a corpus and size."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extraction")
    parser.add_argument(
        "--megabytes", type=float, nargs="+", default=[1, 10], help="sizes, from small to large"
    )
    parser.add_argument("--corpora", nargs="+", choices=CORPORA, default=CORPORA)
    parser.add_argument("--whole", action="store_true", help="read each size as one single text too")
    chosen = parser.parse_args(arguments)
    print(HEADER)
    print("|" + " --- |" + " ---: |" * (HEADER.count("|") - 2))
    for corpus, whole in itertools.product(chosen.corpora, (False, True) if chosen.whole else (False,)):
        runs = (measure_alone(corpus, int(size * MEGABYTE), whole=whole) for size in chosen.megabytes)
        smallest = next(runs)
        for run in itertools.chain([smallest], runs):
            print(describe(f"{corpus}, one text" if whole else corpus, run, smallest), flush=True)


if __name__ == "__main__":
    main()
