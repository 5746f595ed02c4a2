"""Where the theme lies: inside the package when installed from a wheel, beside it in the repository."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache

from ita_site import __version__
from ita_site.errors import EngineError
from ita_site.text import Text

PARTS = {
    "": "material.yml mkdocs.yml policy.yml",
    "assets": "favicon.svg fonts/OFL.txt fonts/sarabun-400.woff2 fonts/sarabun-700.woff2",
    "overrides": "404.html main.html partials/footer.html partials/header.html partials/menu.html partials/path.html "
    "partials/side.html sitemap.xml",
    "pages": "answers.md.jinja board.md.jinja checklist.md.jinja checks.md.jinja contents.md.jinja data.md.jinja follow.md.jinja forecast-past.md.jinja forecast.md.jinja "
    "free.md.jinja history.jinja home.md.jinja item.md.jinja macros.jinja measures.md.jinja month.md.jinja programme.md.jinja "
    "programmes.md.jinja result.md.jinja",
    "scripts": "copy.js search-worker.js search.js site.js",
    "styles": "10-fonts.css 20-colours.css 30-text.css 35-shell.css 40-parts.css 50-board.css 52-item.css "
    "54-programmes.css 56-results.css 58-answers.css 58-follow.css 60-tables.css 70-search.css 80-phone.css 90-print.css",
}
"""All files of the theme. Without some of them a site would be built that looks whole to nobody but us."""


@cache
def theme_dir() -> Path:
    """The folder with `mkdocs.yml`, `pages/`, `overrides/` and `assets/`. Raises EngineError when a part is not there."""
    package = Path(__file__).resolve().parent
    inside = package / "theme"
    folder = inside if inside.is_dir() else package.parent / "theme"
    for place, names in PARTS.items():
        for path in (folder / place / name for name in names.split()):
            if not path.is_file() or not path.stat().st_size:
                raise EngineError(
                    Text(
                        f"ไฟล์ของโปรแกรมหายไปหรือว่างเปล่า: {path} ติดตั้ง ita-site ใหม่ แล้วลองอีกครั้ง",
                        f"a part of the program is missing or empty: {path}; install ita-site again",
                    )
                )
    return folder


def keep_compiled(environment: Environment) -> Environment:
    """Let Jinja keep compiled templates in a temporary folder of the user's own: a quarter of a small build."""
    # Jinja checks that the folder is the user's and closed to others; where none is to be had, it compiles as usual
    with suppress(OSError, RuntimeError):
        # how a template is compiled depends on its environment, which only changes with our version
        environment.bytecode_cache = FileSystemBytecodeCache(pattern=f"__ita_site_{__version__}_%s.cache")
    return environment
