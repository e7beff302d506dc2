"""The completion scripts of the shells, and where they go.

A script inserts what the program lists as it is, quoted for the shell, and evaluates nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from vt_faq.errors import UsageError, VtFaqError, reason

BASH = r"""_vt_faq() {
  local value
  COMPREPLY=()
  while IFS=$'\t' read -r value _; do
    COMPREPLY+=("$(printf '%q' "$value")")
  done < <(_VT_FAQ_COMPLETE=1 "${COMP_WORDS[0]}" "${COMP_WORDS[@]:1:COMP_CWORD}" 2> /dev/null)
}
complete -o default -F _vt_faq vt-faq
"""
ZSH = r"""#compdef vt-faq
_vt_faq() {
  local value text
  local -a values texts
  while IFS=$'\t' read -r value text; do
    values+=("$value")
    texts+=("$value${text:+  $text}")
  done < <(_VT_FAQ_COMPLETE=1 "${words[1]}" "${(@Q)words[2,CURRENT]}" 2> /dev/null)
  if (( $#values )); then
    compadd -l -d texts -a values
  else
    _files
  fi
}
if [[ "${funcstack[1]}" == _vt-faq ]]; then
  _vt_faq "$@"
else
  compdef _vt_faq vt-faq
fi
"""
FISH = r"""function __vt_faq_candidates
  set -l words (commandline -opc) (commandline -ct)
  env _VT_FAQ_COMPLETE=1 $words 2> /dev/null
end
complete --command vt-faq --no-files --arguments '(__vt_faq_candidates)'
complete --command vt-faq --force-files --condition '__fish_seen_subcommand_from check compile'
"""


class Shell(NamedTuple):
    """A script, where it goes, and the file that reads it with the line that does, if any."""

    script: str
    place: Callable[[Mapping[str, str], Path], Path]
    start: Callable[[Mapping[str, str], Path], Path] | None = None
    line: Callable[[Path], str] | None = None


SHELLS = {
    "bash": Shell(
        BASH,
        lambda _, home: home / ".bash_completions" / "vt-faq.sh",
        lambda _, home: home / ".bashrc",
        lambda place: f"source {_quoted(place)}",
    ),
    "zsh": Shell(
        ZSH,
        lambda variables, home: _zsh_folder(variables, home) / ".zfunc" / "_vt-faq",
        lambda variables, home: _zsh_folder(variables, home) / ".zshrc",
        lambda place: f"fpath+=({_quoted(place.parent)}); autoload -Uz compinit; compinit",
    ),
    "fish": Shell(
        FISH,
        lambda variables, home: (
            Path(variables.get("XDG_CONFIG_HOME") or home / ".config")
            / "fish"
            / "completions"
            / "vt-faq.fish"
        ),
    ),
}


def _zsh_folder(variables: Mapping[str, str], home: Path) -> Path:
    return Path(variables.get("ZDOTDIR") or home)


def _quoted(path: Path) -> str:
    from shlex import quote

    return quote(str(path))


def script(variables: Mapping[str, str]) -> str:
    """The completion script of the shell that is in use; UsageError for an unknown shell."""
    return SHELLS[_name(variables)].script


def install(variables: Mapping[str, str]) -> str:
    """Put the script where the shell looks for it; returns what was done, in Dutch.

    Raises UsageError for an unknown shell, VtFaqError when a file cannot be written.
    """
    name = _name(variables)
    shell = SHELLS[name]
    home = _home(variables)
    place = shell.place(variables, home)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(shell.script, encoding="utf-8")
        if shell.start is not None and shell.line is not None:
            _add_line(shell.start(variables, home), os.fsencode(shell.line(place)))
    except OSError as error:
        where = error.filename or place
        raise VtFaqError(f"{where} is niet te schrijven: {reason(error)}.") from error
    return f"Aanvullen met TAB staat aan in {name} ({place}). Het werkt in een nieuw venster."


def _add_line(file: Path, line: bytes) -> None:
    """Add a line at the end of a file that lacks it; the rest stays as it is, byte for byte."""
    content = file.read_bytes() if file.is_file() else b""
    if line in (known.rstrip(b"\r") for known in content.split(b"\n")):
        return
    separator = b"" if not content or content.endswith(b"\n") else b"\n"
    with file.open("ab") as end:
        end.write(separator + line + b"\n")


def _home(variables: Mapping[str, str]) -> Path:
    if home := variables.get("HOME"):
        return Path(home)
    try:
        return Path.home()
    except RuntimeError as error:
        raise UsageError(
            "Ik weet niet wat je thuismap is. Zet HOME, en probeer opnieuw."
        ) from error


def _name(variables: Mapping[str, str]) -> str:
    """The shell that started the program, or else the user's own."""
    name = Path(variables.get("SHELL", "")).name
    try:
        from shellingham import ShellDetectionFailure, detect_shell

        name = detect_shell()[0]
    except (ImportError, ShellDetectionFailure, OSError):
        pass
    if name not in SHELLS:
        raise UsageError(
            f"Aanvullen met TAB werkt in {', '.join(SHELLS)}; deze shell herken ik niet."
        )
    return name
