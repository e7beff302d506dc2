"""The JSON Schema of the corpus files, generated from the model."""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import Any, Literal, get_args, get_origin

from vt_faq.corpus.decode import json_fields, optional_part
from vt_faq.corpus.model import Corpus, Phrasings

PRIMITIVES = {str: "string", int: "integer", float: "number"}


def json_schema() -> dict[str, Any]:
    """The schema of `faq.json`, with that of `phrasings.json` under `$defs.Phrasings`."""
    definitions: dict[str, Any] = {}
    _define(Corpus, definitions)
    _define(Phrasings, definitions)
    for model in (Corpus, Phrasings):
        definitions[model.__name__]["properties"] |= {
            "$schema": {"type": "string"},
            "schema": {"const": 1, "description": "Version of this format."},
        }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "vt-faq corpus",
        "$ref": "#/$defs/Corpus",
        "$defs": definitions,
    }


def _define(model: type, definitions: dict[str, Any]) -> None:
    properties = {}
    required = []
    for item, hint, is_required in json_fields(model):
        described = {"description": item.metadata["description"]}
        properties[item.name] = _schema(hint, definitions) | described
        if is_required:
            required.append(item.name)
    definitions[model.__name__] = {
        "type": "object",
        "description": model.__doc__,
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _schema(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if (part := optional_part(hint)) is not None:
        return {"anyOf": [_schema(part, definitions), {"type": "null"}]}
    if isinstance(hint, type) and is_dataclass(hint):
        if hint.__name__ not in definitions:
            _define(hint, definitions)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    origin = get_origin(hint)
    if origin is Literal:
        return {"enum": list(get_args(hint))}
    if origin is tuple:
        return {"type": "array", "items": _schema(get_args(hint)[0], definitions)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema(get_args(hint)[1], definitions)}
    return {"type": PRIMITIVES[hint]}
