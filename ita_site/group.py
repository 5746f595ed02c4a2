"""What all commands share: their errors become words, and click's own ends become ours."""

from __future__ import annotations

from typing import Any

import click


class Thai(click.Group):
    """A group whose commands report their own errors: a message in Thai and English, never a traceback."""

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        from ita_site.guard import before_click

        with before_click():  # `--help` and `--version` print from here
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        from ita_site.guard import before_click

        with before_click():
            return super().invoke(ctx)

    def main(self, *args: Any, **extra: Any) -> Any:
        from ita_site.guard import guarded

        extra["standalone_mode"] = False
        return guarded(lambda: super(Thai, self).main(*args, **extra))


class Later(click.Group):
    """The group `new`, whose commands are read when one of them is asked for: it keeps `--help` quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click gives it
        from ita_site.cli_new import COMMANDS

        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        from ita_site.cli_new import COMMANDS

        return COMMANDS.get(cmd_name)


year_option = click.option("--year", type=int, metavar="Y", help="ปีงบประมาณ พ.ศ. เช่น 2566 · fiscal year (BE)")
