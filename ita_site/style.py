"""Colour on a terminal, plain text in a pipe."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TextIO

_CODES = {"red": 31, "green": 32, "yellow": 33, "blue": 34, "cyan": 36, "bold": 1, "dim": 2}


@dataclass(frozen=True, slots=True)
class Style:
    """Paints words; without `colour` it hands them back as they are."""

    colour: bool = False

    def paint(self, text: str, *names: str) -> str:
        if not self.colour or not text:
            return text
        return f"\033[{';'.join(str(_CODES[n]) for n in names)}m{text}\033[0m"


def style_for(stream: TextIO | None = None) -> Style:
    """Colour when `stream` (standard output when None) is a terminal and NO_COLOR is not set. Source: no-color.org."""
    out = stream or sys.stdout
    return Style(out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb")
