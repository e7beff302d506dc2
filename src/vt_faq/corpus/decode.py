"""JSON values → the classes of the model, every problem with its place; and the JSON Schema."""

from __future__ import annotations

import math
import types
from collections.abc import Collection, Iterator
from functools import lru_cache
from inspect import cleandoc
from typing import Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from vt_faq.corpus.mistakes import Place
from vt_faq.corpus.model import MAY_BE_EMPTY, Corpus, Phrasings

T = TypeVar("T", bound=tuple[Any, ...])

# Keys every file may carry beside the fields of its model.
FILE_KEYS = {
    "$schema": {"type": "string"},
    "schema": {"const": 1, "description": "Version of this format."},
}
EXPECTED = {
    str: ("een tekst", 'zet de waarde tussen "…"'),
    int: ("een geheel getal", "schrijf een getal zonder aanhalingstekens en zonder komma"),
    float: ("een getal", "schrijf een getal zonder aanhalingstekens"),
    list: ("een lijst", "zet de waarde tussen [ en ]"),
    dict: ("een object", "gebruik { … }"),
}
PRIMITIVES = {str: "string", int: "integer", float: "number"}


MOST_PROBLEMS = 1_000
"""Problems that are told of one file at most: who mends these sees the next."""

LONGEST_NAME = 100
"""Characters of a name for which the nearest known one is looked for."""


class Problem(NamedTuple):
    """Something wrong with a corpus: where (`chapters`, 2, `title`), what, and what to do.

    When it is a reference that leads nowhere, `dangling` is the kind of thing it should lead to.
    """

    path: Place
    message: str
    remedy: str
    dangling: str = ""


class JsonField(NamedTuple):
    """A field of a model as it stands in a file: a text that may be empty has `may_be_empty`."""

    name: str
    hint: Any
    description: str
    required: bool
    may_be_empty: bool


@lru_cache
def json_fields(model: Any) -> tuple[JsonField, ...]:
    """The fields of a model that stand in a file: those with a description."""
    return tuple(
        JsonField(name, *_described(hint), name not in model._field_defaults, _may_be_empty(hint))
        for name, hint in get_type_hints(model, include_extras=True).items()
        if hasattr(hint, "__metadata__")
    )


def _described(hint: Any) -> tuple[Any, str]:
    return hint.__origin__, hint.__metadata__[0]


def _may_be_empty(hint: Any) -> bool:
    return MAY_BE_EMPTY in hint.__metadata__


def is_model(hint: Any) -> bool:
    """Whether a type is a class of the model."""
    return hasattr(hint, "_field_defaults")


def _optional_part(hint: Any) -> Any:
    """`X` for the hint `X | None`, otherwise None."""
    if get_origin(hint) in (Union, types.UnionType):
        return next(part for part in get_args(hint) if part is not type(None))
    return None


def decode(model: type[T], value: Any, problems: list[Problem]) -> T:
    """The instance of `model` that a parsed JSON file holds.

    Every problem is added to `problems`; something empty stands in for what is wrong, so
    that the rest can be checked all the same.
    """
    if isinstance(value, dict):
        value = {key: item for key, item in value.items() if key not in FILE_KEYS}
    result: T = _decode(model, value, (), problems)
    return result


def _decode(hint: Any, value: Any, path: Place, problems: list[Problem]) -> Any:
    if (part := _optional_part(hint)) is not None:
        return None if value is None else _decode(part, value, path, problems)
    if is_model(hint):
        return _decode_object(hint, value, path, problems)
    origin = get_origin(hint)
    if origin is Literal:
        if not isinstance(value, str) or value not in get_args(hint):
            allowed = " of ".join(f'"{item}"' for item in get_args(hint))
            problems.append(Problem(path, "de waarde is niet bekend", f"kies {allowed}"))
            return _stand_in(hint)
        return value
    expected = {tuple: list, dict: dict}.get(origin, hint)
    if expected is float and type(value) is int:
        value = float(value) if abs(value) < 1 << 53 else math.inf
    if type(value) is not expected or (expected is float and not math.isfinite(value)):
        problems.append(_misfit(path, expected))
        return _stand_in(hint)
    if origin is tuple:
        (item_hint, _) = get_args(hint)
        return tuple(
            _decode(item_hint, item, (*path, position), problems)
            for position, item in enumerate(value)
            if len(problems) < MOST_PROBLEMS
        )
    if origin is dict:
        (_, item_hint) = get_args(hint)
        return {
            key: _decode(item_hint, item, (*path, key), problems)
            for key, item in value.items()
            if len(problems) < MOST_PROBLEMS
        }
    return value


def _misfit(path: Place, expected: type) -> Problem:
    what, remedy = EXPECTED[expected]
    return Problem(path, f"hier hoort {what}", remedy)


def _decode_object(model: Any, value: Any, path: Place, problems: list[Problem]) -> Any:
    if not isinstance(value, dict):
        problems.append(_misfit(path, dict))
        return _stand_in(model)
    known: dict[str, Any] = {}
    for item in json_fields(model):
        if item.name in value:
            known[item.name] = _decode(item.hint, value[item.name], (*path, item.name), problems)
        elif item.required:
            known[item.name] = _stand_in(item.hint)
            problems.append(
                Problem((*path, item.name), "dit veld ontbreekt", f'voeg "{item.name}" toe')
            )
    names = [item.name for item in json_fields(model)]
    for name in value:
        if name not in names and len(problems) < MOST_PROBLEMS:
            remedy = _remedy([known for known in names if known not in value], name)
            problems.append(Problem((*path, name), "dit veld is niet bekend", remedy))
    return model(**known)


def _remedy(unused: Collection[str], name: str) -> str:
    from difflib import get_close_matches

    if close := get_close_matches(name[:LONGEST_NAME], unused, n=1):
        return f'maak er "{close[0]}" van'
    return "haal het weg of verbeter de naam"


def _stand_in(hint: Any) -> Any:
    """Something empty of a type."""
    if _optional_part(hint) is not None:
        return None
    if is_model(hint):
        return hint(**{item.name: _stand_in(item.hint) for item in json_fields(hint)})
    if get_origin(hint) is Literal:
        return get_args(hint)[0]
    return (get_origin(hint) or hint)()


def texts(value: Any, path: Place) -> Iterator[tuple[Place, str]]:
    """Every text in a part of the model with its place, also keys; not what may be empty and is."""
    if isinstance(value, str):
        yield path, value
    elif is_model(value):
        model: Any = type(value)
        for item in json_fields(model):
            if not item.may_be_empty or getattr(value, item.name):
                yield from texts(getattr(value, item.name), (*path, item.name))
    elif isinstance(value, tuple):
        for position, part in enumerate(value):
            yield from texts(part, (*path, position))
    elif isinstance(value, dict):
        for key, part in value.items():
            yield (*path, key), key
            yield from texts(part, (*path, key))


def json_schema() -> dict[str, Any]:
    """The schema of `faq.json`, with that of `phrasings.json` under `$defs.Phrasings`."""
    definitions: dict[str, Any] = {}
    _define(Corpus, definitions)
    _define(Phrasings, definitions)
    for model in (Corpus, Phrasings):
        definitions[model.__name__]["properties"] |= FILE_KEYS
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "vt-faq corpus",
        "$ref": "#/$defs/Corpus",
        "$defs": definitions,
    }


def _define(model: Any, definitions: dict[str, Any]) -> None:
    definitions[model.__name__] = {
        "type": "object",
        "description": cleandoc(model.__doc__),
        "properties": {
            item.name: _schema(item.hint, definitions) | {"description": item.description}
            for item in json_fields(model)
        },
        "required": [item.name for item in json_fields(model) if item.required],
        "additionalProperties": False,
    }


def _schema(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if (part := _optional_part(hint)) is not None:
        return {"anyOf": [_schema(part, definitions), {"type": "null"}]}
    if is_model(hint):
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
