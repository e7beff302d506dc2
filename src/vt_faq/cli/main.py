"""The entry point: the one place where exceptions become messages and exit codes."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

from typer import Abort
from typer._click.exceptions import UsageError

from vt_faq.cli import terminal
from vt_faq.cli.app import app
from vt_faq.cli.complaints import message_of
from vt_faq.cli.settings import Settings
from vt_faq.errors import ExitCode, VtFaqError, reason
from vt_faq.errors import UsageError as OwnUsageError

UNEXPECTED = (
    "Er ging iets mis in vt-faq zelf; het ligt niet aan jou. Meld het met de opdracht die je"
    " gaf. Met VT_FAQ_DEBUG=1 ervoor zie je wat er misging."
)


def run() -> NoReturn:
    """Run the command line and end the process.

    Everything is written and flushed by then, so the process ends at once: taking the
    interpreter down tidily costs a seventh of an answer (benchmarks/README.md).
    """
    code = main()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)


def main() -> int:
    """Run the command line and return the exit code of the process."""
    gc.freeze()
    gc.enable()
    settings = Settings()
    terminal.prepare()
    if "_VT_FAQ_COMPLETE" in os.environ:
        from vt_faq.cli import complete

        complete.prepare()
    try:
        return int(app(standalone_mode=False, prog_name="vt-faq", obj=settings) or 0)
    except SystemExit as error:  # how Typer ends a completion
        return error.code if isinstance(error.code, int) else ExitCode.ANSWERED
    except terminal.ReaderGoneError:
        return ExitCode.ANSWERED
    except (KeyboardInterrupt, Abort):
        return ExitCode.INTERRUPTED
    except UsageError as error:
        return _report(settings, OwnUsageError(message_of(error)))
    except VtFaqError as error:
        return _report(settings, error)
    except OSError as error:
        return _report(settings, VtFaqError(f"Lezen of schrijven lukte niet: {reason(error)}."))
    except Exception:
        if os.environ.get("VT_FAQ_DEBUG"):
            raise
        return _report(settings, VtFaqError(UNEXPECTED))


def _report(settings: Settings, error: VtFaqError) -> int:
    wants_json = settings.json or "--json" in sys.argv[1:]
    if wants_json:
        from vt_faq.view.as_json import error as as_json

        terminal.note(as_json(error.code, error.message).rstrip("\n"))
    else:
        terminal.note(error.message)
    return error.exit_code
