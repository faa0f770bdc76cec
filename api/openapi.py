"""The OpenAPI 3.1 description, made from the definitions that also check requests."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from api import problems
from api.datasets import DATASETS, Dataset
from api.formats import FORMATS, JSON
from api.parameters import LIMIT, LONGEST_SEARCH, LONGEST_VALUE, MOST_VALUES, RELEASE, Parameter
from api.vocabulary import Known
from api.words import Language, Words
from warehouse.queries.slices import ColumnMeaning

# A list of ids longer than this stands in its own dataset, not in the description.
MOST_LISTED = 300
VERSION = "1.0.0"

_TITLE = Words("API của Mốc Số", "API of Mốc Số")
_ABOUT = Words(
    "Mục tiêu chuyển đổi số của các tỉnh đặt cạnh mục tiêu quốc gia. "
    "Tham số giống địa chỉ của bảng theo dõi.",
    "Digital-transformation targets of provinces beside the national ones. "
    "Parameters are those of the dashboard's addresses.",
)
_TYPES: dict[str, dict[str, Any]] = {
    "VARCHAR": {"type": "string"},
    "INTEGER": {"type": "integer"},
    "BIGINT": {"type": "integer"},
    "DOUBLE": {"type": "number"},
    "BOOLEAN": {"type": "boolean"},
    "DATE": {"type": "string", "format": "date"},
}


def digest(data: bytes) -> str:
    """A short name of some bytes."""
    return hashlib.sha256(data).hexdigest()[:32]


def describe(known: Known, release_ids: Sequence[str], address: str, language: Language) -> dict[str, Any]:
    """The description for one release; its ids are the allowed values."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": _TITLE.say(language),
            "version": VERSION,
            "summary": _ABOUT.say(language),
            "description": f"{_ABOUT.say(language)} {known.release.release_id}, {known.content_date}.",
        },
        "servers": [{"url": f"{address}api/v1" if address else "/api/v1"}],
        "paths": {
            f"/{dataset.name}": {"get": _operation(dataset, known, release_ids, language)}
            for dataset in DATASETS
        },
        "components": {
            "schemas": {"Problem": _problem_schema()}
            | {
                _schema_name(dataset): _row_schema(known.columns[dataset.name], language)
                for dataset in DATASETS
            },
            "responses": {
                "Problem": {
                    "description": Words("Không trả lời được", "Could not be answered").say(language),
                    "content": {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
                }
            },
        },
    }


def _operation(
    dataset: Dataset, known: Known, release_ids: Sequence[str], language: Language
) -> dict[str, Any]:
    statuses = sorted({kind.status for kind in problems.KINDS})
    return {
        "operationId": dataset.name,
        "summary": dataset.title.say(language),
        "parameters": [
            _parameter(parameter, known.ids, release_ids, language) for parameter in dataset.parameters
        ],
        "responses": {
            "200": {
                "description": dataset.title.say(language),
                "headers": {
                    "ETag": {"schema": {"type": "string"}},
                    "Link": {"schema": {"type": "string"}},
                },
                "content": {JSON.media_type: {"schema": _page_schema(dataset)}}
                | {
                    format_.media_type.partition(";")[0]: {}
                    for format_ in FORMATS.values()
                    if format_.is_file
                },
            },
            "304": {"description": Words("Không đổi", "Not modified").say(language)},
        }
        | {str(status): {"$ref": "#/components/responses/Problem"} for status in statuses},
    }


def _parameter(
    parameter: Parameter, ids: Mapping[str, Sequence[str]], release_ids: Sequence[str], language: Language
) -> dict[str, Any]:
    allowed = release_ids if parameter is RELEASE else parameter.allowed(ids)
    one: dict[str, Any] = {"type": "string"}
    if parameter is LIMIT:
        most = max(format_.largest_page for format_ in FORMATS.values())
        one = {"type": "integer", "minimum": 1, "maximum": most}
    elif allowed and len(allowed) <= MOST_LISTED:
        one["enum"] = list(allowed)
    elif parameter.name == "q":
        one["maxLength"] = LONGEST_SEARCH
    elif parameter.name != "cursor":
        one["maxLength"] = LONGEST_VALUE
    described = {
        "name": parameter.name,
        "in": "query",
        "required": False,
        "description": parameter.meaning.say(language),
        "schema": {"type": "array", "items": one, "maxItems": MOST_VALUES} if parameter.is_many else one,
    }
    return described | ({"style": "form", "explode": True} if parameter.is_many else {})


def _schema_name(dataset: Dataset) -> str:
    return dataset.name.capitalize() + "Row"


def _row_schema(columns: Sequence[ColumnMeaning], language: Language) -> dict[str, Any]:
    properties = {}
    for column in columns:
        type_ = _TYPES.get(column.type, _TYPES["VARCHAR"])
        properties[column.name] = {
            **type_,
            "type": [type_["type"], "null"],
            "description": column.meaning_en if language == "en" else column.meaning_vi,
        }
    return {"type": "object", "properties": properties, "required": [column.name for column in columns]}


def _page_schema(dataset: Dataset) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "release": {"type": "string"},
        "content_date": {"type": "string"},
        "is_synthetic": {"type": "boolean"},
        "dataset": {"const": dataset.name},
        "count": {"type": "integer"},
        "next": {"type": ["string", "null"]},
        "page": {"type": ["string", "null"]},
        "rows": {"type": "array", "items": {"$ref": f"#/components/schemas/{_schema_name(dataset)}"}},
    }
    return {"type": "object", "properties": properties, "required": list(properties)}


def _problem_schema() -> dict[str, Any]:
    texts = ("type", "title", "detail", "instance")
    return {
        "type": "object",
        "properties": {name: {"type": "string"} for name in texts}
        | {
            "status": {"type": "integer"},
            "parameter": {"type": "string"},
            "value": {"type": "string"},
            "allowed": {},
            "allowed_count": {"type": "integer"},
        },
        "required": [*texts, "status"],
    }
