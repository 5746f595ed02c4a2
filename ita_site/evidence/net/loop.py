"""The loop in which links are opened: it ends without a word of its own when somebody stops the program."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

_Made = TypeVar("_Made")


def run(work: Coroutine[Any, Any, _Made]) -> _Made:
    """As `asyncio.run`. Ctrl-C and SIGTERM are told by whoever catches them: asyncio would also print a traceback for
    the task that they met."""
    with asyncio.Runner() as runner:
        runner.get_loop().set_exception_handler(_tell)
        return runner.run(work)


def _tell(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    if not isinstance(context.get("exception"), KeyboardInterrupt):
        loop.default_exception_handler(context)
