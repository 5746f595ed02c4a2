"""Builds 1, 3, 6 and 12 years of the example: `python benchmarks/many_years.py [YEARS …]`; twelve are 516 item pages.

There is one edition, so the program is copied and gets the same under earlier years, and the content is written again with
all its years so much earlier. Seconds are user and system, medians of runs in turns. Plain Material (its own menu and search)
builds the same written pages after them, once. `--profile FILE` keeps cProfile's figures of our largest build instead.
Made by hand; nothing here is a test.
"""

from __future__ import annotations

import argparse
import itertools
import re
import resource
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pages_sites import OURS, PLAIN, plain_settings, run
from run import ROOT, in_turns

LAST = 2566
_YEAR = re.compile(r"(?<!\d)25[5-7]\d(?!\d)")
_WRITTEN = (".yml", ".csv", ".md")
_KEPT = shutil.ignore_patterns("__pycache__")


@dataclass(frozen=True)
class Size:
    """Of a built site: its pages, those of items, and the bytes of all pages and of all files."""

    pages: int
    items: int
    html: int
    whole: int


def program(folder: Path, years: int) -> Path:
    """A copy of the program that knows so many editions."""
    shutil.copytree(ROOT / "ita_site", folder / "ita_site", ignore=_KEPT)
    shutil.copytree(ROOT / "theme", folder / "theme", ignore=_KEPT)
    criteria = folder / "ita_site" / "criteria"
    text = (criteria / f"{LAST}.yml").read_text(encoding="utf-8")
    head = f"\nedition: {LAST}\n"
    assert head in text
    for back in range(1, years):
        earlier = text.replace(head, f"\nedition: {LAST - back}\n")
        (criteria / f"{LAST - back}.yml").write_text(earlier, encoding="utf-8")
    return folder


def site_of(folder: Path, years: int) -> Path:
    """The example's content in so many years. Nothing but the settings, the year's records and files differs."""
    content = folder / "content"
    shutil.copytree(ROOT / "content", content)
    for back in range(1, years):
        for below in (str(LAST), f"files/{LAST}"):
            _moved(ROOT / "content" / below, content / below.replace(str(LAST), str(LAST - back)), back)
    listed = ", ".join(str(LAST - back) for back in range(years))
    settings = (ROOT / "site_config.yml").read_text(encoding="utf-8")
    settings, found = re.subn(r"(?m)^years: .*$", f"years: [{listed}]", settings)
    assert found == 1
    (folder / "site_config.yml").write_text(settings, encoding="utf-8")
    return folder


def _moved(source: Path, target: Path, back: int) -> None:
    """A copy of a folder in which every year, in text and in names, is so much earlier."""

    def earlier(text: str) -> str:
        return _YEAR.sub(lambda year: str(int(year[0]) - back), text)

    for path in sorted(p for p in source.rglob("*") if p.is_file()):
        copy = target / earlier(path.relative_to(source).as_posix())
        copy.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix in _WRITTEN:
            copy.write_text(earlier(path.read_text(encoding="utf-8")), encoding="utf-8")
        else:
            shutil.copyfile(path, copy)


def job(home: Path, *words: str | Path) -> Callable[[], float]:
    """Runs a module of the program in `home`; gives user and system seconds."""

    def seconds() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run(sys.executable, *words, cwd=home)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return seconds


def build(home: Path, site: Path, *python: str | Path) -> Callable[[], float]:
    return job(home, *python, "-m", "ita_site.cli", "-C", site, "build", "--offline")


def build_plain(home: Path, tree: Path, folder: Path) -> Callable[[], float]:
    return job(home, "-m", "mkdocs", "build", "-q", "-f", plain_settings(tree, folder), "-d", folder / "site")


def size(site: Path) -> Size:
    files = [path for path in site.rglob("*") if path.is_file()]
    pages = [path for path in files if path.suffix == ".html"]
    items = [path for path in pages if re.fullmatch(r"o\d+", path.parent.name)]
    return Size(len(pages), len(items), sum(p.stat().st_size for p in pages), sum(p.stat().st_size for p in files))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("years", nargs="*", type=int, default=[1, 3, 6, 12])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--profile", type=Path)
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        counts = sorted(words.years)
        home = program(Path(scratch) / "program", max(counts))
        sites = {years: site_of(Path(scratch) / str(years), years) for years in counts}
        if words.profile:
            build(home, sites[max(counts)], "-m", "cProfile", "-o", words.profile.resolve())()
            return
        seconds = in_turns(*(build(home, site) for site in sites.values()), runs=words.runs)
        told(
            OURS,
            dict(zip(counts, seconds, strict=True)),
            {n: size(site / "build" / "site") for n, site in sites.items()},
        )
        beside = {n: Path(scratch) / f"plain-{n}" for n in counts}
        once = {n: build_plain(home, sites[n] / "build" / "tree", folder)() for n, folder in beside.items()}
        told(PLAIN, once, {n: size(folder / "site") for n, folder in beside.items()})


def told(name: str, taken: Mapping[int, float], sizes: Mapping[int, Size]) -> None:
    print(f"\n{name}")
    for years, found in sizes.items():
        each, page = taken[years] / found.pages * 1000, found.html / found.pages / 1000
        print(
            f"{years:>3} years {found.items:>4} items {found.pages:>5} pages {taken[years]:7.2f} s {each:6.2f} ms a page"
            f"  HTML {found.html / 1e6:6.1f} MB {page:6.1f} kB a page  all files {found.whole / 1e6:6.1f} MB"
        )
    for less, more in itertools.pairwise(sizes):
        pages, seconds = sizes[more].pages / sizes[less].pages, taken[more] / taken[less]
        print(
            f"{more} years have {pages:.2f} times the pages of {less} and take {seconds:.2f} times as long", flush=True
        )


if __name__ == "__main__":
    main()
