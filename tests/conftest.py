"""Fixtures for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import new_site
from chromium import address, browser, chromium, example

__all__ = ["address", "browser", "chromium", "example", "site"]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A copy of the complete site, to be spoilt by the test."""
    return new_site(tmp_path)
