"""Runs `ita-site` as people do: another process, its own words, its exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err


def environment(**extra: str) -> dict[str, str]:
    """Ours, without what a CI host adds."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GITHUB_", "NO_COLOR"))}
    return kept | {"PYTHONWARNINGS": "error", "PYTHONWARNDEFAULTENCODING": "1"} | extra


def ita_site(*words: str | Path, cwd: Path | None = None, env: dict[str, str] | None = None, **more: object) -> Ran:
    done = subprocess.run(
        [sys.executable, "-m", "ita_site.cli", *map(str, words)],
        check=False, capture_output=True, text=True, encoding="utf-8", cwd=cwd, env=environment(**(env or {})), timeout=120, **more,  # type: ignore[call-overload]
    )  # fmt: skip
    return Ran(done.returncode, done.stdout, done.stderr)
