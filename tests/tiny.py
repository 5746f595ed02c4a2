"""A site of two items that passes the publish gate in a second, and the git around it."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
from datetime import date
from pathlib import Path

import documents

from ita_site.findings import Gate, Report
from ita_site.release import Release, release_of

AGENCY = "โรงพยาบาลทดลอง"
URL = "https://moit.hospital.example/"
_CRITERIA = """\
source: ประกาศรายการทดลอง
scheme: {id: moit, name: {th: การเปิดเผยข้อมูลของโรงพยาบาล, en: Hospital disclosure}}
code: {prefix: MOIT, lookalikes: [moit], lead_words: [ข้อ], separators: [" "]}
tree:
  - id: "1"
    name: การเปิดเผยข้อมูล
    subs: [{id: "1.1", name: ข้อมูลทั่วไป, groups: [{id: "1.1.1", name: ข้อมูลทั่วไป, items: [MOIT1, MOIT2]}]}]
items:
  - {code: MOIT1, key: disclosure-policy, name: นโยบายการเปิดเผยข้อมูล}
  - {code: MOIT2, key: hospital-plan, name: แผนของโรงพยาบาล}
confirmed: all
"""
_ITEM = """\
item: {code}
status: disclosed
owner: งานแผน
explanation: เปิดดูได้ที่หน้านี้ หัวข้อหลักฐาน
evidence:
  - title: เอกสารของข้อ {code}
    shows: [content]
    file: files/2566/เอกสาร {code}.pdf
"""
ITEM = "content/2566/items/moit01.yml"


def tiny(folder: Path, to: str = "") -> Path:
    """Write the site into `folder`; `to` is its target."""
    files = {
        "site_config.yml": (
            f"agency: {{name: {AGENCY}, type: local_government}}\nsite: {{url: {URL}}}\nyears: [2566]\nas_of: 2566-09-30\n"
            + (f'publish: {{to: "{to}"}}\n' if to else "")
        ),
        "criteria/2566.yml": _CRITERIA,
        ITEM: _ITEM.format(code="MOIT1"),
        "content/2566/items/moit02.yml": _ITEM.format(code="MOIT2"),
        ".gitignore": "build/\n",
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for code in ("MOIT1", "MOIT2"):
        path = folder / f"content/files/2566/เอกสาร {code}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(documents.text_pdf(f"document {code}"))
    return folder


def git(folder: Path, *what: str) -> str:
    """git as somebody without a configuration of their own."""
    plain = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run(
        ("git", "-C", str(folder), "-c", "user.name=ผู้แก้", "-c", "user.email=editor@agency.example", *what),
        check=False, capture_output=True, text=True, encoding="utf-8", env=plain | own,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def committed(folder: Path, message: str = "one") -> str:
    """All of `folder` as a commit on main; gives its id."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)
    return git(folder, "rev-parse", "HEAD")


def host_of(folder: Path, place: Path) -> Path:
    """A bare repository at `place` that stands for the git host, with main in it, as `origin` of `folder`."""
    git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(place))
    git(folder, "remote", "add", "origin", str(place))
    git(folder, "push", "--quiet", "origin", "main")
    return place


def edited(folder: Path, words: str) -> None:
    """The explanation of the first item says something else now."""
    path = folder / ITEM
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?m)^explanation: .*$", f"explanation: {words}", text), encoding="utf-8")


def built(folder: Path, pages: dict[str, str]) -> Path:
    """A folder as a build leaves it: `pages` by path."""
    for name, text in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def release_of_pages(folder: Path, commit: str | None = None, *, agency: str = AGENCY, url: str = URL) -> Release:
    """The release that a built folder makes, with a report that has nothing to tell."""
    return release_of(
        folder, Report(2566, 1, Gate.PUBLISH, date(2023, 9, 30), ()), agency=agency, url=url, commit=commit
    )


def state(folder: Path) -> dict[str, str]:
    """Everything below a folder that anybody could notice: files by their bytes, links by where they lead."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"-> {path.readlink()}"
        elif path.is_file():
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
        else:
            found[name] = "folder"
    return found
