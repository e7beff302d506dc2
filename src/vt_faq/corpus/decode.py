"""JSON values → the dataclasses of the model, with every problem and its place."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

# Keys every file may carry beside the fields of its model.
FILE_KEYS = frozenset({"$schema", "schema"})
TYPE_NAMES = {
    str: "een tekst",
    int: "een geheel getal",
    float: "een getal",
    list: "een lijst",
    dict: "een object",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a corpus: where (`chapters[2].title`), what, and what to do."""

    path: str
    message: str
    remedy: str


def json_fields(model: type) -> Iterator[tuple[Field[Any], Any, bool]]:
    """The fields of a model: field, type, and whether it is required."""
    hints = _hints(model)
    for item in fields(model):
        required = item.default is MISSING and item.default_factory is MISSING
        yield item, hints[item.name], required


@cache
def _hints(model: type) -> dict[str, Any]:
    return get_type_hints(model)


def optional_part(hint: Any) -> Any:
    """`X` for the hint `X | None`, otherwise None."""
    if get_origin(hint) in (Union, types.UnionType):
        return next(part for part in get_args(hint) if part is not type(None))
    return None


def decode(model: type[T], value: Any, problems: list[Problem]) -> T | None:
    """The instance of `model` that a parsed JSON file holds.

    Every problem is added to `problems`; None is returned when there are any.
    """
    before = len(problems)
    if isinstance(value, dict):
        value = {key: item for key, item in value.items() if key not in FILE_KEYS}
    result: T | None = _decode(model, value, "", problems)
    return result if len(problems) == before else None


def _decode(hint: Any, value: Any, path: str, problems: list[Problem]) -> Any:
    if (part := optional_part(hint)) is not None:
        return None if value is None else _decode(part, value, path, problems)
    if isinstance(hint, type) and is_dataclass(hint):
        return _decode_object(hint, value, path, problems)
    origin = get_origin(hint)
    if origin is Literal:
        if value not in get_args(hint) or not isinstance(value, str):
            allowed = " of ".join(f"`{item}`" for item in get_args(hint))
            problems.append(Problem(path, "de waarde is niet bekend", f"kies {allowed}"))
        return value
    expected = {tuple: list, dict: dict}.get(origin, hint)
    if expected is float and type(value) is int:
        value = float(value)
    if not isinstance(value, expected) or isinstance(value, bool):
        problems.append(
            Problem(path or "$", f"hier hoort {TYPE_NAMES[expected]}", "verbeter de waarde")
        )
        return None
    if origin is tuple:
        (item_hint, _) = get_args(hint)
        return tuple(
            _decode(item_hint, item, f"{path}[{position}]", problems)
            for position, item in enumerate(value)
        )
    if origin is dict:
        (_, item_hint) = get_args(hint)
        return {
            key: _decode(item_hint, item, f"{path}.{key}" if path else key, problems)
            for key, item in value.items()
        }
    return value


def _decode_object(model: type, value: Any, path: str, problems: list[Problem]) -> Any:
    if not isinstance(value, dict):
        problems.append(Problem(path or "$", "hier hoort een object", "gebruik { … }"))
        return None
    known: dict[str, Any] = {}
    for item, hint, required in json_fields(model):
        place = f"{path}.{item.name}" if path else item.name
        if item.name in value:
            known[item.name] = _decode(hint, value[item.name], place, problems)
        elif required:
            problems.append(Problem(place, "dit veld ontbreekt", f"voeg `{item.name}` toe"))
    for name in value.keys() - {item.name for item, _, _ in json_fields(model)}:
        place = f"{path}.{name}" if path else name
        problems.append(
            Problem(place, "dit veld is niet bekend", "haal het weg of verbeter de naam")
        )
    required_names = {item.name for item, _, required in json_fields(model) if required}
    return model(**known) if required_names <= known.keys() else None
