"""What the tests of this folder share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from chromium import built, served
from page_types import unfinished


@pytest.fixture(scope="session")
def unfinished_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the example is served as it might look in the middle of the work."""
    root = unfinished(tmp_path_factory.mktemp("unfinished"))
    with served(built(root, root / "build/site")) as address:
        yield address
