"""Write data/faq.schema.json from the model of the corpus.

python tools/schema.py
"""

from __future__ import annotations

import json
from pathlib import Path

from vt_faq.corpus.schema import json_schema

TARGET = Path(__file__).parents[1] / "data" / "faq.schema.json"

if __name__ == "__main__":
    text = json.dumps(json_schema(), ensure_ascii=False, indent=2)
    TARGET.write_text(text + "\n", encoding="utf-8")
