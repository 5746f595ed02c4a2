"""Examples of every rule: `ITA301.bad.yml` and `ITA301.good.yml` beside this file.

They are what `explain` shows, and what the tests run: `# expect: ITA401` at the end of a line says which rule must
speak there, and the comments at the top say where the file belongs in a site:

    # file: content/2566/items/o12.yml     the place in the site; an item's own place by default
    # delete: content/2566/items/o12.yml   the file is taken away instead
    # expect: ITA301                       a finding at the first line of the file
    # as-of: 2566-04-11                    the day of the check; that of the test's site by default
    # also: content/2566/items/o15.yml     the example goes on in `ITA301.bad.2.yml`, which lies here; may come twice
    # bytes: tis620                        the text only tells what is in the file; the test's builder makes it

Readers see none of these comments and marks, and lines are counted as readers see them.
"""

from __future__ import annotations

import re
from importlib.resources import files

DIRECTIVE = re.compile(r"^# (file|delete|expect|as-of|also|bytes): ?.*\n", re.MULTILINE)
MARK = re.compile(r"[ \t]*# expect: ITA[0-9]+(, ?ITA[0-9]+)*$", re.MULTILINE)


def raw_example(code: str, kind: str) -> str | None:
    """The example with its directives, or None. `kind` is `good` or `bad`; `bad.2` for the second file of one."""
    place = files(__package__) / f"{code}.{kind}.yml"
    return place.read_text(encoding="utf-8") if place.is_file() else None


def example(code: str, kind: str) -> str | None:
    """The example as an officer would see it, without the marks for the tests."""
    raw = raw_example(code, kind)
    return None if raw is None else MARK.sub("", DIRECTIVE.sub("", raw))
