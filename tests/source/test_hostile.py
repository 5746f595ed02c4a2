"""Files made to break programs: one problem each, quickly, in little memory."""

from __future__ import annotations

import os
import time
import tracemalloc
from pathlib import Path

import pytest
import yaml

from ita_site.source import MAX_BYTES, load, loads
from ita_site.source import parse as parse_module

LAUGHS = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
MERGES = "a0: &a0 {x: 1}\n" + "".join(f"a{n}: &a{n}\n  <<: [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 25))
ZWSP = "\u200b"
MEGABYTE = MAX_BYTES - 64
QUICKLY = 30
"""Seconds of this process: a fifth of one is the most that any takes, and what grows with the square takes many minutes."""

ONE_PROBLEM: dict[str, tuple[str | bytes, str]] = {
    "10 MB of text": ("a: '" + "x" * 10_000_000 + "'", "too-large"),
    "10 MB of keys": ("".join(f"key{n}: {n}\n" for n in range(600_000)), "too-large"),
    "100,000 keys": ("".join(f"{n}: \n" for n in range(100_000)), "too-many"),
    "1,000 brackets": ("[" * 1_000, "too-deep"),
    "100,000 brackets": ("[" * 100_000, "too-deep"),
    "100,000 brackets on lines": ("a: " + "[\n" * 100_000, "too-deep"),
    "100,000 braces": ("a: " + "{" * 100_000, "complex-key"),
    "20,000 dashes": ("- " * 20_000, "too-deep"),
    "block depth 1,400": ("".join(" " * n + "a:\n" for n in range(1_400)), "too-deep"),
    "keys of keys": ("? " * 100_000, "complex-key"),
    "billion laughs": (LAUGHS, "anchor"),
    "merge bomb": (MERGES, "anchor"),
    "cycle": ("a: &a [*a]", "anchor"),
    "5,000 digits": ("a: " + "9" * 5_000, "number-too-long"),
    "1,000,000 digits": ("a: " + "9" * 1_000_000, "number-too-long"),
    "pickled": ("a: !!python/object/apply:os.system ['true']", "tag"),
    "80,000 directives": ("".join(f"%TAG !{n:x}! x\n" for n in range(70_000)), "syntax"),
    "other directives": ("%a b\n" * 200_000, "syntax"),
    "binary": (bytes(range(256)) * 1_000, "encoding"),
    "zeros": (bytes(100_000), "control-character"),
    "UTF-16": (("item: ก\n" * 1_000).encode("utf-16"), "encoding"),
    "UTF-16 without mark": (("item: ก\n" * 1_000).encode("utf-16-le"), "encoding"),
    "TIS-620": (("item: กำหนดการ\n" * 40_000).encode("tis-620"), "encoding"),
    "NUL at the end": ("a: ก\n" * 100_000 + "\0", "control-character"),
    "one quote": ("a: '" + "x\n" * (MEGABYTE // 2), "syntax"),
    "quotes": ("a: " + "'" * MEGABYTE + "'x", "syntax"),
    "colons": ("a: " + ": " * (MEGABYTE // 2), "syntax"),
    "blanks and a colon": ("b: 1\na" + " " * MEGABYTE + ": : c", "syntax"),
    "lines of blanks": ("a: b\n" + (" " * 2_000 + "x\n") * 500 + "  c: d", "syntax"),
    "lines of dashes": ("a: 'b\n" + ("- " * 990 + "x\n") * 500 + "  c'd", "syntax"),
    "empty lines": ("a: [" + "\n" * MEGABYTE, "syntax"),
    "tabs": ("a:\n" + "\t" * MEGABYTE + "b", "tab-indent"),
    "no-break spaces": ("a:" + "\u00a0" * (MEGABYTE // 2), "invisible-in-structure"),
    "zero width and an error": ("b: [\n" + "\u200b" * (MEGABYTE // 3), "invisible-in-structure"),
    "marks": ("a: ก" + "\u0e48\u0e34" * (MEGABYTE // 6), "repaired-text"),
    "nikhahit": ("a: ก" + "\u0e4d\u0e48" * (MEGABYTE // 6) + ": x", "syntax"),
    "sara am": ("a: ก" + "\u0e33\u0e48" * (MEGABYTE // 6), "repaired-text"),
}

MANY_PROBLEMS: dict[str, str] = {
    "keys without blank on one line": "a: {" + ",".join(f"k{n}:x" for n in range(9_000)) + "}",
    "entries without blank on one line": "a: [" + ",".join(f"k{n}:x" for n in range(15_000)) + "]",
    "invisible keys on one line": "a: {" + ",".join(f"k\u200b{n}" for n in range(9_000)) + "}",
    "long invisible keys": "".join(f"{n}{ZWSP * 900}: 1\n" for n in range(380)),
    "duplicates": "a: 1\n" * 9_000,
    "look-alikes on one line": "a: [" + ",".join(["ทํา"] * 15_000) + "]",
    "hidden comments": "".join(f"k{n}: 1 #x\n" for n in range(9_000)),
    "one long text of fields": "a: x\n" + "  b:c\n" * 150_000,
}


@pytest.mark.parametrize("name", ONE_PROBLEM)
def test_one_problem_quickly(name: str) -> None:
    content, kind = ONE_PROBLEM[name]
    data = content if isinstance(content, bytes) else content.encode()
    started = time.process_time()
    document = loads(data, "a.yml")
    assert time.process_time() - started < QUICKLY
    assert [problem.kind for problem in document.problems] == [kind]


@pytest.mark.parametrize("name", MANY_PROBLEMS)
def test_many_problems_quickly(name: str) -> None:
    data = MANY_PROBLEMS[name].encode()
    started = time.process_time()
    document = loads(data, "a.yml")
    assert time.process_time() - started < QUICKLY
    assert 1 <= len(document.problems) <= 20


@pytest.mark.parametrize("name", ["1,000 brackets", "20,000 dashes", "billion laughs", "merge bomb", "5,000 digits"])
def test_without_libyaml(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse_module, "PARSER", yaml.BaseLoader)
    test_one_problem_quickly(name)


def test_memory_stays_flat(tmp_path: Path) -> None:
    path = tmp_path / "big.yml"
    path.write_bytes(b"a: 1\n" * 4_000_000)
    tracemalloc.start()
    document = load(path, "big.yml")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [problem.kind for problem in document.problems] == ["too-large"]
    assert peak < 3 * MAX_BYTES


def reason(path: Path) -> object:
    document = load(path, "content/a.yml")
    [problem] = document.problems
    assert (document.path, document.data, document.text) == ("content/a.yml", None, "")
    assert (problem.kind, problem.line, problem.column) == ("unreadable", 1, 1)
    return problem.values["reason"]


def test_an_ordinary_file(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes("ก: ข\n".encode())
    assert load(path, "content/a.yml").data == {"ก": "ข"}


def test_what_is_no_file(tmp_path: Path) -> None:
    assert reason(tmp_path) == "folder"
    assert reason(tmp_path / "absent.yml") == "missing"
    assert reason(tmp_path / "bad\0name.yml") == "other"
    assert reason(tmp_path / ("x" * 5_000)) == "other"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yml")
    assert reason(tmp_path / "pipe.yml") == "special"


def test_a_link_is_never_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("token: x\n", encoding="utf-8")
    link = tmp_path / "a.yml"
    try:
        link.symlink_to(secret)
    except OSError:
        pytest.skip("this system makes no links")
    assert reason(link) == "link"


def test_a_link_that_appears_after_the_look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(os, "O_NOFOLLOW"):
        pytest.skip("this system cannot refuse links when opening")
    plain, link = tmp_path / "plain.yml", tmp_path / "link.yml"
    plain.write_text("a: 1\n", encoding="utf-8")
    link.symlink_to(plain)
    looked_at = plain.lstat()
    monkeypatch.setattr(Path, "lstat", lambda _: looked_at)
    assert reason(link) == "other"


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yml"
    path.write_text("a: 1\n", encoding="utf-8")

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert reason(path) == "permission"
