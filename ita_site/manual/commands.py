"""The page of commands, from the command line itself."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from typing import Any

import click

from ita_site.cli import main
from ita_site.errors import EngineError
from ita_site.manual.map import Language, data, said
from ita_site.manual.markup import code, fenced, halves, head, plain, table
from ita_site.text import Text

_PROGRAM = "ita-site"
_HELP = ("-h", "--help")


def commands_page(language: Language) -> str:
    """The Markdown of the page. Raises EngineError for a command without an example."""
    told = data("commands")
    words = told["heads"][language]
    lines = [*head(told["title"][language], language, "commands"), told["intro"][language]]
    lines += [f"## {words['of_all']}", "", *_options(main, _PROGRAM, words, language)]
    commands = dict(_commands(main))
    # in the order of the examples, which is that of the work
    order = [name for name in told["examples"] if name in commands]
    for name in (*order, *(name for name in commands if name not in order)):
        lines += _command(name, commands[name], told["examples"], words, language)
    return "\n".join(lines).rstrip("\n") + "\n"


def every_command() -> tuple[str, ...]:
    """The names of all commands: `check`, `new item`."""
    return tuple(name for name, _ in _commands(main))


def _commands(group: click.Group, above: str = "") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from _commands(command, f"{above}{name} ")
        elif command is not None:
            yield f"{above}{name}", command


def _command(
    name: str, command: click.Command, examples: Mapping[str, str], words: Any, language: Language
) -> Iterator[str]:
    shown = examples.get(name)
    if not shown:
        raise EngineError(
            Text(
                f"คำสั่ง {name} ยังไม่มีตัวอย่าง เพิ่มใน ita_site/manual/commands.yml",
                f"the command {name} has no example yet: add one to ita_site/manual/commands.yml",
            )
        )
    thai, _, english = inspect.cleandoc(command.help or "").partition("\n\n")
    usage = " ".join([_PROGRAM, name, *command.collect_usage_pieces(click.Context(command))])
    yield from (f"## {name}", "", plain(thai if language == "th" else english or thai), "")
    yield from fenced(usage, "text")
    yield from _options(command, name, words, language)
    yield from (f"{words['example']}:", "", *fenced(shown, "sh"))


def _options(command: click.Command, name: str, words: Any, language: Language) -> list[str]:
    context = click.Context(command, info_name=name)
    options = (one for one in command.get_params(context) if isinstance(one, click.Option) and not one.hidden)
    rows = [
        (code(_form(one, context)), _said(one, context, words, language)) for one in options if _shown(one, command)
    ]
    return table(words["options"], rows) if rows else []


def _shown(option: click.Option, command: click.Command) -> bool:
    """Help is told once, with the options of all commands."""
    return command is main or not set(option.opts) & set(_HELP)


def _form(option: click.Option, context: click.Context) -> str:
    """As it is typed: `--format [text|json]`."""
    names = ", ".join(option.opts)
    return names if option.is_flag or option.count else f"{names} {option.make_metavar(context)}"


def _said(option: click.Option, context: click.Context, words: Any, language: Language) -> str:
    if set(option.opts) & set(_HELP):
        return str(words["help"])
    told = halves(option.help or "")
    default = option.get_default(context) if option.show_default else None
    return plain(said(told, language) or told.en) + (
        f" ({words['default']} {code(str(default))})" if default is not None else ""
    )
