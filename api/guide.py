"""The page that shows a person how a program reads the API: plain HTML, made from the definitions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup, escape

from api import problems
from api.datasets import DATASETS, Dataset
from api.parameters import LONGEST_SEARCH, MOST_VALUES, RELEASE
from api.vocabulary import Known
from api.words import Language, Words

# A list of values longer than this is told by its length.
MOST_LISTED = 40


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of code to copy; `{csv}`, `{arrow}`, `{parquet}`, `{bare}` and `{query}` are filled in."""

    key: str
    title: Words
    note: Words
    code: str


SNIPPETS = (
    Snippet(
        "excel",
        Words("Excel (Power Query)", "Excel (Power Query)"),
        Words(
            "Dữ liệu → Lấy dữ liệu → Truy vấn trống → Trình soạn nâng cao, rồi dán. Làm mới bằng một nút.",
            "Data → Get Data → Blank Query → Advanced Editor, then paste. One button refreshes it.",
        ),
        """let
    Answer = Web.Contents("{bare}.csv", [Query = [{query}]]),
    Lines = Csv.Document(Answer, [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]),
    Rows = Table.PromoteHeaders(Lines, [PromoteAllScalars = true])
in
    Rows""",
    ),
    Snippet(
        "pandas",
        Words("Python (pandas)", "Python (pandas)"),
        Words(
            "CSV đọc thẳng; Arrow giữ đúng kiểu cột và nhanh hơn với lát cắt lớn.",
            "CSV is read as it is; Arrow keeps the types of columns and is faster for large slices.",
        ),
        """from urllib.request import urlopen

import pandas as pd
import pyarrow as pa

targets = pd.read_csv("{csv}")

with urlopen("{arrow}") as answer:
    typed = pa.ipc.open_stream(answer).read_pandas()""",
    ),
    Snippet(
        "r",
        Words("R", "R"),
        Words(
            "Dòng đầu không cần gói nào. Hai dòng sau cần gói arrow và giữ đúng kiểu cột.",
            "The first line needs no package. The other two need the package arrow and keep the types.",
        ),
        """targets <- read.csv("{csv}", fileEncoding = "UTF-8-BOM")

download.file("{parquet}", "targets.parquet", mode = "wb")
typed <- arrow::read_parquet("targets.parquet")""",
    ),
    Snippet(
        "duckdb",
        Words("DuckDB", "DuckDB"),
        Words(
            "Đọc thẳng từ địa chỉ cần phần mở rộng httpfs, mà INSTALL tải từ Internet một lần. "
            "Máy không ra Internet: dùng đoạn kế tiếp.",
            "Reading from the address needs the extension httpfs, which INSTALL fetches from the internet "
            "once. On a machine without internet take the next piece.",
        ),
        """INSTALL httpfs;
LOAD httpfs;
SELECT unit_id, horizon, count(*) AS statements
FROM read_parquet('{parquet}')
GROUP BY ALL
ORDER BY ALL;""",
    ),
    Snippet(
        "duckdb-file",
        Words("DuckDB, không cần Internet", "DuckDB without internet"),
        Words(
            "Tải tệp trước (dòng đầu, trong cửa sổ lệnh hoặc bằng trình duyệt), rồi hỏi ngay trên tệp.",
            "Download the file first (the first line, in a terminal or with a browser), then ask the file.",
        ),
        """-- curl -o targets.parquet "{parquet}"
SELECT unit_id, horizon, count(*) AS statements
FROM read_parquet('targets.parquet')
GROUP BY ALL
ORDER BY ALL;""",
    ),
    Snippet(
        "curl",
        Words("Dòng lệnh", "Command line"),
        Words(
            "--compressed để nén khi truyền; gửi lại ETag thì chỉ tải khi dữ liệu đã đổi (304).",
            "--compressed for the way; with the ETag sent back, only what changed is loaded (304).",
        ),
        'curl --compressed -o targets.csv "{csv}"',
    ),
)

_TITLE = Words("Dữ liệu cho máy: API của Mốc Số", "Data for machines: the API of Mốc Số")
_LEAD = Words(
    "Mỗi lát cắt có một địa chỉ. Tham số giống hệt địa chỉ của trang: đổi đường dẫn, giữ phần sau dấu ?.",
    "Every slice has an address. Parameters are those of the page: change the path, keep what follows ?.",
)
_PAGES = Words(
    "JSON trả từng trang: theo next (hoặc tiêu đề Link, rel=next) đến khi là null. Con trỏ giữ nguyên "
    "bản phát hành đã bắt đầu. CSV và Arrow trả mọi dòng, từng khối; thêm limit để chia trang.",
    "JSON comes in pages: follow next (or Link, rel=next) until it is null. A cursor stays in the "
    "release in which it began. CSV and Arrow bring all rows, block by block; limit makes pages of them.",
)
_PINNED = Words(
    "Thêm release để ghim một bản phát hành: cùng địa chỉ, cùng câu trả lời. "
    "Bản đang dùng: {release}, nội dung đến {date}.",
    "Add release to pin a release: the same address, the same answer. "
    "Current: {release}, content up to {date}.",
)
_SYNTHETIC = Words(
    "Bản phát hành này là dữ liệu giả lập để đo tốc độ, không phải mục tiêu thật.",
    "This release is synthetic, made to measure speed: its targets are not real.",
)
_HEADS = (
    Words("Tham số", "Parameter"),
    Words("Ý nghĩa", "Meaning"),
    Words("Giá trị", "Values"),
)
_TEXT_OF = Words("chữ, nhiều nhất {most} ký tự", "text, {most} characters at most")
_MANY_IDS = Words("{n} mã", "{n} ids")
_REPEAT = Words("lặp lại được, tới {most} giá trị", "may be repeated, up to {most} values")

_STYLE = """
:root { color-scheme: light dark; --line: #ccd6df; --quiet: #f2f5f8; --link: #14558f; }
@media (prefers-color-scheme: dark) { :root { --line: #3a4856; --quiet: #1a242e; --link: #8cc2f2; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 0 auto; padding: 1rem 1.25rem 4rem; }
a { color: var(--link); } h2 { margin-top: 2.2rem; } h3 { margin-bottom: .3rem; }
pre, code { font-family: ui-monospace, monospace; font-size: .9rem; }
pre { background: var(--quiet); border: 1px solid var(--line); padding: .8rem; overflow-x: auto; }
.table { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0; }
tr { border-bottom: 1px solid var(--line); }
.warning { border-left: .3rem solid #a8480f; padding-left: .8rem; }
"""


def page(known: Known, address: str, language: Language) -> str:
    """The page for one release, at one address of the dashboard."""
    say = _Speaker(language)
    other = Markup('<a href="?lang=en" hreflang="en" lang="en">English</a>')
    if language == "en":
        other = Markup('<a href="?" hreflang="vi" lang="vi">Tiếng Việt</a>')
    home = Markup('<a href="{}">Mốc Số</a>').format(
        (address or "/") + ("?lang=en" if language == "en" else "")
    )
    parts = [
        Markup("<p>{} · {}</p>").format(home, other),
        Markup("<h1>{}</h1><p>{}</p>").format(say(_TITLE), say(_LEAD)),
        Markup('<p class="warning">{}</p>').format(say(_SYNTHETIC)) if known.is_synthetic else Markup(),
        _datasets(say),
        Markup("<p>{}</p><p>{}</p>").format(
            say(_PAGES),
            say(_PINNED, release=known.release.release_id, date=known.content_date),
        ),
        Markup("<h2>{}</h2>").format(say(Words("Dùng ngay", "At once"))),
        *(_snippet(snippet, known, address, say) for snippet in SNIPPETS),
        Markup("<h2>{}</h2>").format(say(Words("Tham số", "Parameters"))),
        *(_parameters(dataset, known, say) for dataset in DATASETS),
        Markup("<h2>{}</h2>").format(say(Words("Khi không trả lời được", "When there is no answer"))),
        _problems(say),
    ]
    return str(
        Markup(
            '<!DOCTYPE html>\n<html lang="{}"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            "<title>{}</title><style>{}</style></head><body><main>{}</main></body></html>\n"
        ).format(language, say(_TITLE), Markup(_STYLE), Markup("\n").join(parts))
    )


def code_of(snippet: Snippet, known: Known, address: str) -> str:
    """The code of a snippet for an address and ids that this release has."""
    choice = {"unit": known.ids["provinces"][0], "horizon": _horizon(known)}
    bare = f"{address}api/v1/statements"
    addresses = {
        f"{{{format_}}}": f"{bare}.{format_}?{urlencode(choice)}" for format_ in ("csv", "arrow", "parquet")
    }
    query = ", ".join(f'{name} = "{value}"' for name, value in choice.items())
    code = snippet.code
    for mark, text in {**addresses, "{bare}": bare, "{query}": query}.items():
        code = code.replace(mark, text)
    return code


def _horizon(known: Known) -> str:
    return "2025" if "2025" in known.ids["horizons"] else known.ids["horizons"][0]


@dataclass(frozen=True, slots=True)
class _Speaker:
    language: Language

    def __call__(self, words: Words, **values: object) -> str:
        return words.say(self.language, **values)


def _datasets(say: _Speaker) -> Markup:
    rows = [
        Markup('<tr><td><a href="{0}"><code>/api/v1/{0}</code></a></td><td>{1}</td></tr>').format(
            dataset.name, say(dataset.title)
        )
        for dataset in DATASETS
    ]
    return Markup(
        '<div class="table"><table>{}</table></div><p>{} <code>.json .csv .parquet .arrow</code>. '
        '<a href="openapi.json">openapi.json</a> (OpenAPI 3.1).</p>'
    ).format(Markup().join(rows), say(Words("Đuôi chọn dạng tệp:", "A suffix chooses the kind of file:")))


def _snippet(snippet: Snippet, known: Known, address: str, say: _Speaker) -> Markup:
    return Markup('<h3 id="{}">{}</h3><p>{}</p><pre><code>{}</code></pre>').format(
        snippet.key, say(snippet.title), say(snippet.note), code_of(snippet, known, address)
    )


def _parameters(dataset: Dataset, known: Known, say: _Speaker) -> Markup:
    rows = []
    for parameter in dataset.parameters:
        allowed = [] if parameter is RELEASE else list(parameter.allowed(known.ids))
        values = [_values(allowed, say) if allowed else Markup()]
        if parameter.is_many and not parameter.is_of_page:
            values.append(escape(say(_REPEAT, most=MOST_VALUES)))
        if parameter.name == "q":
            values.append(escape(say(_TEXT_OF, most=LONGEST_SEARCH)))
        rows.append(
            Markup("<tr><td><code>{}</code></td><td>{}</td><td>{}</td></tr>").format(
                parameter.name, say(parameter.meaning), Markup("; ").join(filter(None, values))
            )
        )
    heads = Markup().join(Markup('<th scope="col">{}</th>').format(say(head)) for head in _HEADS)
    return Markup(
        '<h3 id="{0}"><code>{0}</code></h3><div class="table"><table><tr>{1}</tr>{2}</table></div>'
    ).format(dataset.name, heads, Markup().join(rows))


def _values(allowed: Sequence[str], say: _Speaker) -> Markup:
    if len(allowed) > MOST_LISTED:
        return Markup("{}, <code>{}</code>…").format(say(_MANY_IDS, n=len(allowed)), allowed[0])
    return Markup(" ").join(Markup("<code>{}</code>").format(value) for value in allowed)


def _problems(say: _Speaker) -> Markup:
    rows = [
        Markup('<tr id="{0}"><td><code>{0}</code></td><td>{1}</td><td>{2}</td></tr>').format(
            kind.code, kind.status, say(kind.title)
        )
        for kind in problems.KINDS
    ]
    said = Words(
        "Lỗi là application/problem+json (RFC 9457): nêu tham số, giá trị và các giá trị được nhận.",
        "Problems are application/problem+json (RFC 9457): they name parameter, value and allowed values.",
    )
    return Markup('<p>{}</p><div class="table"><table>{}</table></div>').format(
        say(said), Markup().join(rows)
    )
