"""Measures the example's pages against plain Material on the same written pages: `python benchmarks/pages.py [name …]`.

    weight     bytes, requests, HTML and nodes of the first view at 390 px   budget 110 kB without pictures, 8 requests
    paint      first and largest paint, layout shift; slowed and not         budget: not later than plain Material
    axe        violations of WCAG 2.2 AA and best practice                   budget: none
    search     recall and precision on tests/search/queries.yml              budget: 1.00, and above 0.90

Both sites come from one server on this machine that packs text by gzip, are opened in turns in one Chromium with an empty
cache, and told as medians of `--runs`; `--json FILE` keeps every figure. axe-core (MPL-2.0) is fetched by npm into `--tools`
or given by `--axe`. Made by hand; the budgets that are no timing are tests (tests/test_page_budgets.py).
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from pages_browser import FAST, SLOW, Line, View, chromium, view
from pages_server import Host
from pages_sites import OURS, PLAIN, both
from playwright.sync_api import Browser

PAGES = {
    "home": "",
    "board": "2566/",
    "item": "2566/o12/",
    "long table": "2566/o21/",
    "month": "2566/programmes/waste-bank/2566-08/",
    "result": "2566/result/",
}
Figures = dict[str, Any]


@dataclass(frozen=True)
class Bench:
    """Both sites, served, and the browser that opens them."""

    browser: Browser
    hosts: dict[str, Host]
    runs: int
    tools: Path
    axe: Path | None


def weight(bench: Bench) -> Figures:
    """One view of each: bytes and nodes do not differ from run to run."""
    views = {page: _views(bench, path, FAST, 1) for page, path in PAGES.items()}
    rows = []
    for page, sites in views.items():
        for site, (seen,) in sites.items():
            sizes = (seen.bytes, seen.without_pictures, seen.html_packed, seen.html)
            cells = (*(f"{size / 1000:.1f}" for size in sizes), f"{seen.requests}", f"{seen.nodes:,}")
            rows.append((page, site, *cells, ", ".join(seen.missing)))
    heads = ("page", "site", "kB", "without pictures", "HTML gzip", "HTML", "requests", "nodes", "not found")
    table("weight of the first view at 390 px, kB of 1,000 bytes", heads, rows)
    return {page: {site: asdict(seen[0]) for site, seen in sites.items()} for page, sites in views.items()}


def paint(bench: Bench) -> Figures:
    figures: Figures = {}
    for line in (SLOW, FAST):
        rows, told = [], {}
        for page, path in PAGES.items():
            middle = {site: _middle(seen) for site, seen in _views(bench, path, line, bench.runs).items()}
            told[page] = middle
            ours, plain = middle[OURS], middle[PLAIN]
            cells: list[str] = []
            for name in ("fcp", "lcp"):
                cells += (f"{ours[name]:,.0f}", f"{plain[name]:,.0f}", f"{ours[name] / plain[name]:.2f}")
            rows.append((page, *cells, f"{ours['cls']:.4f}", f"{plain['cls']:.4f}"))
        heads = ("page", "FCP ours", "plain", "ratio", "LCP ours", "plain", "ratio", "CLS ours", "plain")
        table(f"paint in ms, {line.name}, medians of {bench.runs}", heads, rows)
        figures[line.name] = told
    return figures


def axe(bench: Bench) -> Figures:
    from pages_axe import script, violations

    source = script(bench.tools, bench.axe)
    figures: Figures = {}
    rows = []
    for page, path in PAGES.items():
        found = {name: violations(bench.browser, host.address + path, source) for name, host in bench.hosts.items()}
        figures[page] = found
        for site, rules in found.items():
            rows.append((page, site, str(len(rules)), str(sum(rules.values())), ", ".join(sorted(rules))))
    heads = ("page", "site", "rules broken", "places", "which (widths and schemes together)")
    table("axe-core, 360 and 1366 px, light and dark", heads, rows)
    return figures


def search(bench: Bench) -> Figures:
    from pages_search import queries, scores

    asked = queries()
    figures = {
        name: scores(bench.browser, host.address, asked, ours=name == OURS) for name, host in bench.hosts.items()
    }
    rows = [
        (site, *(f"{found[name]:.2f}" for name in ("recall", "precision", "answered")), f"{found['ready_ms']:.0f}", f"{found['query_ms']:.1f}")
        for site, found in figures.items()
    ]  # fmt: skip
    heads = ("site", "recall", "precision", "answered", "ms to ready", "ms a query")
    table(f"search, {len(asked)} queries", heads, rows)
    return figures


def _views(bench: Bench, path: str, line: Line, runs: int) -> dict[str, list[View]]:
    """So many views of each site, taken in turns."""
    seen: dict[str, list[View]] = {site: [] for site in bench.hosts}
    for _ in range(runs):
        for site, host in bench.hosts.items():
            seen[site].append(view(bench.browser, host, path, line))
    return seen


def _middle(seen: Sequence[View]) -> dict[str, float]:
    names = [field.name for field in fields(View) if field.name != "missing"]
    return {name: statistics.median(getattr(one, name) for one in seen) for name in names}


def table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Figures side by side: words to the left, numbers to the right."""
    widths = [max(len(row[n]) for row in (heads, *rows)) for n in range(len(heads))]
    left = [all(not row[n][:1].isdigit() for row in rows) for n in range(len(heads))]
    print(f"\n{title}\n")
    for row in (heads, *rows):
        cells = (f"{c:<{w}}" if words else f"{c:>{w}}" for c, w, words in zip(row, widths, left, strict=True))
        print(" | ".join(cells).rstrip(), flush=True)


def main() -> None:
    known: dict[str, Callable[[Bench], Figures]] = {"weight": weight, "paint": paint, "axe": axe, "search": search}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(known))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", type=Path, help="file for all figures")
    parser.add_argument("--axe", type=Path, help="axe.min.js")
    parser.add_argument("--tools", type=Path, default=Path(tempfile.gettempdir()) / "ita-site-benchmark-tools")
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, chromium() as browser:
        ours, plain = both(Path(scratch))
        with Host(ours.folder) as first, Host(plain.folder) as second:
            bench = Bench(browser, {ours.name: first, plain.name: second}, words.runs, words.tools, words.axe)
            figures = {name: known[name](bench) for name in words.names or known}
    if words.json:
        words.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
