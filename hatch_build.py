"""Build hook: the wheel carries the data and an index of it, made by `vt-faq compile`'s code."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent


class IndexBuildHook(BuildHookInterface):
    """Adds `data/` and the compiled index to a wheel; an editable install reads the checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the index and list the files to include."""
        if version == "editable":
            return
        sys.path.insert(0, str(ROOT / "src"))
        from vt_faq.index.compile import compile_index

        self._folder = tempfile.TemporaryDirectory(prefix="vt-faq-")
        index = Path(self._folder.name) / "faq.index"
        compile_index(ROOT / "data" / "faq.json", index)
        included = {str(index): "vt_faq/data/faq.index"}
        for file in (ROOT / "data").glob("*.json*"):
            included[str(file)] = f"vt_faq/data/{file.name}"
        build_data["force_include"].update(included)

    def finalize(self, version: str, *_: Any) -> None:
        """Remove the index; the wheel holds it."""
        if version != "editable":
            self._folder.cleanup()
