"""What the `new` commands share: the site they write for, and a file that never replaces another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ita_site.config import CONFIG_NAME, edition_for, read_config
from ita_site.criteria import Edition, Shelf
from ita_site.errors import ConfigError
from ita_site.files import cannot_write, write_whole
from ita_site.own_criteria import shelf_in
from ita_site.records import SiteConfig
from ita_site.reporters.text_format import safe_line
from ita_site.site import YAML_ENDINGS
from ita_site.source import Document
from ita_site.streams import put
from ita_site.text import Text
from ita_site.walk import listing

ID = re.compile(r"(?=.{1,60}\Z)[a-z0-9]+(-[a-z0-9]+)*")
"""A folder's name and a part of the page's address: sixty letters are enough for both."""


def opened(root: Path, year: int | None) -> tuple[SiteConfig, Document, Edition, Shelf]:
    """The configuration of the site in `root`, the criteria of `year` (BE) and all that it knows. Raises ConfigError without either."""
    if not (root / CONFIG_NAME).is_file():
        raise ConfigError(
            Text(
                f"ไม่พบ {CONFIG_NAME} ในโฟลเดอร์นี้ เริ่มเว็บไซต์ด้วย ita-site init",
                f"No {CONFIG_NAME} here; start a site with: ita-site init",
            )
        )
    shelf = shelf_in(root)
    config, document = read_config(root / CONFIG_NAME, shelf)
    return config, document, edition_for(shelf, year, config), shelf


def written(root: Path, name: str, text: str, is_same: Callable[[str], bool]) -> int:
    """Write a file unless one is there that is read as the same, such as `O12.yaml`; `is_same` judges names."""
    path = root / name
    _refuse_linked(root, path)
    same = [p for p in listing(path.parent) if p.suffix.lower() in YAML_ENDINGS and is_same(p.stem)]
    if path.exists() or path.is_symlink():
        same.insert(0, path)
    if same:
        raise _there(same[0].relative_to(root).as_posix())
    with _claimed(path, name):
        write_whole(path, text)
    put(safe_line(f"สร้าง {name} แล้ว เปิดไฟล์แล้วกรอกตามคำแนะนำ · written") + "\n")
    return 0


@contextmanager
def _claimed(path: Path, name: str) -> Iterator[None]:
    """Keep the name while its file is being written: of two commands at once only one writes it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(exist_ok=False)
    except FileExistsError:
        raise _there(name) from None
    except OSError as error:
        raise cannot_write(path, error) from error
    try:
        yield
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _there(name: str) -> ConfigError:
    return ConfigError(Text(f"{name} มีอยู่แล้ว จึงไม่เขียนทับ", f"{name} is already there and is left alone"))


def _refuse_linked(root: Path, path: Path) -> None:
    """Nothing behind a link is ever read, so nothing is written there."""
    for part in path.parents:
        if part == root:
            return
        if part.is_symlink():
            name = part.relative_to(root).as_posix()
            raise ConfigError(
                Text(
                    f"{name} เป็นทางลัดไปที่อื่น ระบบไม่อ่านและไม่เขียนผ่านทางลัด ใช้โฟลเดอร์จริงแทน",
                    f"{name} is a link to elsewhere; nothing is read or written through links. Use a real folder",
                )
            )
