"""`python -m vt_faq`."""

import sys

from vt_faq.cli.main import main

sys.exit(main())
