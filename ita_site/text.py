"""Words for people: every name and message exists in Thai and in English."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Thai (`th`, what officers and citizens read) and in English (`en`)."""

    th: str
    en: str
