"""The address of what a page shows, for programs: the page's own parameters, another path."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from dashboard.links import page_link
from dashboard.markup import anchor
from dashboard.wording import Wording

# The parameters of a page that choose rows; its data link has the same.
PARAMETERS = {
    "statements": ("unit", "horizon", "evidence", "theme", "kind", "q", "certain"),
    "comparisons": (
        "unit",
        "horizon",
        "basis",
        "q",
        "indicator",
        "theme",
        "verdict",
        "reason",
        "scope",
        "certain",
    ),
}
_FORMATS = {"csv": "CSV", "json": "JSON", "parquet": "Parquet", "arrow": "Arrow"}


def data_link(dataset: str, chosen: Mapping[str, Sequence[str]], release: str, w: Wording) -> Markup:
    """One line with the addresses of `dataset` for the parameters of the page's address.

    `release` is pinned, so that the link goes on giving what the page shows now.
    """
    wanted = {name: [value for value in chosen.get(name, ()) if value] for name in PARAMETERS[dataset]}
    kept = {name: values for name, values in wanted.items() if values} | {"release": [release]}
    addresses = [
        anchor(page_link(f"api/v1/{dataset}.{suffix}", kept, language=w.language), name)
        for suffix, name in _FORMATS.items()
    ]
    guide = anchor(page_link("api/v1/", {}, language=w.language), w("cách dùng từ Excel, pandas, R, DuckDB"))
    return Markup('<p class="ms-small">{} {} · {}</p>').format(
        w("Liên kết dữ liệu (API):"), Markup(" · ").join(addresses), guide
    )
