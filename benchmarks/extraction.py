"""How fast plans are read: `python -m benchmarks.extraction [--megabytes 1 10 100]`, part of `make bench`.

The corpus is the five seed documents over and over, cut into documents of 10 kB at line ends, so that
it has the density of statements of real texts. The floor is what no reading can save: decoding the
bytes, normalising them and looking at each word. Time in proportion to length shows as a flat column.
Processor time of this one thread is counted, so that a busy machine does not blur the figures.
"""

from __future__ import annotations

import argparse
import itertools
import time
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from etl.read import read_document
from etl.resolve import DocumentRef, Resolver
from etl.text import SourceText

PROJECT = Path(__file__).resolve().parent.parent
DOCUMENT_BYTES = 10_000
MEGABYTE = 1_000_000

# 1,000 documents of 10 kB, the unit in which the promise is made.
PROMISED_BYTES = 1_000 * DOCUMENT_BYTES
PROMISED_S = 10.0


def documents() -> Iterator[bytes]:
    """Documents of about 10 kB each, without end."""
    lines = [
        line
        for path in sorted((PROJECT / "data" / "sources").glob("*.txt"))
        for line in path.read_bytes().splitlines(keepends=True)
    ]
    document = bytearray()
    for line in itertools.cycle(lines):
        document += line
        if len(document) >= DOCUMENT_BYTES:
            yield bytes(document)
            document.clear()


def measure(size: int, resolver: Resolver) -> tuple[int, int, float, float]:
    """Documents read, statements found, seconds to read them, seconds of the floor for the same bytes."""
    read = statements = count = 0
    reading = floor = 0.0
    for data in documents():
        start = time.process_time()
        for word in unicodedata.normalize("NFC", data.decode("utf-8")).lower().split():
            word.isdigit()
        middle = time.process_time()
        found = read_document(SourceText.decode(data, "benchmark"), DocumentRef("benchmark"), resolver)
        reading += time.process_time() - middle
        floor += middle - start
        count += 1
        statements += len(found.statements)
        read += len(data)
        if read >= size:
            break
    return count, statements, reading, floor


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one line a size."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extraction")
    parser.add_argument("--megabytes", type=int, nargs="+", default=[1, 10])
    sizes = parser.parse_args(arguments).megabytes
    resolver = Resolver.load(PROJECT)
    measure(MEGABYTE // 10, resolver)
    print("| MB | documents | statements | s | MB/s | ms a document | x floor | 1,000 documents in |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for size in sizes:
        count, statements, seconds, floor = measure(size * MEGABYTE, resolver)
        print(
            f"| {size} | {count} | {statements} | {seconds:.2f} | {size / seconds:.2f} "
            f"| {1000 * seconds / count:.2f} | {seconds / floor:.1f} "
            f"| {seconds / (size * MEGABYTE) * PROMISED_BYTES:.1f} s (limit {PROMISED_S:.0f} s) |"
        )


if __name__ == "__main__":
    main()
