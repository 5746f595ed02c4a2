"""The lists beside these modules: YAML of our own, read as quickly as may be."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_list(name: str) -> Any:
    """What `name` (such as `reasons.yml`) in this folder holds."""
    return yaml.load((files(__package__) / name).read_text(encoding="utf-8"), _LOADER)  # noqa: S506 - a safe one
