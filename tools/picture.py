"""Draw docs/answer.svg: what `vt-faq ask` shows, for the README.

python tools/picture.py
"""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console
from rich.text import Text

from vt_faq import Faq
from vt_faq.view.panels import PanelView

QUERY = "kan een melding worden ingetrokken"
TARGET = Path(__file__).parents[1] / "docs" / "answer.svg"
WIDTH = 84


def main() -> None:
    """Ask the question, record the panels, write the picture."""
    faq = Faq.load()
    result = faq.ask(QUERY)
    view = PanelView(WIDTH, color=True, links=False, unicode=True)
    page = None if result.answer is None else faq.page(result.answer)
    console = Console(record=True, width=WIDTH, file=io.StringIO())
    console.print(Text(f'$ vt-faq ask "{QUERY}"', style="bold"))
    console.print(Text.from_ansi(view.result(result, page, faq.text("danger_line"))))
    TARGET.write_text(
        console.export_svg(title="vt-faq", unique_id="vt-faq-answer"), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
