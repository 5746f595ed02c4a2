"""Fixtures for all tests."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import new_site
from chromium import address, browser, chromium, example
from kept import changed, kept_load, kept_record

from ita_site import site as reader_of_sites
from ita_site import yearly

__all__ = ["address", "browser", "chromium", "example", "site"]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A copy of the complete site, to be spoilt by the test."""
    return new_site(tmp_path)


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
