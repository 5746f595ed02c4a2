"""`release.json`: the same from the same, and nothing is taken for one that is none."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import built, release_of_pages

from ita_site.release import RELEASE, ReleaseError, read_release, to_json

PAGES = {"index.html": "หน้าแรก", "files/แผน ปี 2566.pdf": "%PDF", "_headers": "/*", ".well-known/x": "y"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return built(tmp_path / "site", PAGES)


def test_it_comes_back_as_it_was(folder: Path) -> None:
    release = release_of_pages(folder, "ab" * 20)
    assert read_release(to_json(release).encode()) == release
    assert [file.path for file in release.files if not file.is_served] == [".well-known/x", "_headers"]


def test_the_fingerprint_can_be_computed_by_anybody(folder: Path) -> None:
    release = release_of_pages(folder)
    names = sorted(PAGES)
    said = subprocess.run(["sha256sum", *names], cwd=folder, check=True, capture_output=True).stdout
    assert release.digest == f"sha256:{hashlib.sha256(said).hexdigest()}"


def test_a_release_that_lies_there_already_is_no_file_of_the_next(folder: Path) -> None:
    before = release_of_pages(folder)
    (folder / RELEASE).write_text(to_json(before), encoding="utf-8")
    assert release_of_pages(folder) == before


@pytest.mark.parametrize("name", ["แผน\nปี.pdf", "a\\b.pdf", "a\x1bb.pdf", "a\udcffb.pdf"])
def test_a_name_that_no_list_can_hold_is_told_before_anything_is_public(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"%PDF")
    with pytest.raises(ReleaseError) as caught:
        release_of_pages(folder)
    assert repr(name) in caught.value.message.th
    caught.value.message.th.encode()


def spoilt(folder: Path, **changes: Any) -> bytes:
    return json.dumps(json.loads(to_json(release_of_pages(folder))) | changes).encode()


FILE = {"path": "a", "bytes": 1, "sha256": "0" * 64, "served": True}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"format": 2}, "its format is of another version"),
        ({"tool": "other"}, "ita-site did not write it"),
        ({"digest": "sha256:00"}, "its fingerprint is not that of its files"),
        ({"agency": None}, "missing or malformed"),
        ({"edition": "2566"}, "missing or malformed"),
        ({"edition": True}, "missing or malformed"),
        ({"as_of": "30/9/2566"}, "missing or malformed"),
        ({"commit": "main"}, "missing or malformed"),
        ({"files": 3}, "missing or malformed"),
        ({"files": [FILE, FILE]}, "lists a file twice"),
        *(
            ({"files": [FILE | {"path": path}]}, "missing or malformed")
            for path in ("../x", "/etc/passwd", "a//b", "a/../b", "./a", "", "a\\b", "a\nb", "a\x1b[31m", "\ud800")
        ),
        ({"files": [FILE | {"bytes": -1}]}, "missing or malformed"),
        ({"files": [FILE | {"sha256": "xyz"}]}, "missing or malformed"),
    ],
)
def test_what_is_none_is_told(folder: Path, changes: dict[str, Any], words: str) -> None:
    with pytest.raises(ReleaseError, match=words):
        read_release(spoilt(folder, **changes))


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_refused_in_words(data: bytes) -> None:
    with pytest.raises(ReleaseError):
        read_release(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(name=st.sampled_from(["version", "agency", "url", "commit", "edition", "as_of", "check", "files"]), value=JSON)
def test_any_value_is_taken_or_refused_in_words(name: str, value: Any) -> None:
    said = {
        "format": 1, "tool": "ita-site", "version": "0", "agency": "ก", "url": "https://a.example/", "commit": None,
        "edition": 2566, "edition_revision": 1, "as_of": "2023-09-30", "check": {}, "digest": "sha256:0", "files": [],
    }  # fmt: skip
    with pytest.raises(ReleaseError):  # the fingerprint is that of no list
        read_release(json.dumps(said | {name: value}).encode())
