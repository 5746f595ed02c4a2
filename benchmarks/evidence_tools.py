"""The other checkers, each as good as its options allow: LinkChecker, linkinator, Sphinx linkcheck.

Nothing is installed for good: what is missing is put into a folder of its own, and left out when that fails.
"""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import ada_url

Said = dict[str, str]


@dataclass(frozen=True)
class Tool:
    """`words` writes what the tool needs into a folder and gives its command line; `said` reads its verdicts."""

    name: str
    words: Callable[[Path, Sequence[str]], list[str | Path]]
    said: Callable[[Path, Sequence[str]], Said]
    env: Mapping[str, str]


def at_hand(home: Path, seconds: int) -> tuple[list[Tool], list[str]]:
    """The tools that can be had, by default and tuned, and why others cannot. Tuned ones wait so many `seconds`."""
    found: list[Tool] = []
    without: list[str] = []
    for name, make in (("LinkChecker", _linkchecker), ("linkinator", _linkinator), ("Sphinx linkcheck", _sphinx)):
        try:
            version, one = make(home / name.split()[0])
            found += [
                Tool(f"{name} {version}, default", *one(0)),
                Tool(f"{name} {version}, tuned", *one(seconds)),
            ]
        except (OSError, subprocess.CalledProcessError) as trouble:
            without.append(f"{name}: left out, it cannot be had here ({trouble})")
    return found, without


Parts = tuple[
    Callable[[Path, Sequence[str]], list[str | Path]], Callable[[Path, Sequence[str]], Said], Mapping[str, str]
]
Make = tuple[str, Callable[[int], Parts]]


def _linkchecker(home: Path) -> Make:
    """Installed beside us, because `publish` runs it; else in a folder of its own."""
    program = Path(sys.executable).with_name("linkchecker")
    if not program.exists():
        program = _venv(home, "linkchecker>=10.5") / "linkchecker"
    version = _asked(program, "--version").split()[1]

    def make(seconds: int) -> Parts:
        def words(folder: Path, links: Sequence[str]) -> list[str | Path]:
            page = _page(folder, links)
            more: list[str | Path] = []
            if seconds:
                (folder / "rc").write_text("[checking]\nmaxrequestspersecond=1000\n", encoding="ascii")
                more = ["-f", folder / "rc", "-t", "100", "--no-robots", "--timeout", str(seconds)]
            return [program, "--check-extern", "-r1", "-v", "--no-status", "-o", "csv/utf-8", *more, page.as_uri()]

        def said(folder: Path, links: Sequence[str]) -> Said:
            rows = (folder / "stdout").read_text(encoding="utf-8", errors="replace").splitlines()
            table = csv.DictReader((row for row in rows if not row.startswith("#")), delimiter=";")
            by_name = {(row["urlname"] or "").strip(): row["valid"] for row in table if row.get("valid")}
            return _matched(links, {name: "ok" if valid == "True" else "broken" for name, valid in by_name.items()})

        return words, said, {}

    return version, make


def _linkinator(home: Path) -> Make:
    """linkinator 8 needs Node 22, which npm has too."""
    if not (home / "node_modules" / "linkinator").exists():
        npm = shutil.which("npm")
        if npm is None:
            raise OSError("no npm")
        home.mkdir(parents=True, exist_ok=True)
        (home / "package.json").write_text("{}", encoding="ascii")
        _run(npm, "install", "--no-audit", "--no-fund", "linkinator@8", "node@22", cwd=home)
    node = home / "node_modules" / "node" / "bin" / "node"
    package = home / "node_modules" / "linkinator"
    version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]

    def make(seconds: int) -> Parts:
        def words(folder: Path, links: Sequence[str]) -> list[str | Path]:
            page = _page(folder, links)
            # without --retry, with which it waits a day when a server says so
            more = f"--timeout {seconds * 1000} --check-fragments --retry-errors --retry-errors-count 2".split()
            command = [node, package / "build/src/cli.js", page.name, "--server-root", folder, "--format", "json"]
            return [*map(str, command), *more * bool(seconds)]

        def said(folder: Path, links: Sequence[str]) -> Said:
            text = (folder / "stdout").read_text(encoding="utf-8", errors="replace")
            told = json.loads(text[text.find("{") :])["links"] if "{" in text else []
            worst: Said = {}
            for link in told:
                if worst.get(link["url"]) != "broken":
                    worst[link["url"]] = "broken" if link["state"] == "BROKEN" else "ok"
            return _matched(links, worst)

        return words, said, {}

    return version, make


def _sphinx(home: Path) -> Make:
    programs = _venv(home, "sphinx>=8")
    version = _asked(programs / "sphinx-build", "--version").split()[1]

    def make(seconds: int) -> Parts:
        def words(folder: Path, links: Sequence[str]) -> list[str | Path]:
            # the links as they are: written in its markup, their odd letters would be lost before the tool sees them
            (folder / "links.json").write_text(json.dumps(links), encoding="utf-8")
            (folder / "index.rst").write_text("Links\n=====\n", encoding="utf-8")
            tuned = (
                f"linkcheck_workers, linkcheck_timeout, linkcheck_retries = 100, {seconds}, 3\n"
                "linkcheck_rate_limit_timeout = 10\nlinkcheck_report_timeouts_as_broken = True\n"
            )
            (folder / "conf.py").write_text(_CONF + tuned * bool(seconds), encoding="utf-8")
            return [programs / "sphinx-build", "-q", "-b", "linkcheck", folder, folder / "built"]

        def said(folder: Path, links: Sequence[str]) -> Said:
            told = (folder / "built" / "output.json").read_text(encoding="utf-8").splitlines()
            rows = [json.loads(row) for row in told if row.endswith("}")]
            bad = ("broken", "timeout")
            return _matched(links, {row["uri"]: "broken" if row["status"] in bad else "ok" for row in rows})

        return words, said, {}

    return version, make


_CONF = """import json, pathlib
from docutils import nodes
def add(app, tree):
    links = json.loads((pathlib.Path(app.srcdir) / "links.json").read_text())
    tree += nodes.paragraph("", "", *(nodes.reference("", str(n), refuri=link) for n, link in enumerate(links)))
def setup(app):
    app.connect("doctree-read", add)
"""


def _page(folder: Path, links: Iterable[str]) -> Path:
    page = folder / "links.html"
    rows = "\n".join(f'<p><a href="{escape(link)}">{n}</a></p>' for n, link in enumerate(links))
    page.write_text(f"<!doctype html><html><head><meta charset=utf-8><title>x</title></head>{rows}", encoding="utf-8")
    return page


def _matched(links: Sequence[str], told: Mapping[str, str]) -> Said:
    """Verdicts by link as typed; tools name links as typed or as a browser would write them, some without fragment."""
    by_address = {_address(name): verdict for name, verdict in told.items()}
    found: Said = {}
    for link in links:
        address = _address(link)
        for names, name in ((told, link), (told, link.strip()), (by_address, address)):
            if name in names:
                found[link] = names[name]
                break
        else:
            bare = address.partition("#")[0]
            if bare in by_address:
                found[link] = by_address[bare]
    return found


def _address(link: str) -> str:
    try:
        return str(ada_url.URL(link.strip()).href)
    except ValueError:
        return link.strip()


def _venv(home: Path, package: str) -> Path:
    """The programs of a virtual environment in `home` with a package in it."""
    if not (home / "done").exists():
        _run(sys.executable, "-m", "venv", str(home))
        _run(str(home / "bin" / "pip"), "install", "-q", package)
        (home / "done").touch()
    return home / "bin"


def _run(*words: str, cwd: Path | None = None) -> None:
    subprocess.run(words, cwd=cwd, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)


def _asked(*words: str | Path) -> str:
    return subprocess.run(list(map(str, words)), check=True, capture_output=True, text=True).stdout.strip()
