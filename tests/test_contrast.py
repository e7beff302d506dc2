"""What is shown can be read on any background: docs/decisions/0007-panels.md."""

import re
from pathlib import Path

import pytest

from vt_faq.view.panels import ALARM, BOLD, NORMAL

ENOUGH = 4.5
BACKGROUNDS = {
    "black": (0, 0, 0),
    "white": (255, 255, 255),
    "Solarized dark": (0, 43, 54),
    "Solarized light": (253, 246, 227),
}
DECISION = Path(__file__).parents[1] / "docs" / "decisions" / "0007-panels.md"


def luminance(color):
    """Relative luminance after WCAG 2, 0–1."""
    parts = (part / 255 for part in color)
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """Contrast after WCAG 2, 1–21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_no_colour_can_be_read_on_all_backgrounds():
    steps = (0, 95, 135, 175, 215, 255)  # of the fixed colours of a terminal: a cube, and greys
    cube = [(red, green, blue) for red in steps for green in steps for blue in steps]
    greys = [(8 + 10 * step,) * 3 for step in range(24)]

    best = max(min(contrast(c, back) for back in BACKGROUNDS.values()) for c in cube + greys)

    assert best < ENOUGH
    if DECISION.is_file():
        assert f"{best:.1f} : 1" in DECISION.read_text(encoding="utf-8")


@pytest.mark.parametrize("style", [BOLD, NORMAL])
def test_texts_have_the_colours_of_the_terminal(style):
    assert (style.color, style.bgcolor, style.dim) == (None, None, None)


def test_an_alarm_brings_its_own_background_that_it_can_be_read_on():
    from rich.terminal_theme import DEFAULT_TERMINAL_THEME

    pair = [color.get_truecolor(DEFAULT_TERMINAL_THEME) for color in (ALARM.color, ALARM.bgcolor)]

    assert contrast(*pair) > ENOUGH
    assert {ALARM.color.number, ALARM.bgcolor.number}.isdisjoint(range(16))  # those have a theme
    if DECISION.is_file():
        assert f"{contrast(*pair):.1f} : 1" in DECISION.read_text(encoding="utf-8")


@pytest.mark.parametrize("arguments", [["show", "4.2"], ["ask", "mijn vader slaat me"], ["about"]])
def test_nothing_shown_has_another_colour_or_is_dim(run, arguments):
    shown = run("--color", "always", *arguments).stdout

    codes = set(re.findall(r"\x1b\[([\d;]*)m", shown))

    assert codes <= {"0", "1", "3", "1;38;5;231;48;5;124"}
