"""What may not be read or written is said plainly, and nothing is lost by it."""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from runner import ita_site
from tiny import tiny

COMPLETE = Path(__file__).parent / "sites" / "complete"
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="permissions as Linux has them")


def bound_by_permissions() -> Callable[[], None] | None:
    """Root may read and write everything; the process that this prepares may not."""
    if os.geteuid() != 0:
        return None
    libc = ctypes.CDLL(None, use_errno=True)

    def drop() -> None:
        for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
            if libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
                raise OSError(ctypes.get_errno(), "prctl")

    return drop


def run(site: Path, *words: str) -> tuple[int, str, str]:
    ran = ita_site("-C", site, *words, preexec_fn=bound_by_permissions())
    assert "Traceback" not in ran.said
    assert "internal error" not in ran.said, ran.said
    return ran.code, ran.out, ran.err


def fingerprint(folder: Path) -> dict[str, str]:
    """Every file and its content, but for what is only remembered of earlier looks."""
    files = (p for p in sorted(folder.rglob("*")) if p.is_file() and p.parent.name != "cache")
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Path]:
    root = Path(shutil.copytree(COMPLETE, tmp_path / "site"))
    yield root
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A small site with a build, made by somebody who may all."""
    root = tiny(tmp_path / "site")
    assert ita_site("-C", root, "build", "--offline").code == 0
    yield root
    (root / "build").chmod(0o755)


@pytest.mark.parametrize("mode", [0o000, 0o444])
def test_folders_that_may_not_be_opened_are_findings(site: Path, mode: int) -> None:
    folders = ("content/2566/items", "content/2566/programmes/kpi-2-1", "content/pages", "content/files/2566")
    for name in folders:
        (site / name).chmod(mode)
    code, out, _ = run(site, "check", "--offline")
    assert code == 1
    for name in folders:
        assert f"{name}:1:1: ต้องแก้ ITA122" in out


def test_a_year_that_may_not_be_opened_is_never_green(site: Path) -> None:
    (site / "content/2566").chmod(0)
    assert run(site, "check", "--offline")[0] in (1, 3)


def test_content_that_may_not_be_opened_is_never_green(site: Path) -> None:
    (site / "content").chmod(0)
    assert run(site, "check", "--offline")[0] in (1, 2, 3)


def test_a_configuration_that_may_not_be_read_is_exit_2(site: Path) -> None:
    (site / "site_config.yml").chmod(0)
    code, _, err = run(site, "check", "--offline")
    assert code == 2
    assert "site_config.yml:1:1: ต้องแก้ ITA118" in err


def test_a_document_that_may_not_be_read_is_named_and_the_old_build_stays(small: Path) -> None:
    before = fingerprint(small / "build")
    document = small / "content/files/2566/เอกสาร MOIT1.pdf"
    # a second name for the same bytes would need no reading: another disk, or another owner's file, cannot have one
    document.unlink()
    document.write_bytes(b"%PDF-1.4")
    document.chmod(0)
    code, _, err = run(small, "build", "--offline")
    assert (code, "เอกสาร MOIT1.pdf" in err) in ((1, True), (0, False))
    if code:
        assert fingerprint(small / "build") == before


def test_a_folder_without_write_permission_leaves_the_old_build(small: Path) -> None:
    before = fingerprint(small / "build")
    (small / "build").chmod(0o555)
    code, _, err = run(small, "build", "--offline")
    assert code == 1
    assert "เขียนไฟล์ไม่ได้" in err
    assert fingerprint(small / "build") == before
    assert {p.name for p in (small / "build").iterdir()} - {"cache"} == {"site", "tree"}


def test_a_place_that_may_not_be_looked_into_is_said_plainly(tmp_path: Path) -> None:
    site, shut = tiny(tmp_path / "site"), tmp_path / "shut"
    shut.mkdir()
    shut.chmod(0)
    code, _, err = run(site, "build", "--offline", "--out", str(shut / "site"))
    shut.chmod(0o755)
    assert code == 1
    assert "เขียนไฟล์ไม่ได้" in err


def test_a_target_that_may_not_be_written_to_is_left_alone(tmp_path: Path) -> None:
    root, www = tiny(tmp_path / "site"), tmp_path / "www"
    www.mkdir(mode=0o555)
    code, _, err = run(root, "publish", "--to", "folder:../www")
    assert code == 1
    assert "ไม่มีสิทธิ์เขียน" in err
    code, _, err = run(root, "publish", "--to", "folder:../www/ita")
    assert code == 1
    assert "ไม่มีสิทธิ์เขียน" in err
    assert list(www.iterdir()) == []


def test_file_names_that_no_list_can_hold_are_told(tmp_path: Path) -> None:
    root = tiny(tmp_path / "site")
    for name in ("แผน\nปี.pdf", "a\\b.pdf", "a\x1bb.pdf"):
        (root / "content/files/2566" / name).write_bytes(b"%PDF-1.4")
    ran = ita_site("-C", root, "check", "--offline", "--format", "json")
    assert ran.code == 1, ran.said
    found = json.loads(ran.out)["findings"]
    assert [one["code"] for one in found] == ["ITA122"] * 3
    assert len({one["path"] for one in found}) == 3
    assert all(one["path"].startswith("content/files/2566/") for one in found)
