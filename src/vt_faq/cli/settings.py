"""The options that every command shares, and the view and corpus that follow from them."""

from __future__ import annotations

import os
import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from vt_faq.cli.complaints import quoted
from vt_faq.cli.terminal import encoding, is_terminal, note
from vt_faq.errors import UsageError
from vt_faq.safe import one_line, safe

if TYPE_CHECKING:
    from vt_faq.faq import Faq
    from vt_faq.view.view import View

COLOR_CHOICES = ("auto", "always", "never")


class Settings:
    """What the user asked for, wherever the option stood on the line."""

    def __init__(self) -> None:
        self.json = False
        self.plain = False
        self.color = "auto"
        self.corpus: str | None = None

    @cached_property
    def faq(self) -> Faq:
        """The corpus to read: that of `--corpus`, of VT_FAQ_CORPUS, or the brochure."""
        from vt_faq.faq import Faq

        path = self.corpus or os.environ.get("VT_FAQ_CORPUS")
        return Faq.load(Path(path) if path else None)

    @cached_property
    def view(self) -> View:
        """The view for output that is read once."""
        return self.make_view()

    def make_view(self, *, ordinals: bool = False) -> View:
        """JSON when asked for, panels on a terminal, plain text otherwise.

        With `ordinals`, listed questions can be chosen by number. Importing only the view
        that is needed keeps rich out of pipes. Raises UsageError for an unknown colour.
        """
        if self.color not in COLOR_CHOICES:
            choices = ", ".join(COLOR_CHOICES)
            raise UsageError(f"--color kent '{one_line(self.color)}' niet. Kies uit: {choices}.")
        if self.json:
            from vt_faq.view.as_json import JsonView

            return JsonView()
        if self.plain or not self.decorated:
            from vt_faq.view.plain import PlainView

            return PlainView(self.command, ordinals=ordinals)
        from shutil import get_terminal_size

        from vt_faq.view.panels import PanelView

        return PanelView(
            get_terminal_size().columns,
            self.command,
            color=self.color == "always" or (self.color == "auto" and not no_color()),
            links=is_terminal(sys.stdout),
            unicode=encoding().startswith("utf"),
            ordinals=ordinals,
        )

    @property
    def command(self) -> str:
        """The program as it must be typed to read the same corpus again."""
        return f"vt-faq --corpus {quoted(one_line(self.corpus))}" if self.corpus else "vt-faq"

    def hint(self, text: str) -> None:
        """Tell a person at a terminal what they can do next; programs are told nothing."""
        if not self.json and is_terminal(sys.stdout):
            note(text)

    @property
    def decorated(self) -> bool:
        """Whether borders and styles may be printed."""
        if self.color == "always":
            return True
        accessible = os.environ.get("ACCESSIBLE", "") not in ("", "0")
        return is_terminal(sys.stdout) and not accessible and os.environ.get("TERM") != "dumb"

    @property
    def danger_line(self) -> str:
        """The corpus's line about acute danger; empty when it has none."""
        return safe(self.faq.text("danger_line"))


def no_color() -> bool:
    """Whether the user asked programs not to use colour (no-color.org)."""
    return os.environ.get("NO_COLOR", "") != ""
