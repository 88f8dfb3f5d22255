"""Writes the generated pages of docs/reference: ``python -m oitwatch.reference [--check] FOLDER``.

With ``--check`` nothing is written; pages that differ are named and the exit code is 1.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from checks.reasons import CANT_TELL_REASONS, FAILED_REASONS, MOVES, Reason
from oitwatch.reference_checks import check_pages
from oitwatch.reports.json_report import json_schema as audit_schema
from oitwatch.reports.missing_document import json_schema as missing_schema
from oitwatch.reports.readiness_document import json_schema as ready_schema
from oitwatch.texts import texts

_GENERATED = "<!-- Made by `python -m oitwatch.reference docs/reference`; do not edit. -->"


def pages() -> dict[str, str]:
    """The generated pages by their path below docs/reference."""
    return {
        **check_pages(_GENERATED),
        "audit-schema.json": _as_json(audit_schema()),
        "cli.md": cli_page(),
        "missing-schema.json": _as_json(missing_schema()),
        "ready-schema.json": _as_json(ready_schema()),
        "reasons.md": reasons_page(),
        "settings.md": settings_page(),
    }


def cli_page() -> str:
    """Every command with its arguments and options."""
    from oitwatch.cli import command

    top = command(texts("en"))
    lines = ["# Command line", "", _GENERATED, "", top.help, "", f"{top.epilog}.", ""]
    lines.append(
        "Data goes to stdout, talk and progress to stderr. Settings: [settings.md](settings.md)."
    )
    for path, node in _commands("oitwatch", top):
        lines += ["", f"## `{path}`", "", node.help, ""]
        for parameter in node.params:
            lines.append(f"- {_signature(parameter)}: {parameter.help}")
    return "\n".join(lines) + "\n"


def settings_page() -> str:
    """Every ``OITWATCH_*`` variable with its default and meaning."""
    from oitwatch.settings import Settings

    lines = ["# Settings", "", _GENERATED, ""]
    lines += ["Environment variables of the command, the scheduler and every other front.", ""]
    lines += ["| variable | default | meaning |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = "" if field.default is None else str(field.default)
        if field.default_factory is not None:
            default = "~/.local/state/oitwatch"
        shown = f"`{default}`" if default else "none"
        lines.append(f"| `OITWATCH_{name.upper()}` | {shown} | {field.description} |")
    lines.append("| `OITWATCH_LANG` | `th` | Language of the command, `th` or `en`. |")
    return "\n".join(lines) + "\n"


def reasons_page() -> str:
    """Every reason code in English, with the Thai sentences that officers see."""
    english, thai = texts("en"), texts("th")
    lines = ["# Reason codes", "", _GENERATED]
    for title, reasons in (
        ("Failed", FAILED_REASONS),
        ("Cannot tell", tuple(r for r in CANT_TELL_REASONS if r not in FAILED_REASONS)),
    ):
        lines += ["", f"## {title}"]
        for reason in reasons:
            lines += ["", f"### `{reason.value}`", ""]
            lines += _told(reason, english)
            lines += _told(reason, thai)
    lines += [
        "",
        "`login_required` is a failure on the page that answers an item and `cantTell` elsewhere.",
    ]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the pages, or compare them; 1 when a compared page differs."""
    parser = argparse.ArgumentParser(prog="python -m oitwatch.reference")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    asked = parser.parse_args(arguments)
    differing = []
    for name, content in pages().items():
        path = asked.folder / name
        if not asked.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != content:
            differing.append(str(path))
    for path in _left_over(asked.folder):
        if asked.check:
            differing.append(str(path))
        else:
            path.unlink()
    for path_name in differing:
        sys.stderr.write(f"{path_name} is not current; run `make docs`\n")
    return 1 if differing else 0


def _left_over(folder: Path) -> list[Path]:
    """Pages of checks that are no more."""
    current = {folder / name for name in pages()}
    return sorted(path for path in folder.glob("checks/*.md") if path not in current)


def _as_json(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _told(reason: Reason, language: Any) -> list[str]:
    say = language.say
    return [
        f"- **{say(f'reason.{reason}.name')}.** {say(f'reason.{reason}.cause')}",
        f"  {say('explain.move', text=say(f'move.{MOVES[reason]}'))}."
        f" {say(f'reason.{reason}.todo')}",
    ]


def _commands(path: str, node: Any) -> Iterator[tuple[str, Any]]:
    """Every command below a group, in the order of the help; groups themselves are left out."""
    for name, child in node.commands.items():
        if getattr(child, "commands", None):
            yield from _commands(f"{path} {name}", child)
        else:
            yield f"{path} {name}", child


def _signature(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        repeated = "..." if parameter.nargs == -1 else ""
        return f"`{parameter.metavar or parameter.name.upper()}{repeated}`"
    names = ", ".join(f"`{name}`" for name in parameter.opts)
    default = parameter.default
    plain = default not in (None, False, "", 0, [], ()) and not callable(default)
    return f"{names} (default `{default}`)" if plain else names


if __name__ == "__main__":
    sys.exit(main())
