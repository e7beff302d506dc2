"""`python -m vt_faq`."""

from vt_faq.cli.main import run

run()
