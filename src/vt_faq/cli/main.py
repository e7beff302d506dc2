"""The entry point: the one place where exceptions become messages and exit codes."""

from __future__ import annotations

from collections.abc import Sequence

from typer import Abort

from vt_faq.cli import inside
from vt_faq.cli.app import COMMANDS, group
from vt_faq.cli.environment import Environment, ReaderGoneError
from vt_faq.cli.settings import Settings
from vt_faq.errors import ExitCode, UsageError, VtFaqError, reason

COMPLETE = "_VT_FAQ_COMPLETE"
UNEXPECTED = (
    "Er ging iets mis in vt-faq zelf; het ligt niet aan jou. Meld het met de opdracht die je"
    " gaf. Met VT_FAQ_DEBUG=1 ervoor zie je wat er misging."
)
TOO_LITTLE_MEMORY = (
    "Er is te weinig geheugen op deze computer. Sluit andere programma's en probeer het nog eens."
)


def main(arguments: Sequence[str], environment: Environment) -> int:
    """Run the command line in an environment and return the exit code of the process."""
    settings = Settings(environment)
    try:
        return _run(list(arguments), settings)
    except SystemExit as error:  # how Typer ends when it tells its own mistakes
        return error.code if isinstance(error.code, int) else ExitCode.FAILURE
    except ReaderGoneError:
        return ExitCode.ANSWERED
    except (KeyboardInterrupt, Abort):
        return ExitCode.INTERRUPTED
    except VtFaqError as error:
        return _report(settings, arguments, error)
    except OSError as error:
        message = f"Lezen of schrijven lukte niet: {reason(error)}."
        return _report(settings, arguments, VtFaqError(message))
    except MemoryError:
        return _report(settings, arguments, VtFaqError(TOO_LITTLE_MEMORY))
    except Exception as error:
        if inside.is_mistake(error):
            command = next((word for word in arguments if word in COMMANDS), "")
            return _report(settings, arguments, UsageError(inside.mistake(error, command)))
        if environment.is_set("VT_FAQ_DEBUG"):
            raise
        return _report(settings, arguments, VtFaqError(UNEXPECTED))
    finally:
        settings.close()


def _run(arguments: list[str], settings: Settings) -> int:
    if settings.environment.is_set(COMPLETE):
        from vt_faq.cli.complete import complete

        settings.environment.write(complete(group(), settings, arguments))
        return ExitCode.ANSWERED
    code = group().main(
        arguments, prog_name="vt-faq", standalone_mode=not inside.TELLS_MISTAKES, obj=settings
    )
    return int(code or ExitCode.ANSWERED)


def _report(settings: Settings, arguments: Sequence[str], error: VtFaqError) -> int:
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    if settings.json or "--json" in options:
        from vt_faq.view.as_json import error as as_json

        settings.environment.note(as_json(error.code, error.message).rstrip("\n"))
    else:
        settings.environment.note(error.message)
    return error.exit_code
