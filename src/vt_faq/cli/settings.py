"""What the user asked for, and the corpus and the view that follow from it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from vt_faq.cli.complaints import quoted
from vt_faq.cli.environment import Environment
from vt_faq.errors import UsageError, cut, one_line

if TYPE_CHECKING:
    from vt_faq.faq import Faq
    from vt_faq.view.blocks import Shown

COLOR_CHOICES = ("auto", "always", "never")


class Settings:
    """The options that every command shares, wherever they stood on the line."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.json = False
        self.plain = False
        self.no_pager = False
        self.color = "auto"
        self.corpus: str | None = None

    @cached_property
    def faq(self) -> Faq:
        """The corpus to read: that of `--corpus`, of VT_FAQ_CORPUS, or the brochure.

        Raises UsageError for an empty `--corpus`, CorpusError for one that cannot be read.
        """
        from vt_faq.faq import Faq

        if self.corpus == "":
            raise UsageError("--corpus is leeg. Geef de naam van een bestand.")
        return Faq.load(self.source)

    @property
    def source(self) -> Path | None:
        """The corpus that was asked for; None when it is the brochure."""
        path = self.corpus or self.environment.variables.get("VT_FAQ_CORPUS")
        return Path(path) if path else None

    def close(self) -> None:
        """Let go of the corpus, if it was read."""
        if "faq" in self.__dict__:
            self.faq.close()

    def show(self, shown: Shown, *, ordinals: bool = False) -> None:
        """Write what is shown: JSON when asked for, panels on a terminal, plain text otherwise.

        With `ordinals`, listed questions can be chosen by number at the prompt that follows. Long
        panels go to the pager, unless a prompt follows; plain text does not: whoever asks for it
        on a terminal may have it read aloud. Importing only the view that is needed keeps rich out
        of pipes. Raises UsageError for an unknown colour.
        """
        if self.color not in COLOR_CHOICES:
            choices = ", ".join(COLOR_CHOICES)
            raise UsageError(f"--color kent '{cut(self.color)}' niet. Kies uit: {choices}.")
        if self.json:
            from vt_faq.view.as_json import as_json

            self.environment.write_bytes(as_json(shown).encode())
            return
        from vt_faq.view.reply import lay_out

        name = one_line(self.faq.name) if "faq" in self.__dict__ else ""
        blocks = lay_out(shown, name, self.command, ordinals=ordinals).blocks
        if self.decorated:
            from vt_faq.view.panels import Panels

            panels = Panels(
                self.environment.width,
                color=self.colored,
                links=self.environment.is_terminal("stdout"),
                unicode=self.environment.is_unicode,
            )
            write = self.environment.write if ordinals or self.no_pager else self.environment.page
            write(panels.draw(blocks))
        else:
            from vt_faq.view.plain import plain

            text = plain(blocks)
            on_terminal = self.environment.is_terminal("stdout")
            self.environment.write(self.environment.wrapped(text) if on_terminal else text)

    def hint(self, text: str) -> None:
        """Tell a person at a terminal what they can do next; programs are told nothing."""
        if not self.json and self.environment.is_terminal("stdout"):
            self.environment.note(text)

    @property
    def command(self) -> str:
        """The program as it must be typed to read the same corpus again."""
        return f"vt-faq --corpus {quoted(one_line(self.corpus))}" if self.corpus else "vt-faq"

    @property
    def conversing(self) -> bool:
        """Whether somebody sits at a terminal, and can be asked something."""
        return not self.json and self.environment.is_terminal("stdin", "stdout")

    @property
    def decorated(self) -> bool:
        """Whether borders and styles may be printed."""
        if self.plain or self.color == "always":
            return not self.plain
        environment = self.environment
        accessible = environment.variables.get("ACCESSIBLE", "") not in ("", "0")
        dumb = environment.variables.get("TERM") == "dumb"
        return environment.is_terminal("stdout") and not accessible and not dumb

    @property
    def colored(self) -> bool:
        """Whether colours may be printed (no-color.org)."""
        return self.color == "always" or (
            self.color == "auto" and not self.environment.is_set("NO_COLOR")
        )
