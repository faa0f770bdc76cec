"""Which scripts a page of Streamlit asks for only when it has seen its elements.

Streamlit's page names the scripts that it begins with; those of elements come one after another, once the
server has said over the websocket what stands on the page. Named in the page as well (`modulepreload`), they
are there by then. Names of files carry a hash, so they are looked up in the folder of the installed version.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

_IMPORTED = re.compile(r'(?:\bfrom|\bimport)\s*"\./([\w.\-]+\.js)"')


def of_elements(static: Path, elements: Sequence[str]) -> tuple[str, ...]:
    """Addresses, from the root of the page, of the scripts for `elements`, without those that it names.

    `static` is Streamlit's folder; `elements` are names of components as its build calls them ("Html",
    "ButtonGroup"). One that the installed version does not have is left out: the page then asks for it later,
    as it does without us.
    """
    folder = static / "static" / "js"
    page = static / "index.html"
    named = set(re.findall(r"static/js/([\w.\-]+\.js)", page.read_text("utf-8"))) if page.is_file() else set()
    found: dict[str, None] = {}
    waiting = [path.name for element in elements for path in sorted(folder.glob(f"{element}.*.js"))]
    while waiting:
        name = waiting.pop(0)
        if name in named or name in found or not (folder / name).is_file():
            continue
        found[name] = None
        waiting += _IMPORTED.findall((folder / name).read_text("utf-8"))
    return tuple(f"./static/js/{name}" for name in found)
