"""Writes the page tree and runs MkDocs over it. Knows files and folders, and nothing of records or rules.

The tree (`build/tree`: Markdown files and an `mkdocs.yml`) needs no plugin and no hook, so any engine that reads
MkDocs projects can build it. Everything is made beside its place and renamed at the end: a build that fails or is
stopped leaves the previous site as it was.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from jinja2 import Environment

from ita_site.errors import ConfigError, EngineError, InternalError
from ita_site.files import cannot_write, undisturbed
from ita_site.headers import ON_SITE, server_files
from ita_site.html_blocks import HtmlBlocks
from ita_site.stylesheet import NAME as SHEET
from ita_site.stylesheet import stylesheet
from ita_site.text import Text
from ita_site.theme_files import keep_compiled, theme_dir

MARK = ".ita-site"
"""Stands in every built site: a folder without it is not ours to replace."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that the engine needs: pages (path below docs -> text), navigation, hosted files (path -> source)."""

    name: str
    url: str
    description: str
    pages: Mapping[str, str]
    nav: list[Any]
    hosted: Mapping[str, Path]
    must_exist: tuple[str, ...]
    """Pages that have to be on disk after the build: the items of the model."""
    shell: Mapping[str, Any]
    """What the frame of every page tells (`extra.ita` of the theme), not escaped."""
    colours: str = ""
    """Rules over the style sheet's own colours."""
    made: Mapping[str, bytes] = field(default_factory=dict)
    """Files that are no text, by path on the site: pictures in other sizes, workbooks."""
    form: Sequence[str] | None = None
    """The hosts that the web form talks to; None where the site has none."""


def build(plan: Plan, *, tree: Path, out: Path) -> int:
    """Write the page tree to `tree` and the site to `out`, each replaced whole; gives the number of HTML pages.

    Raises ConfigError when `out` is not ours to replace, EngineError when something cannot be written or built,
    InternalError when a page of the model is not there afterwards.
    """
    for folder in (out, tree):
        try:
            _refuse_foreign(folder)
        except OSError as error:
            raise cannot_write(folder, error) from error
    with _beside(tree) as new_tree, _beside(out) as new_site:
        write_tree(plan, new_tree)
        run_mkdocs(new_tree, new_site)
        for folder in (new_tree, new_site):
            (folder / MARK).write_text("", encoding="utf-8")
        pages = _conserved(plan, new_site)
        with undisturbed():
            _put_in_place({new_tree: tree, new_site: out})
    return pages


def write_tree(plan: Plan, folder: Path) -> None:
    """Write `docs/` and `mkdocs.yml` into `folder`, which exists."""
    docs = folder / "docs"
    theme = theme_dir()
    _copy(theme / "assets", docs / "assets")
    _copy(theme / "scripts", docs / "assets")
    _write(docs / SHEET, stylesheet(plan.colours))
    for name, text in server_files(urlsplit(plan.url).path, plan.form).items():
        _write((docs if name == ON_SITE else folder / "headers") / name, text)
    for name, source in plan.hosted.items():
        place_file(source, docs / name)
    for name, text in plan.pages.items():
        _write(docs / name, text)
    for name, content in plan.made.items():
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    settings = yaml.safe_load((theme / "mkdocs.yml").read_text(encoding="utf-8"))
    settings |= {
        "site_name": escape(plan.name),
        "site_url": escape(plan.url),
        "site_description": escape(plan.description),
        "nav": plan.nav,
        "docs_dir": "docs",
        "site_dir": "site",
        "extra": {"ita": dict(plan.shell)},
    }
    _copy(theme / "overrides", folder / "overrides")
    settings["theme"]["custom_dir"] = "overrides"
    # JSON is YAML, and leaves no doubt about quoting
    (folder / "mkdocs.yml").write_text(json.dumps(settings, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _copy(source: Path, target: Path) -> None:
    """All files below a folder of the theme, not its permissions: it may be one that nobody may write to."""
    for path in filter(Path.is_file, source.rglob("*")):
        copy = target / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)


def place_file(source: Path, target: Path) -> None:
    """A second name for the same bytes where the disk allows it, else a copy."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        try:
            shutil.copyfile(source, target, follow_symlinks=False)
        except (PermissionError, FileNotFoundError) as error:
            if error.filename != str(source):
                raise
            raise EngineError(
                Text(
                    f"อ่านไฟล์ {source} ไม่ได้ ({error.strerror}) ตรวจสิทธิ์ของไฟล์ แล้วลองใหม่",
                    f"cannot read {source} ({error.strerror}); check its permissions and try again",
                )
            ) from error


def run_mkdocs(tree: Path, site: Path) -> None:
    """Build the written tree into `site`. Raises EngineError with MkDocs' own words when it gives up."""
    # Material tells every build about its successor; that is for us, not for officers.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.build import build as mkdocs_build  # noqa: PLC0415 - heavy
    from mkdocs.config import load_config  # noqa: PLC0415
    from mkdocs.exceptions import MkDocsException  # noqa: PLC0415

    said = _Listener()
    log = logging.getLogger("mkdocs")
    log.addHandler(said)
    log.propagate = False
    try:
        config = load_config(config_file=str(tree / "mkdocs.yml"), site_dir=str(site.resolve()))
        config.markdown_extensions.append(HtmlBlocks())
        config.theme.get_env = _templates(config.theme.get_env)  # type: ignore[method-assign]
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
    except (MkDocsException, SystemExit) as error:
        words = "; ".join([*said.lines, str(error)])
        raise EngineError(Text(f"สร้างหน้าเว็บไม่สำเร็จ: {words}", f"the pages could not be built: {words}")) from error
    finally:
        log.removeHandler(said)


def _templates(plain: Callable[[], Environment]) -> Callable[[], Environment]:
    """The theme's templates, and none of its other files: 2 MB, and 10,000 icons to look through, that no page of ours
    asks for."""

    def made() -> Environment:
        environment = keep_compiled(plain())
        environment.list_templates = lambda *_, **__: []  # type: ignore[method-assign]
        return environment

    return made


class _Listener(logging.Handler):
    """Keeps MkDocs' warnings, for the case that it gives up."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def _refuse_foreign(folder: Path) -> None:
    """Never replace a folder that somebody else filled."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        trouble = Text("เป็นไฟล์หรือทางลัด ไม่ใช่โฟลเดอร์", "is a file or a link, not a folder")
    elif folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).exists():
        trouble = Text("มีไฟล์อื่นอยู่แล้ว จึงไม่เขียนทับ", "holds other files and will not be replaced")
    else:
        return
    raise ConfigError(
        Text(f"{folder} {trouble.th} เลือกโฟลเดอร์อื่นด้วย --out", f"{folder} {trouble.en}; choose another with --out")
    )


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """An empty folder on the same disk as `folder`, gone at the end unless it was renamed."""
    beside: Path | None = None
    try:
        with undisturbed():
            folder.parent.mkdir(parents=True, exist_ok=True)
            beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        beside.chmod(0o755)
        yield beside
    except OSError as error:
        raise cannot_write(folder, error) from error
    finally:
        with undisturbed():
            if beside is not None:
                shutil.rmtree(beside, ignore_errors=True)


def _conserved(plan: Plan, site: Path) -> int:
    """Every item of the model is a page on disk; the law that no engine may break."""
    gone = [name for name in plan.must_exist if not (site / name.removesuffix(".md") / "index.html").is_file()]
    if gone:
        raise InternalError(
            Text(
                f"หน้าของข้อเหล่านี้หายไประหว่างสร้างเว็บ: {', '.join(gone)}", f"pages lost during the build: {', '.join(gone)}"
            )
        )
    return sum(1 for _ in site.rglob("*.html"))


def _put_in_place(moves: Mapping[Path, Path]) -> None:
    """Rename each new folder over its target; on any trouble put the old ones back."""
    done: list[tuple[Path, Path, Path | None]] = []
    try:
        for new, target in moves.items():
            old = None
            if target.exists():
                old = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent))
                target.replace(old)
            done.append((new, target, old))
            new.replace(target)
    except BaseException:
        for new, target, old in reversed(done):
            if target.exists() and old is not None:
                target.replace(new)
            if old is not None:
                old.replace(target)
        raise
    for _, _, old in done:
        if old is not None:
            shutil.rmtree(old, ignore_errors=True)
