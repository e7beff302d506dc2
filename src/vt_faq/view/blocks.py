"""What can be shown, and the blocks that a view draws."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from vt_faq.content import Chapter, Page, ResourceUse
from vt_faq.search.result import Result

if TYPE_CHECKING:
    from vt_faq.corpus.review import Finding


class Contents(tuple[Chapter, ...]):
    """The main questions."""


class Pages(tuple[Page, ...]):
    """Questions with their answers."""


class Links(NamedTuple):
    """Whom to turn to and what to read."""

    uses: tuple[ResourceUse, ...]
    emergency: str


class About(NamedTuple):
    """Where the text comes from: headed texts in the Markdown subset, in order.

    `addresses` holds those of the resources that the texts point to.
    """

    title: str
    sections: tuple[tuple[str, str], ...]
    addresses: Mapping[str, str] = {}


class Findings(tuple["Finding", ...]):
    """What is wrong with a corpus file."""


class Share(NamedTuple):
    """A part of a whole, both counted."""

    part: int
    whole: int


class Lesson(NamedTuple):
    """What was learnt from, and how it does on queries that were kept apart.

    Of the queries with an answer, `untrained` is where the first question was right without
    training, `right` and `useful` where it is so now, and `answered` the outcome. Of all that is
    answered, `answered_right` and `answered_useful`. Of the queries without an answer,
    `unanswered`. By what was learnt alone, `heard` of those that speak of danger, and `alarmed` of
    those that do not.
    """

    target: str
    provenance: str
    untrained: Share
    right: Share
    useful: Share
    answered: Share
    answered_right: Share
    answered_useful: Share
    unanswered: Share
    heard: Share
    alarmed: Share


class Done(str):
    """A sentence that says that something was done."""


Shown = Result | Page | Pages | Contents | Chapter | Links | About | Findings | Lesson | Done
"""Everything that can be shown."""


class Line(NamedTuple):
    """A sentence; `spoken` is what a view without a layout says before it."""

    text: str
    strong: bool = False
    spoken: str = ""


class Passage(NamedTuple):
    """A text in the Markdown subset, under a heading if it has one.

    `numbers` holds the numbers that references to questions carry, and `addresses` those on the
    web of the resources that it points to; `spoken` is the heading in a view without a layout.
    """

    source: str
    heading: str = ""
    spoken: str = ""
    numbers: Mapping[str, str] = {}
    addresses: Mapping[str, str] = {}


class Listed(NamedTuple):
    """Questions or chapters under each other: the label of each, its text, and a note or none."""

    rows: tuple[tuple[str, str, str], ...]


class Contact(NamedTuple):
    """Somebody to turn to, or something to read; what is empty is not shown."""

    name: str
    phone: str
    phone_note: str
    url: str
    purpose: str
    source: str


class Contacts(tuple[Contact, ...]):
    """Contacts under each other: either all have a telephone number or none has."""


class Box(NamedTuple):
    """What belongs together, under a title; `spoken` says what `label` is the number of."""

    blocks: tuple[Line | Passage | Listed | Contacts, ...]
    title: str = ""
    label: str = ""
    spoken: str = ""
    alarm: bool = False


Block = Line | Passage | Listed | Contacts | Box
"""What a view draws."""
