"""A synthetic release with as many provinces as Vietnam has: 34 of them, 30 indicators, three horizons.

Every name is invented and says so; the release is marked synthetic. Values come from the place of a row,
so that two builds are alike. One province in three has a text of its own, from which its values are
quoted; the others are cited, and every fifth value is left out.
"""

from __future__ import annotations

from itertools import product
from pathlib import Path

from tests.warehouse.tiny import Tiny
from warehouse.folding import fold
from warehouse.publish import publish

PROVINCES = 34
THEMES = (
    "Chính quyền số",
    "Hạ tầng số",
    "Kinh tế số",
    "Xã hội số",
    "Nhân lực số",
    "An toàn thông tin mạng",
)
HORIZONS = (2025, 2030, 2045)
_FIRST = ("Đồng", "Sông", "Núi", "Bến", "Rừng", "Đảo")
_SECOND = ("Mây", "Trăng", "Đỏ", "Xanh", "Sương", "Nắng")
_THINGS = ("hồ sơ xử lý trên mạng", "hộ có cáp quang", "xã phủ sóng 5G", "giao dịch không tiền mặt", "cán bộ")


def names_of_provinces() -> dict[str, str]:
    """Ids and names, invented: "Đồng Mây (giả lập)"."""
    pairs = list(product(_FIRST, _SECOND))[:PROVINCES]
    return {f"gia-lap-{n:02d}": f"{first} {second} (giả lập)" for n, (first, second) in enumerate(pairs, 1)}


def publish_many_provinces(root: Path) -> Path:
    """Build the release in `root`, make it current and return its file."""
    tiny = Tiny(build := root / ".many.tmp.duckdb")
    run = tiny.connection.execute
    for table in ("units", "territories", "themes", "topics"):
        # What Tiny brings would show beside the provinces made here.
        keep = {"units": "unit_id = 'national'", "territories": "territory_id = 'vn'"}.get(table, "false")
        if table != "themes":
            run(f"DELETE FROM {table} WHERE NOT ({keep})")
    run("DELETE FROM themes")
    run("BEGIN")
    run("UPDATE units SET name_vi = 'Quốc gia', name_en = 'National'")
    for order, name in enumerate(THEMES):
        tiny._insert("themes", theme_id=f"t{order}", name_vi=name, name_en=f"Theme {order}", sort_order=order)
    tiny._insert("topics", topic_id="data", theme_id="t0", name_vi="dữ liệu", name_en="data", sort_order=0)
    tiny._insert(
        "topics", topic_id="people", theme_id="t4", name_vi="nhân lực", name_en="people", sort_order=1
    )
    indicators = []
    for n in range(30):
        name = f"Tỷ lệ {_THINGS[n % len(_THINGS)]}, loại {n // len(_THINGS) + 1}"
        tiny.indicator(
            f"i{n:02d}", theme_id=f"t{n % len(THEMES)}", name_vi=name, name_en=f"Share {n}", folded=fold(name)
        )
        indicators.append((f"i{n:02d}", f"t{n % len(THEMES)}"))
    tiny.document("qg", "2020-06-03", number="01/QĐ-GL", period_start=2020, period_end=2045)
    tiny.document("qg-nhiem-vu", "2020-01-01", text="Một là, dữ liệu", period_start=2020, period_end=2025)
    tiny.task("qg-du-lieu", "qg-nhiem-vu", "national", "data")
    tiny.statements(
        "qg",
        [
            {"statement_id": f"qg-{indicator}-{year}", "indicator_id": indicator, "theme_id": theme,
             "scope": "province", "horizon": year,
             "value": float(min(100, 40 + 20 * place + int(indicator[1:])))}
            for (indicator, theme), (place, year) in product(indicators, enumerate(HORIZONS))
        ],
    )  # fmt: skip
    for at, (unit, name) in enumerate(names_of_provinces().items()):
        _province(tiny, at, unit, name, indicators)
    run("COMMIT")
    tiny.finish()
    run(
        "UPDATE release SET release_id = 'gialap34', is_synthetic = true, "
        "documents = (SELECT count(*) FROM documents), statements = (SELECT count(*) FROM statements)"
    )
    tiny.connection.close()
    return publish(build, root)


def _province(tiny: Tiny, at: int, unit: str, name: str, indicators: list[tuple[str, str]]) -> None:
    tiny._insert(
        "units", unit_id=unit, kind="province", name_vi=name, name_en=f"Invented {at + 1:02d}",
        sort_order=at + 1, folded=fold(f"{name} Invented {at + 1:02d}"),
    )  # fmt: skip
    tiny._insert(
        "territories", territory_id=f"{unit}-2025", unit_id=unit, name_vi=name, name_en=name,
        valid_from="2025-07-01", valid_to=None, has_district_level=False,
    )  # fmt: skip
    has_text = at % 3 == 0
    # Values of the text are found at their place in it: one line for each.
    lines: list[str] = []
    starts: dict[tuple[str, int], tuple[int, int]] = {}
    for n, (indicator, _) in enumerate(indicators):
        for place, year in enumerate(HORIZONS):
            if (at + n + place) % 5 == 0:
                continue
            value = min(100, 30 + 20 * place + (7 * at + 11 * n) % 40)
            starts[indicator, year] = (sum(len(line) + 1 for line in lines), value)
            lines.append(f"Đến năm {year}, {value}% điều thứ {n}.")
    text = "\n".join(lines)
    own = {"unit_id": unit, "territory_id": f"{unit}-2025", "period_start": 2025, "period_end": 2045}
    tiny.document(f"{unit}-kh", "2025-09-01", number=f"{at + 1:02d}/KH-GL", implements="01/QĐ-GL", **own,
                  **({"text": text} if has_text else {}))  # fmt: skip
    tiny.citation(f"{unit}-kh", "01/QĐ-GL", cited_document_id="qg")
    if has_text:
        tiny.task(f"{unit}-nv", f"{unit}-kh", unit, "data" if at % 2 else "people")
    rows = []
    for (indicator, year), (start, value) in starts.items():
        theme = dict(indicators)[indicator]
        line = text[start:].split("\n", 1)[0]
        quoted = {
            "evidence": "quoted", "quote": line, "quote_start": start, "quote_end": start + len(line),
            "doubt": None,
        } if has_text else {}  # fmt: skip
        rows.append(
            {"statement_id": f"{unit}-{indicator}-{year}", "indicator_id": indicator, "theme_id": theme,
             "scope": "province", "horizon": year, "value": float(value), **quoted}
        )  # fmt: skip
    tiny.statements(f"{unit}-kh", rows)


if __name__ == "__main__":
    import sys

    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    print(publish_many_provinces(folder))
