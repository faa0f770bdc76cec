"""How well the rules read, as the last stored run of the benchmark has it. Nothing here is typed by hand.

`python -m benchmarks.accuracy --write` makes the file; where it is absent the page says so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

from dashboard.markup import Column, table
from dashboard.wording import N_, Wording
from dashboard.wording.labels import label
from dashboard.wording.numbers import number, percent

RESULT = Path(__file__).resolve().parents[1] / "docs" / "accuracy.json"

# What nobody tuned by is told first.
PARTS = {
    "heldback": N_("bộ giữ riêng, không dùng khi viết quy tắc"),
    "tuning": N_("bộ dùng khi viết quy tắc"),
    "seeds": N_("năm văn bản gốc"),
}
LAYOUTS = {
    "plain": N_("nguyên dạng"),
    "60 columns": N_("ngắt dòng mỗi 60 ký tự"),
    "4 words": N_("ngắt dòng mỗi 4 chữ"),
}
LEVELS = {
    "value": N_("tìm ra giá trị"),
    "horizon": N_("và đúng mốc"),
    "operator": N_("và đúng phép so sánh"),
}
ATTRIBUTES = {
    "number": N_("con số"),
    "unit": N_("đơn vị đo"),
    "scope": N_("phạm vi"),
    "theme": N_("lĩnh vực"),
    "indicator": N_("chỉ tiêu"),
    "no wrong indicator": N_("không gán nhầm chỉ tiêu"),
}

Figures = Mapping[str, Any]


def load(path: Path = RESULT) -> Figures | None:
    """The figures of the last stored run; None where there is no such file or it cannot be read."""
    try:
        figures = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return figures if isinstance(figures, dict) and figures.get("runs") else None


def version(path: Path = RESULT) -> int:
    """A number that changes with the stored run; 0 where there is none."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def tables(figures: Figures, w: Wording) -> tuple[Markup, Markup]:
    """How much is found, level by level; and attributes and reliability, which wait for a click."""
    return levels_table(figures, w), attributes_table(figures, w) + reliability_table(figures, w)


def belongs_to(figures: Figures, content_sha256: str) -> bool:
    """Whether the run measured just the data and code that the release was built from."""
    return bool(figures.get("content_sha256") == content_sha256)


def levels_table(figures: Figures, w: Wording) -> Markup:
    """F1 of the extractor at each level, with precision and recall, the naive reader beside it."""
    runs = {(run["part"], run["layout"], run["reader"]): run for run in figures["runs"]}
    shown = [(part, layout) for part in PARTS for layout in LAYOUTS if (part, layout, "extractor") in runs]

    def cell(part: str, layout: str, level: str) -> Markup:
        own = runs[part, layout, "extractor"]["levels"][level]
        naive = runs.get((part, layout, "naive"))
        beside = w("cách đọc thô {f1}", f1=_rate(naive["levels"][level]["f1"], w)) if naive else ""
        return Markup('<b>{}</b> <span class="ms-quiet ms-small">{} {}</span>').format(
            _rate(own["f1"], w),
            w("(đúng {p}, đủ {r})", p=_rate(own["precision"], w), r=_rate(own["recall"], w)),
            beside,
        )

    goal = figures.get("goal", {})
    return table(
        w("Điểm F1 (trung bình điều hòa của tỷ lệ đúng và tỷ lệ đủ), bậc sau đòi hỏi cả bậc trước."),
        [
            Column(w("Phần"), [label(PARTS, part, w) for part, _ in shown]),
            Column(w("Trình bày"), [label(LAYOUTS, layout, w) for _, layout in shown]),
            Column(
                w("Giá trị đã gán nhãn"),
                [number(runs[part, layout, "extractor"]["labelled"], w.language) for part, layout in shown],
                is_number=True,
            ),
            *(
                Column(
                    w("{level} (cần {goal})", level=w(words), goal=_rate(goal[level], w))
                    if level in goal
                    else w(words),
                    [cell(part, layout, level) for part, layout in shown],
                )
                for level, words in LEVELS.items()
            ),
        ],
    )


def attributes_table(figures: Figures, w: Wording) -> Markup:
    """Of the values found as they stand, the share whose attribute is that of the label."""
    runs = {
        run["part"]: run["attributes"]
        for run in figures["runs"]
        if run["reader"] == "extractor" and run["layout"] == "plain"
    }
    parts = [part for part in PARTS if part in runs]
    return table(
        w("Trong các giá trị tìm ra, tỷ lệ có thuộc tính đúng như nhãn."),
        [
            Column(w("Thuộc tính"), [w(words) for words in ATTRIBUTES.values()]),
            *(
                Column(
                    label(PARTS, part, w),
                    [
                        "–" if runs[part].get(name) is None else _rate(runs[part][name], w)
                        for name in ATTRIBUTES
                    ],
                    is_number=True,
                )
                for part in parts
            ),
        ],
    )


def reliability_table(figures: Figures, w: Wording) -> Markup:
    """Whether a confidence means what it says: the mean confidence beside the share that was right."""
    rows = figures.get("reliability", [])
    return table(
        w("Độ tin cậy mà quy tắc tự ghi, so với tỷ lệ đúng thực tế."),
        [
            Column(w("Độ tin cậy"), [f"{_rate(r['low'], w)} – {_rate(r['high'], w)}" for r in rows]),
            Column(w("Số giá trị"), [number(r["predictions"], w.language) for r in rows], is_number=True),
            Column(w("Trung bình tự ghi"), [_rate(r["mean_confidence"], w) for r in rows], is_number=True),
            Column(w("Đúng thực tế"), [_rate(r["right_share"], w) for r in rows], is_number=True),
        ],
    )


def _rate(share: float, w: Wording) -> str:
    return percent(round(share * 100, 1), w.language)
