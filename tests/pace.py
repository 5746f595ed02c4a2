"""Limits of processor time that hold on slow machines too: told in what plain work costs on the same machine."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from functools import cache

from selectolax.lexbor import LexborHTMLParser


def cost(job: Callable[[], object]) -> float:
    """What a job costs, in seconds of the machine that the limits were set on."""
    return _seconds(job) / _unit()


@cache
def _unit() -> float:
    """How many times slower than that machine this one is: the longest of three goes, of work as the tests have it."""
    return max(_seconds(_plain_work) for _ in range(3)) / 0.07


def _seconds(job: Callable[[], object]) -> float:
    began = time.process_time()
    job()
    return time.process_time() - began


def _plain_work() -> None:
    page = "<p class=a>" + "a few plain words, and then a number: 42</p>" * 2000
    for _ in range(6):
        text = LexborHTMLParser(page).text()
        re.findall(r"(\w+) (plain|odd) (\w+)", text)
        sorted(text.split(), key=lambda word: (len(word), word))
