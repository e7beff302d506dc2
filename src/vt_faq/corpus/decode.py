"""JSON values → the dataclasses of the model, with every problem and its place."""

from __future__ import annotations

import math
import types
from collections.abc import Collection, Iterator
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from vt_faq.corpus.places import Place

T = TypeVar("T")

# Keys every file may carry beside the fields of its model.
FILE_KEYS = frozenset({"$schema", "schema"})
EXPECTED = {
    str: ("een tekst", 'zet de waarde tussen "…"'),
    int: ("een geheel getal", "schrijf een getal zonder aanhalingstekens en zonder komma"),
    float: ("een getal", "schrijf een getal zonder aanhalingstekens"),
    list: ("een lijst", "zet de waarde tussen [ en ]"),
    dict: ("een object", "gebruik { … }"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a corpus: where (`chapters`, 2, `title`), what, and what to do.

    When it is a reference that leads nowhere, `dangling` is the kind of thing it should lead to.
    """

    path: Place
    message: str
    remedy: str
    dangling: str = ""


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
    if (part := optional_part(hint)) is not None:
        return None if value is None else _decode(part, value, path, problems)
    if isinstance(hint, type) and is_dataclass(hint):
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
        )
    if origin is dict:
        (_, item_hint) = get_args(hint)
        return {
            key: _decode(item_hint, item, (*path, key), problems) for key, item in value.items()
        }
    return value


def _misfit(path: Place, expected: type) -> Problem:
    what, remedy = EXPECTED[expected]
    return Problem(path, f"hier hoort {what}", remedy)


def _decode_object(model: type, value: Any, path: Place, problems: list[Problem]) -> Any:
    if not isinstance(value, dict):
        problems.append(_misfit(path, dict))
        return _stand_in(model)
    known: dict[str, Any] = {}
    for item, hint, required in json_fields(model):
        if item.name in value:
            known[item.name] = _decode(hint, value[item.name], (*path, item.name), problems)
        elif required:
            known[item.name] = _stand_in(hint)
            problems.append(
                Problem((*path, item.name), "dit veld ontbreekt", f'voeg "{item.name}" toe')
            )
    names = [item.name for item in fields(model)]
    for name in value:
        if name not in names:
            remedy = _remedy([known for known in names if known not in value], name)
            problems.append(Problem((*path, name), "dit veld is niet bekend", remedy))
    return model(**known)


def _remedy(unused: Collection[str], name: str) -> str:
    from difflib import get_close_matches

    if close := get_close_matches(name, unused, n=1):
        return f'maak er "{close[0]}" van'
    return "haal het weg of verbeter de naam"


def _stand_in(hint: Any) -> Any:
    """Something empty of a type."""
    if optional_part(hint) is not None:
        return None
    if isinstance(hint, type) and is_dataclass(hint):
        return hint(**{item.name: _stand_in(part) for item, part, _ in json_fields(hint)})
    if get_origin(hint) is Literal:
        return get_args(hint)[0]
    return (get_origin(hint) or hint)()
