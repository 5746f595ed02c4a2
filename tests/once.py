"""What takes long to make and nobody changes: made by the first process of the tests that asks, used by all of them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The folder `name`, which `make` has filled once in this run, whichever process of the tests asked first.

    What `make` raises is raised to each that asks.
    """
    base = factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    place = shared / "once" / name
    place.parent.mkdir(exist_ok=True)
    made = place.with_name(f"{name}.made")
    with FileLock(place.with_name(f"{name}.lock")):
        if not made.exists():
            shutil.rmtree(place, ignore_errors=True)  # what an asker before could not finish
            make(place)
            made.touch()
    return place
