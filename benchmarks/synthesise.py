"""Synthetic releases to measure speed on: `python -m benchmarks.synthesise --statements N [--out DIR]`.

One nation, 34 invented provinces and 3,300 invented communes, each a unit of its own: what a commune
promises is not what its province promises, so neither counts for the other. Comparisons stay between
province and nation. Everything goes through the `schema.sql` and the `derive` of real releases, and is
marked: `is_synthetic`, a release id that begins with "gialap" (which stands in every row of every
export), invented names, and a citation that says so.

All rows are made by SQL from the row number and DuckDB's hash of it: the same N gives the same release.
Values of one thing in one unit rise with the horizon, so that contradictions stay as rare as in real
plans: about one statement in fifty departs from its level.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from etl.sources import load_corpus
from warehouse.build import create_tables, derive
from warehouse.connect import SCHEMA_VERSION
from warehouse.folding import FOLD_SQL, fold
from warehouse.publish import publish

PROJECT = Path(__file__).resolve().parent.parent
OUT = PROJECT / "build" / "synthetic"
SIZES = (300, 100_000, 1_000_000, 5_000_000)

# Raised when other rows come out of the same N.
RECIPE = 1
PROVINCES = 34
COMMUNES = 3_300
THEMES = 15
# Statements of two documents that follow each other; the first has from 20 to 59 of them.
A_PAIR_OF_DOCUMENTS = 80
MOST_NATIONAL_DOCUMENTS = 40
TASKS_A_DOCUMENT = 3
FIELDS = ("y tế", "giáo dục")  # an indicator of our own, told apart by field, in the family of a real one

# Subject, comparator and value, horizon; what a plan adds after them.
_SENTENCES = (
    "Đến năm {year}, {subject} đạt {cue}{value}",
    "Phấn đấu {subject} đạt {cue}{value} vào năm {year}",
    "{cue_first}{value} là mức phải đạt của {subject} trước ngày 31/12/{year}",
    "Mục tiêu năm {year}: {subject} {cue}{value}",
)
_TAILS = (
    "",
    ", trong đó ưu tiên vùng khó khăn",
    ", giao cơ quan chuyên môn theo dõi và báo cáo hằng quý",
    "; kinh phí bố trí từ ngân sách và nguồn huy động hợp pháp khác",
    ", gắn với cải cách hành chính và phục vụ người dân, doanh nghiệp",
    ", bảo đảm an toàn thông tin theo cấp độ",
    ", kế thừa hạ tầng và dữ liệu đã có, tránh đầu tư trùng lặp",
)
_TASKS = (
    "Đẩy mạnh tuyên truyền, nâng cao nhận thức về chuyển đổi số cho cán bộ và người dân",
    "Hoàn thiện cơ chế, chính sách và quy chế chia sẻ dữ liệu",
    "Phát triển hạ tầng số đồng bộ, phủ sóng băng rộng đến mọi thôn, bản",
    "Xây dựng và làm sạch cơ sở dữ liệu dùng chung",
    "Bồi dưỡng kỹ năng số cho cán bộ, công chức, viên chức",
    "Bảo đảm an toàn, an ninh mạng cho mọi hệ thống thông tin",
)


def release_id(statements: int) -> str:
    """The id of the synthetic release of that size; every export carries it."""
    digest = hashlib.sha256(f"{RECIPE}:{SCHEMA_VERSION}:{statements}".encode()).hexdigest()
    return f"gialap{statements}x{digest[:6]}"


def root_of(statements: int, out: Path = OUT) -> Path:
    """The directory of releases that holds only the synthetic one of that size."""
    return out / str(statements)


def ensure(statements: int, out: Path = OUT) -> Path:
    """The directory of releases with the synthetic release of that size, made when it is not there yet."""
    root = root_of(statements, out)
    if not (root / f"mocso-{release_id(statements)}.duckdb").is_file():
        synthesise(statements, root)
    return root


def synthesise(statements: int, root: Path) -> Path:
    """Write and publish the synthetic release of `statements` statements in `root`, alone; its file."""
    if root.exists():
        shutil.rmtree(root)
    root.mkdir(parents=True)
    path = root / f".{release_id(statements)}.tmp.duckdb"
    started = time.perf_counter()

    def say(what: str) -> None:
        print(f"  {time.perf_counter() - started:7.1f} s  {what}", flush=True)

    config: dict[str, str | bool | int | float | list[str]] = {"threads": "2", "memory_limit": "8GB"}
    with duckdb.connect(str(path), config=config) as connection:
        create_tables(connection)
        _fill_lists(connection)
        _plan(connection, statements)
        say("lists and plan of documents")
        _write_sentences(connection, statements)
        say("sentences")
        _insert_documents(connection, statements)
        say("documents, citations, tasks")
        _insert_statements(connection)
        say("statements")
        for name in ("sentence", "plan", "task_plan", "thing"):
            connection.execute(f"DROP TABLE IF EXISTS {name}")
        _insert_release(connection, statements)
        derive(connection)
        say("derived")
        connection.execute("CHECKPOINT")
        say("checkpoint")
    published = publish(path, root)
    say(f"published {published.name}, {published.stat().st_size / 1e6:.0f} MB")
    return published


def _fill_lists(connection: duckdb.DuckDBPyConnection) -> None:
    """Themes, topics, indicators and so on: those of data/, and as many more as the sizes ask for."""
    corpus = load_corpus(PROJECT)
    for name in ("scopes", "value_units", "variants", "document_kinds", "topics"):
        if name == "topics":
            _insert(connection, "themes", _themes(corpus.rows("themes")))
        _insert(connection, name, corpus.rows(name))
    _insert(connection, "indicators", _indicators(corpus.rows("indicators")))
    _insert(connection, "units", _units())
    _insert(connection, "territories", _territories())


def _themes(known: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    more = [
        {
            "theme_id": f"theme_{at:02d}",
            "name_vi": f"Lĩnh vực giả lập {at}",
            "name_en": f"Synthetic theme {at}",
            "dti_index_vi": None,
            "sort_order": 100 + at,
        }
        for at in range(1, THEMES - len(known) + 1)
    ]
    return [*map(dict, known), *more]


def _indicators(known: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    rows = [dict(row) for row in known]
    extra = THEMES - 10
    for at, row in enumerate(known):
        for field in FIELDS:
            rows.append(
                {
                    **row,
                    "indicator_id": f"{row['indicator_id']}_{fold(field).replace(' ', '_')}",
                    "name_vi": f"{row['name_vi']} trong ngành {field}",
                    "name_en": f"{row['name_en']} ({fold(field)})",
                    "theme_id": f"theme_{at % extra + 1:02d}" if field == FIELDS[0] else row["theme_id"],
                }
            )
    for row in rows:
        row["folded"] = fold(f"{row['name_vi']} {row['name_en']} {row['indicator_id']}")
    return rows


def _unit_ids() -> list[tuple[str, str, str, str, str | None]]:
    """Id, kind, Vietnamese and English name, parent of every unit, each province before its communes."""
    units: list[tuple[str, str, str, str, str | None]] = [
        ("national", "nation", "Quốc gia", "National", None)
    ]
    provinces = [f"tinh-{at:02d}" for at in range(1, PROVINCES + 1)]
    for at, id_ in enumerate(provinces, start=1):
        units.append((id_, "province", f"Tỉnh giả lập {at:02d}", f"Synthetic province {at:02d}", None))
    for at in range(1, COMMUNES + 1):
        own = (at - 1) % PROVINCES
        units.append(
            (
                f"xa-{own + 1:02d}-{at:04d}",
                "commune",
                f"Xã giả lập {at:04d}, tỉnh {own + 1:02d}",
                f"Synthetic commune {at:04d}, province {own + 1:02d}",
                provinces[own],
            )
        )
    return units


def _units() -> list[dict[str, Any]]:
    return [
        {
            "unit_id": id_,
            "kind": kind,
            "name_vi": name_vi,
            "name_en": name_en,
            "parent_id": parent,
            "sort_order": order,
            "folded": fold(f"{name_vi} {name_en}"),
        }
        for order, (id_, kind, name_vi, name_en, parent) in enumerate(_unit_ids())
    ]


def _territories() -> list[dict[str, Any]]:
    return [
        {
            "territory_id": "vn" if kind == "nation" else f"{id_}-2025",
            "unit_id": id_,
            "name_vi": name_vi,
            "name_en": name_en,
            "valid_from": None if kind == "nation" else "2025-07-01",
            "has_district_level": False,
        }
        for id_, kind, name_vi, name_en, _ in _unit_ids()
    ]


def _plan(connection: duckdb.DuckDBPyConnection, statements: int) -> None:
    """`plan`: one document a row; `thing`: one indicator a row, with how its values run."""
    documents = 2 * (statements // A_PAIR_OF_DOCUMENTS) + 2
    national = max(1, min(MOST_NATIONAL_DOCUMENTS, documents // 50))
    provincial = max(4, documents // 10)
    connection.execute(
        """
        CREATE TEMP TABLE unit_place AS
        SELECT unit_id, kind, name_vi, folded,
            row_number() OVER (PARTITION BY kind ORDER BY sort_order) - 1 AS place,
            count(*) OVER (PARTITION BY kind) AS of_kind, sort_order
        FROM units
        """
    )
    connection.execute(
        """
        CREATE TEMP TABLE plan AS
        WITH d AS (
            SELECT
                d,
                CASE WHEN d < $national THEN 'nation' WHEN d < $national + $provincial THEN 'province'
                     ELSE 'commune' END AS kind,
                CASE WHEN d < $national THEN 0 WHEN d < $national + $provincial THEN d - $national
                     ELSE d - $national - $provincial END AS nth,
                hash(d * 7919 + 1) AS h
            FROM range($documents) AS t(d)
        )
        SELECT
            d.d, d.h, u.unit_id, u.kind, u.sort_order, u.folded AS unit_folded, u.name_vi AS unit_name,
            'gl' || printf('%06d', d.d) AS document_id,
            2025 + (d.nth // u.of_kind) % 10 AS year,
            1 + (h % 12)::INTEGER AS month,
            h % 20 = 7 AND d.kind <> 'nation' AS is_cited,
            (CASE d.kind WHEN 'nation' THEN 'QĐ-TTg' ELSE 'KH-UBND' END) AS suffix,
            CASE WHEN d.kind = 'province' THEN d.nth % $national
                 WHEN d.kind = 'commune' THEN $national + (d.nth % $provincial) END AS above
        FROM d
        JOIN unit_place AS u ON u.kind = d.kind AND u.place = d.nth % u.of_kind
        """,
        {"documents": documents, "national": national, "provincial": provincial},
    )
    connection.execute(
        """
        CREATE TEMP TABLE thing AS
        SELECT
            indicator_id, theme_id, value_unit, direction, folded,
            lower(name_vi[1]) || name_vi[2:] AS subject,
            row_number() OVER (ORDER BY hash(indicator_id)) - 1 AS place,
            count(*) OVER () AS things,
            35 + (hash(indicator_id) % 30)::INTEGER AS base
        FROM indicators
        """
    )


_TEXT_OF_VALUE = """
    CASE value_unit WHEN 'percent' THEN value::INTEGER || '%' ELSE value::INTEGER || '' END"""


def _write_sentences(connection: duckdb.DuckDBPyConnection, statements: int) -> None:
    """`sentence`: one statement a row with its line of the document, in the order of units and documents."""
    forms = ", ".join(f"'{form}'" for form in _SENTENCES)
    tails = ", ".join(f"'{tail}'" for tail in _TAILS)
    connection.execute(
        f"""
        CREATE TEMP TABLE sentence AS
        WITH numbered AS (
            SELECT i, hash(i) AS h, i // {A_PAIR_OF_DOCUMENTS} AS pair, i % {A_PAIR_OF_DOCUMENTS} AS nth
            FROM range({statements}) AS t(i)
        ),
        placed AS (
            SELECT i, h, 2 * pair + (nth >= 20 + hash(pair) % 40)::BIGINT AS d, nth FROM numbered
        ),
        drawn AS (
            SELECT
                s.i, s.h, s.d, s.nth, p.document_id, p.unit_id, p.kind AS unit_kind, p.sort_order, p.is_cited,
                p.year, p.h AS document_h,
                -- A few indicators are in every plan, most in few: the square of an even draw.
                (pow((s.h % 10007) / 10007.0, 2) * things)::INTEGER % things AS place,
                CASE (s.h >> 14) % 20
                    WHEN 0 THEN 'baseline' WHEN 1 THEN 'commitment' WHEN 2 THEN 'commitment'
                    ELSE 'target' END AS kind,
                ([2025, 2030, 2030, 2030, 2035, 2045, p.year + 1, p.year + 2])[1 + ((s.h >> 20) % 8)::INTEGER]
                    AS due,
                ([0, 0, 0, 1, 2, 3])[1 + ((s.h >> 24) % 6)::INTEGER] AS scope_draw,
                ((s.h >> 28) % 50) = 0 AS departs,
                (['>=', '>=', '>=', '=', '~'])[1 + ((s.h >> 34) % 5)::INTEGER] AS operator,
                1 + ((s.h >> 38) % {len(_SENTENCES)})::INTEGER AS form,
                1 + ((s.h >> 42) % {len(_TAILS)})::INTEGER AS tail
            FROM placed AS s
            JOIN plan AS p USING (d)
            CROSS JOIN (SELECT max(things) AS things FROM thing)
        ),
        valued AS (
            SELECT
                d.*, t.indicator_id, t.theme_id, t.subject, t.folded AS indicator_folded, t.direction,
                CASE WHEN d.kind = 'commitment' THEN NULL ELSE t.value_unit END AS value_unit,
                CASE WHEN d.kind = 'commitment' THEN NULL ELSE
                    greatest(1, least(100,
                        t.base + (hash(d.unit_id || t.indicator_id) % 12)::INTEGER
                        + (CASE WHEN t.direction = 'lower' THEN -1 ELSE 1 END)
                            * (CASE WHEN d.kind = 'baseline' THEN 0 ELSE d.due - 2023 END)
                        + (CASE WHEN d.departs THEN 7 - ((d.h >> 50) % 15)::INTEGER ELSE 0 END)
                    ))::DOUBLE END AS value,
                CASE d.scope_draw
                    WHEN 0 THEN CASE d.unit_kind WHEN 'commune' THEN 'commune' ELSE 'province' END
                    WHEN 1 THEN CASE d.unit_kind WHEN 'commune' THEN 'household' ELSE 'commune' END
                    WHEN 2 THEN ''
                    ELSE 'enterprise' END AS scope
            FROM drawn AS d
            JOIN thing AS t USING (place)
        ),
        worded AS (
            SELECT
                *,
                {_TEXT_OF_VALUE} AS value_text,
                CASE operator WHEN '>=' THEN 'ít nhất ' WHEN '~' THEN 'khoảng ' ELSE '' END AS cue
            FROM valued
        ),
        said AS (
            SELECT
                * EXCLUDE (form, tail),
                CASE kind
                    WHEN 'target' THEN
                        replace(replace(replace(replace(replace(
                            ([{forms}])[form], '{{year}}', due::VARCHAR), '{{subject}}', subject),
                            '{{cue}}', cue), '{{cue_first}}', cue), '{{value}}', value_text)
                    WHEN 'commitment' THEN 'Hoàn thành ' || subject || ' trước năm ' || due
                    ELSE 'Hiện nay ' || subject || ' đã đạt ' || cue || value_text
                END || ([{tails}])[tail] || '.' AS line
            FROM worded
        )
        SELECT
            *,
            sum(length(line) + 1) OVER (PARTITION BY d ORDER BY nth ROWS UNBOUNDED PRECEDING)::INTEGER
                - length(line) - 1 AS before
        FROM said
        """
    )


# Title line, the line that names what is carried out, and an empty line: the offsets below count on it.
_HEAD = """'Kế hoạch số ' || number || ' về chuyển đổi số' || chr(10) || 'Căn cứ '"""


def _insert_documents(connection: duckdb.DuckDBPyConnection, statements: int) -> None:
    tasks = ", ".join(f"'{task}'" for task in _TASKS)
    connection.execute(
        f"""
        CREATE TEMP TABLE page AS
        WITH numbered AS (
            SELECT p.*, (1 + p.d) || '/' || p.suffix AS number,
                (1 + p.above) || '/' || a.suffix AS above_number,
                a.document_id AS above_id
            FROM plan AS p LEFT JOIN plan AS a ON a.d = p.above
            -- A document that got no statement is none.
            WHERE p.d IN (SELECT d FROM sentence)
        )
        SELECT
            *,
            {_HEAD} || coalesce(above_number, 'chương trình') || chr(10) || chr(10) AS head,
            length({_HEAD}) AS above_start
        FROM numbered
        """
    )
    connection.execute(
        f"""
        CREATE TEMP TABLE task_plan AS
        WITH drawn AS (
            SELECT d, document_id, unit_id, k, hash(d * 31 + k) AS h
            FROM page CROSS JOIN range(1, {TASKS_A_DOCUMENT} + 1) AS t(k)
            WHERE NOT is_cited
        ),
        topic AS (
            SELECT topic_id, theme_id, row_number() OVER (ORDER BY sort_order) - 1 AS place,
                count(*) OVER () AS topics
            FROM topics
        )
        SELECT
            r.*, o.topic_id, o.theme_id,
            'Thứ ' || k || ': ' || ([{tasks}])[1 + ((r.h >> 8) % {len(_TASKS)})::INTEGER] || ' (nhóm '
                || (r.h >> 16) % 900 || ').' AS line
        FROM drawn AS r JOIN topic AS o ON o.place = r.h % o.topics
        """
    )
    connection.execute(
        """
        CREATE TEMP TABLE body AS
        SELECT d, string_agg(line, chr(10) ORDER BY nth) || chr(10) AS lines FROM sentence GROUP BY d
        """
    )
    connection.execute(
        """
        CREATE TEMP TABLE task_body AS
        SELECT d, string_agg(line, chr(10) ORDER BY k) || chr(10) AS lines FROM task_plan GROUP BY d
        """
    )
    connection.execute(
        """
        INSERT INTO documents BY NAME
        SELECT
            document_id, number,
            'Kế hoạch chuyển đổi số năm ' || year || ' của ' || unit_name || ' (giả lập)' AS title_vi,
            'Synthetic digital transformation plan ' || year AS title_en,
            CASE p.kind WHEN 'nation' THEN 'prime_minister_decision' ELSE 'provincial_plan' END AS kind,
            k.rank,
            'Cơ quan giả lập' AS issuer,
            unit_id,
            CASE p.kind WHEN 'nation' THEN 'vn' ELSE unit_id || '-2025' END AS territory_id,
            printf('%d-%02d-15', year, month) AS issued_date,
            'Dữ liệu giả lập' AS publisher,
            CASE WHEN NOT is_cited THEN 'synthetic/' || document_id || '.txt' END AS path,
            CASE WHEN NOT is_cited THEN sha256(document_id) END AS sha256,
            CASE WHEN is_cited THEN 'reference' ELSE 'added' END AS tier,
            'DỮ LIỆU GIẢ LẬP, không phải văn bản thật: ' || number AS citation,
            year AS period_start,
            year + 5 AS period_end,
            make_date(year, month, 15) AS in_force_on,
            'issued' AS in_force_basis,
            above_number AS implements,
            CASE WHEN NOT is_cited THEN head || b.lines || coalesce(t.lines, '') END AS text,
            'Giả lập để đo tốc độ' AS note
        FROM page AS p
        JOIN body AS b USING (d)
        LEFT JOIN task_body AS t USING (d)
        JOIN document_kinds AS k
            ON k.kind = CASE p.kind WHEN 'nation' THEN 'prime_minister_decision' ELSE 'provincial_plan' END
        ORDER BY sort_order, document_id
        """
    )
    connection.execute(
        """
        INSERT INTO citations BY NAME
        SELECT
            document_id, above_number AS cited_number, above_id AS cited_document_id,
            'implements' AS relation,
            above_start AS "start", above_start + length(above_number) AS "end", above_number AS quote
        FROM page WHERE above IS NOT NULL AND NOT is_cited
        ORDER BY document_id
        """
    )
    connection.execute(
        f"""
        INSERT INTO tasks BY NAME
        WITH placed AS (
            SELECT
                t.*, p.sort_order,
                length(p.head) + length(b.lines)
                    + sum(length(t.line) + 1) OVER (PARTITION BY t.d ORDER BY k ROWS UNBOUNDED PRECEDING)
                    - length(t.line) - 1 AS quote_start
            FROM task_plan AS t JOIN page AS p USING (d) JOIN body AS b USING (d)
        )
        SELECT
            document_id || '-t' || k AS task_id, document_id, unit_id, 'task' AS kind, k AS ordinal,
            'Thứ ' || k AS label, topic_id, theme_id, NULL AS horizon,
            regexp_replace(line, '^Thứ [0-9]+: ', '') AS title_vi, line AS quote,
            quote_start::INTEGER AS quote_start, (quote_start + length(line))::INTEGER AS quote_end,
            'synthetic' AS rule, {FOLD_SQL.format(column="line")} AS folded
        FROM placed
        ORDER BY sort_order, document_id, k
        """
    )
    connection.execute("DROP TABLE body; DROP TABLE task_body")


def _insert_statements(connection: duckdb.DuckDBPyConnection) -> None:
    folded = FOLD_SQL.format(column="s.line")
    connection.execute(
        f"""
        INSERT INTO statements BY NAME
        SELECT
            -- Multiplying by an odd number permutes 32 bits: no two statements share an id.
            s.document_id || '-' || printf('%08x', (s.i * 2654435761) % 4294967296) AS statement_id,
            s.document_id,
            s.kind,
            s.unit_id,
            CASE s.unit_kind WHEN 'nation' THEN 'vn' ELSE s.unit_id || '-2025' END AS territory_id,
            CASE WHEN s.kind <> 'baseline' THEN s.due END AS horizon,
            CASE WHEN s.kind = 'baseline' THEN 'none' ELSE 'sentence' END AS horizon_basis,
            CASE WHEN s.kind = 'baseline' THEN NULL WHEN s.due >= 2045 THEN 'vision'
                 WHEN s.due >= 2035 THEN 'orientation' ELSE 'goal' END AS firmness,
            s.indicator_id,
            s.theme_id,
            s.scope,
            CASE WHEN s.value IS NOT NULL THEN s.operator END AS operator,
            s.value,
            s.value_unit,
            s.value_text,
            s.subject AS subject_vi,
            s.line AS statement_vi,
            'Synthetic: ' || s.indicator_id || coalesce(' by ' || s.due, '') AS statement_en,
            CASE WHEN s.is_cited THEN 'cited' ELSE 'quoted' END AS evidence,
            CASE WHEN NOT s.is_cited THEN s.line END AS quote,
            CASE WHEN NOT s.is_cited THEN length(p.head) + s.before END AS quote_start,
            CASE WHEN NOT s.is_cited THEN length(p.head) + s.before + length(s.line) END AS quote_end,
            CASE WHEN NOT s.is_cited AND s.value IS NOT NULL
                 THEN length(p.head) + s.before + strpos(s.line, s.cue || s.value_text) + length(s.cue) - 1
                 END AS value_start,
            CASE WHEN value_start IS NOT NULL THEN value_start + length(s.value_text) END AS value_end,
            (['synthetic_target', 'synthetic_goal', 'synthetic_list'])[1 + (s.h % 3)::INTEGER] AS rule,
            'giả lập' AS reason,
            CASE WHEN NOT s.is_cited THEN 0.7 + ((s.h >> 5) % 30) / 100.0 END AS confidence,
            'unreviewed' AS review_status,
            CASE WHEN s.is_cited THEN
                CASE (s.h >> 9) % 25 WHEN 0 THEN 'horizon' WHEN 1 THEN 'document' ELSE 'none' END
                END AS doubt,
            CASE WHEN s.is_cited THEN 'medium' END AS cited_confidence,
            CASE WHEN s.kind = 'baseline' THEN s.year END AS as_of_year,
            {folded} || ' ' || s.indicator_folded || ' ' || p.unit_folded AS folded
        FROM sentence AS s
        JOIN page AS p USING (d)
        ORDER BY s.sort_order, s.d, s.nth
        """
    )
    connection.execute("DROP TABLE page")


def _insert_release(connection: duckdb.DuckDBPyConnection, statements: int) -> None:
    connection.execute(
        "INSERT INTO checks BY NAME SELECT 'synthetic' AS check_id, 'info' AS severity, true AS passed, "
        "0 AS failures, 'Dữ liệu giả lập, không kiểm' AS title_vi, 'Synthetic data, not checked' AS title_en"
    )
    connection.execute(
        """
        INSERT INTO release BY NAME
        SELECT $release_id AS release_id, $version AS schema_version, $sha AS content_sha256,
            (SELECT max(in_force_on) FROM documents) AS content_date,
            (SELECT count(*) FROM documents) AS documents, (SELECT count(*) FROM statements) AS statements,
            true AS is_synthetic
        """,
        {
            "release_id": release_id(statements),
            "version": SCHEMA_VERSION,
            "sha": hashlib.sha256(release_id(statements).encode()).hexdigest(),
        },
    )


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    shape = connection.sql(f"FROM {table} LIMIT 0").to_arrow_table().schema
    known = pa.schema([field for field in shape if field.name in rows[0]])
    connection.register("batch", pa.Table.from_pylist([dict(row) for row in rows], schema=_loose(known)))
    connection.execute(f"INSERT INTO {table} BY NAME FROM batch")
    connection.unregister("batch")


def _loose(schema: pa.Schema) -> pa.Schema:
    """Dates as text: the tables above write them so, and the database casts them."""
    return pa.schema([pa.field(f.name, pa.string() if pa.types.is_date(f.type) else f.type) for f in schema])


def main(arguments: Sequence[str] | None = None) -> int:
    """Write one synthetic release and say where it is."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.synthesise", description=__doc__)
    parser.add_argument("--statements", type=int, required=True)
    parser.add_argument("--out", type=Path, default=OUT, help="default: build/synthetic")
    options = parser.parse_args(arguments)
    root = root_of(options.statements, options.out)
    print(f"{options.statements} statements -> {root}")
    synthesise(options.statements, root)
    print(f"MOCSO_RELEASES={root} python -m streamlit run app.py")
    return 0


if __name__ == "__main__":
    sys.exit(main())
