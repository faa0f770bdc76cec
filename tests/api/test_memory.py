"""The memory of an answer: kept a while for the next, in the server only."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

_KEPT = """
import pyarrow as pa
from api import keep_for_the_next
keep_for_the_next()
print(pa.default_memory_pool().backend_name)
print(sum(pa.array(range(1000)).to_pylist()))
"""


@pytest.mark.skipif(
    "jemalloc" not in pa.supported_memory_backends(), reason="Arrow was built without jemalloc"
)
def test_arrow_takes_the_pool_that_keeps_memory() -> None:
    run = subprocess.run(
        [sys.executable, "-c", _KEPT],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split() == ["jemalloc", "499500"]
