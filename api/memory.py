"""How long the memory of an answer stays with the server when the answer has left."""

from __future__ import annotations

import pyarrow as pa

# Ten thousand rows take 40 MB while they become lines. Arrow's own choice, mimalloc, gives them back within
# 10 ms, and the next answer spends 5 ms on having them again (docs/benchmarks.md).
KEPT_MS = 10_000


def keep_for_the_next() -> None:
    """Let Arrow keep freed memory for ten seconds; where it was built without jemalloc nothing changes."""
    if "jemalloc" in pa.supported_memory_backends():
        pa.set_memory_pool(pa.jemalloc_memory_pool())
        pa.jemalloc_set_decay_ms(KEPT_MS)
