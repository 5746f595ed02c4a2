"""The manual of the program: `docs/th` and `docs/en` as a website of our own engine, and the pages that are written
from the program itself (rules, commands, fields).

It knows nothing of an agency; `tools/manual` is its command.
"""

from __future__ import annotations

from ita_site.manual.building import build_manual
from ita_site.manual.written import written

__all__ = ["build_manual", "written"]
