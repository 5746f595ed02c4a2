"""Fixtures for all tests."""

from __future__ import annotations

import gc
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import new_site
from chromium import address, browser, chromium, example
from hypothesis import settings
from kept import changed, kept_load, kept_record
from lent import lend, mended

from ita_site import site as reader_of_sites
from ita_site import yearly

# A shell that starts the tests in the background has them ignore Ctrl-C, and all that they start would ignore it too.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# No run of the tests fails for what another passes: neither by other texts nor because the machine has other work.
settings.register_profile("suite", deadline=None, derandomize=True, database=None, max_examples=50)
settings.load_profile("suite")

__all__ = ["address", "browser", "chromium", "example", "site"]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A copy of the complete site, to be spoilt by the test."""
    return new_site(tmp_path)


@pytest.fixture(scope="session")
def _lent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lend(tmp_path_factory.mktemp("lent"))


@pytest.fixture
def lent(_lent: Path) -> Path:
    """The complete site, to be spoilt by the test: for tests that start nothing and look at nothing beside it, for a
    fifth of what `site` costs."""
    return mended(_lent)


@pytest.fixture(scope="session", autouse=True)
def _read_once() -> Iterator[None]:
    """The files of our own sites are read once by each process of the tests, and nothing may change what was read."""
    with pytest.MonkeyPatch.context() as patch:
        for reader in (reader_of_sites, yearly):
            patch.setattr(reader, "load", kept_load)
            patch.setattr(reader, "read_record", kept_record)
        yield
    assert changed() == [], "a test or the program changed what was read"


def pytest_collection_finish() -> None:
    """Ten thousand tests, and the program, are no garbage to look through time and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
