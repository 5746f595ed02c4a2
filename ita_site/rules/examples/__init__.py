"""Examples of every rule: `ITA301.bad.yml` and `ITA301.good.yml` beside this file.

They are what `explain` and the page of checks show, and what the tests run: `# expect: ITA401` on a line says which
rule must speak there, and the comments at the top say where the file belongs in a site:

    # file: content/2566/items/o12.yml     the place in the site (by default)
    # delete: content/2566/items/o12.yml   the file is taken away instead
    # expect: ITA301                       a finding at the first line of the file
"""

from __future__ import annotations

import re
from importlib.resources import files

_DIRECTIVE = re.compile(r"^# (file|delete|expect|as-of|also|bytes): ?.*\n", re.MULTILINE)
_MARK = re.compile(r"[ \t]*# expect: ITA[0-9]+(, ?ITA[0-9]+)*$", re.MULTILINE)


def raw_example(code: str, kind: str) -> str | None:
    """The example with its directives, or None. `kind` is `good` or `bad`."""
    place = files(__package__) / f"{code}.{kind}.yml"
    return place.read_text(encoding="utf-8") if place.is_file() else None


def example(code: str, kind: str) -> str | None:
    """The example as an officer would see it, without the marks for the tests."""
    raw = raw_example(code, kind)
    return None if raw is None else _MARK.sub("", _DIRECTIVE.sub("", raw))
