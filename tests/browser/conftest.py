"""What the tests of this folder share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from chromium import built, served
from once import once
from page_types import unfinished


@pytest.fixture(scope="session")
def unfinished_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the example is served as it might look in the middle of the work."""
    made = once(tmp_path_factory, "unfinished", lambda root: built(unfinished(root), root / "build/site"))
    with served(made / "build/site") as address:
        yield address
