"""`admin`: the web form for officers without git, as a folder to be served."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ita_site.admin.form import SETTINGS, web_form
from ita_site.commands.build import BUILD
from ita_site.config import open_site
from ita_site.errors import ConfigError
from ita_site.files import write_whole
from ita_site.records.admin import Backend
from ita_site.site import Site
from ita_site.streams import put
from ita_site.text import Text
from ita_site.walk import CONTENT


def run(root: Path, *, out: Path | None, year: int | None) -> int:
    """Exit code 0 when the form is written. Raises ConfigError when the folder is somebody else's."""
    site = open_site(root, year)
    if site.year.edition.year != max(site.config.years):
        newest = max(site.config.years)
        raise ConfigError(
            Text(
                f"แบบฟอร์มมีเฉพาะปีที่เปิดอยู่ คือ {newest} ปีก่อนหน้านั้นเผยแพร่แล้วและไม่แก้ผ่านแบบฟอร์ม",
                f"the form is for the open year, {newest}; earlier years are published and are not edited in it",
            )
        )
    folder = out if out is not None else root / BUILD / "admin"
    files = web_form(site)
    _refuse_foreign(root, folder, files)
    for name, data in files.items():
        write_whole(folder / name, data)
    put("".join(f"{line}\n" for line in _said(site, folder, sum(map(len, files.values())))))
    return 0


def _refuse_foreign(root: Path, folder: Path, files: dict[str, bytes]) -> None:
    """Never write among the content, nor into a folder with other files than ours."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        trouble = Text("เป็นไฟล์หรือทางลัด ไม่ใช่โฟลเดอร์", "is a file or a link, not a folder")
    elif folder.resolve().is_relative_to((root / CONTENT).resolve()) or folder.resolve() == root.resolve():
        trouble = Text("เป็นที่เก็บข้อมูลของเว็บไซต์", "holds the site's own content")
    elif folder.is_dir() and (others := {path.name for path in folder.iterdir()} - files.keys()):
        if SETTINGS in files and (folder / SETTINGS).is_file() and all(name.startswith(".") for name in others):
            return
        trouble = Text("มีไฟล์อื่นอยู่แล้ว จึงไม่เขียนทับ", "holds other files and will not be written into")
    else:
        return
    raise ConfigError(
        Text(f"{folder} {trouble.th} เลือกโฟลเดอร์อื่นด้วย --out", f"{folder} {trouble.en}; choose another with --out")
    )


def _said(site: Site, folder: Path, size: int) -> Iterator[str]:
    year, form = site.year.edition.year, site.config.admin
    yield f"เขียนแบบฟอร์มปี {year} แล้ว ({size / 1e6:.1f} MB): {folder} · the web form of {year} is written"
    if form is None or form.backend is Backend.LOCAL:
        yield "  แบบฟอร์มนี้บันทึกลงเครื่องนี้เท่านั้น ไว้ทดลองก่อนเปิดใช้จริง เปิดสองหน้าต่างคำสั่ง:"
        yield "  It saves on this machine only, to try it out. In two terminals:"
        mode = " MODE=git" if form is not None and form.proposes else ""
        yield f"    BIND_HOST=127.0.0.1{mode} npx decap-server"
        yield f"    python3 -m http.server --bind 127.0.0.1 --directory {folder} 8080"
        yield "  แล้วเปิด http://127.0.0.1:8080/ · then open it"
        yield "  เปิดใช้จริง: ใส่ admin: ใน site_config.yml (backend repo base_url app_id) ดู docs/th/webform.md"
        yield "  For real use set admin: in site_config.yml; docs/en/webform.md says how"
        return
    yield f"  บันทึกไปที่ {form.backend.value} {form.repo}" + (" เป็นคำขอรวม (pull request)" if form.proposes else "")
    yield "  ควรวางไว้คนละที่อยู่เว็บกับไฟล์หลักฐาน · serve it from another address than the evidence files"
    yield "  สั่งซ้ำเมื่อเพิ่มแผนงานหรือขึ้นปีใหม่ · run it again after a new programme or a new year"
