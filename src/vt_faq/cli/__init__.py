"""The command line: parameters in, exit code out. No ranking here, and no styling.

While it is imported nothing becomes garbage; looking for it all the same costs some 6 % of an
answer (benchmarks/README.md). `main` takes the collector into use.
"""

import gc

gc.disable()
