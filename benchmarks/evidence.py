"""Measures the link checker beside others on one server in one run: `python benchmarks/evidence.py [name …]`.

    speed      distinct URLs at 20 ms, 100 at once over 50 hosts, that is 5,000 a second   budget 80 %, 60 MB, CPU linear
    slow       2,000 fast URLs behind 200 of one host that answers late, or never          budget: not delayed
    verdicts   the situations of tests/links, judged right                                 budget: all, and ahead

Beside it: a bare aiohttp client, LinkChecker, linkinator (npm) and Sphinx linkcheck, by default and tuned as far as
their options go. They are put into a folder of their own (`--tools`); what cannot be had is left out and named.
Everything stays on this machine's loopback addresses. Medians of `--runs`, taken in turns.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import platform
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from evidence_process import Done, measured
from evidence_server import LATENCY, SILENT, SLOW, Hosts
from evidence_tools import Tool, at_hand

ROOT = Path(__file__).resolve().parent.parent
AT_ONCE = 100
LIMIT = AT_ONCE / LATENCY
FEW = 2000
"""URLs for checkers that would take minutes over more."""
_POLICY = {"allow_hosts": ["127.0.0.0/8"]}


@dataclass(frozen=True)
class Setting:
    """What the command line says."""

    counts: tuple[int, ...]
    runs: int
    tools: Sequence[Tool]
    markdown: bool


@dataclass(frozen=True)
class Measure:
    """`seconds` is the work alone: without interpreter, imports and report."""

    seconds: float
    whole: float
    cpu: float
    megabytes: float
    requests: int


def ours(kind: str, name: str) -> Tool:
    """Our checker, or the bare client, in a process of its own."""

    def words(folder: Path, links: Sequence[str]) -> list[str | Path]:
        (folder / "job.json").write_text(json.dumps({"links": links, "policy": _POLICY}), encoding="utf-8")
        return [sys.executable, ROOT / "benchmarks" / "evidence_ours.py", kind, folder / "job.json"]

    def said(folder: Path, links: Sequence[str]) -> dict[str, str]:
        told: dict[str, str] = json.loads((folder / "stdout").read_text(encoding="utf-8"))["said"]
        return {link: told[link] for link in links if link in told}

    return Tool(name, words, said, {"PYTHONPATH": str(ROOT)})


OURS, BARE = ours("probe", "ita-site"), ours("aiohttp", "bare aiohttp, judges nothing")


def run(tool: Tool, links: Sequence[str], enough: Callable[[], bool] | None = None, limit: float = 600) -> Done:
    """One run. Stops the benchmark when a link is not called good that is."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        folder.chmod(0o777)  # LinkChecker gives up its rights when run by root
        done = measured(tool.words(folder, links), folder, tool.env, enough=enough, limit=limit)
        if done.ended:
            said = tool.said(folder, links)
            bad = [
                link
                for link in links
                if said.get(link) != "ok" and f"//{SILENT}" not in link and f"//{SLOW}" not in link
            ]
            if bad:
                raise SystemExit(
                    f"{tool.name}: {len(bad)} good links not called good, such as {bad[0]}\n{done.trouble}"
                )
    return done


def speed(setting: Setting) -> None:
    rows, per_url = [], {}
    with Hosts() as hosts:
        for count in setting.counts:
            jobs = [(OURS, count, setting.runs), (BARE, count, setting.runs)]
            if count == min(setting.counts):
                jobs += [(tool, FEW, min(setting.runs, 2)) for tool in setting.tools]
            taken: dict[str, list[Measure]] = {tool.name: [] for tool, _, _ in jobs}
            for turn in range(setting.runs):
                for tool, many, runs in jobs:
                    if turn < runs:
                        taken[tool.name].append(_measure(hosts, tool, many))
            rows += [_row(tool.name, many, taken[tool.name]) for tool, many, _ in jobs]
            per_url[count] = statistics.median(m.cpu for m in taken[OURS.name]) / count
    title = f"speed: {LATENCY * 1000:.0f} ms, {AT_ONCE} at once over 50 hosts allow {LIMIT:,.0f} URLs a second"
    heads = ("checker", "URLs", "URLs/s", "of limit", "s", "s with start", "CPU s", "CPU µs/URL", "peak MB", "requests")
    table(setting, title, heads, rows)
    print("s: ours, the call; others, first request to last answer. CPU: ours, the call; others, the whole process.")
    for less, more in itertools.pairwise(per_url):
        print(f"CPU linear: {more:,} URLs take {per_url[more] / per_url[less]:.2f} times as much for each as {less:,}")


def _measure(hosts: Hosts, tool: Tool, count: int) -> Measure:
    hosts.seen(reset=True)
    links = hosts.links(count)
    done = run(tool, links)
    seen = hosts.seen()
    if tool in (OURS, BARE):
        told = json.loads(done.out)
        return Measure(told["seconds"], done.seconds, told["cpu"], told["megabytes"], seen["requests"])
    return Measure(seen["seconds"], done.seconds, done.cpu, done.megabytes, seen["requests"])


def _row(name: str, count: int, taken: Sequence[Measure]) -> tuple[str, ...]:
    def middle(what: Callable[[Measure], float]) -> float:
        return statistics.median(map(what, taken))

    seconds, cpu = middle(lambda m: m.seconds), middle(lambda m: m.cpu)
    return (
        name, f"{count:,}", f"{count / seconds:,.0f}", f"{count / seconds / LIMIT:.0%}", f"{seconds:.2f}",
        f"{middle(lambda m: m.whole):.2f}", f"{cpu:.2f}", f"{cpu / count * 1e6:.0f}", f"{middle(lambda m: m.megabytes):.0f}",
        f"{middle(lambda m: m.requests):,.0f}",
    )  # fmt: skip


def slow(setting: Setting) -> None:
    """The slow host's links come first, so that whoever takes them in turn is caught by them."""
    rows = []
    with Hosts() as hosts:
        fast = hosts.links(FEW)
        crowds = {"": [], SLOW: hosts.links_of(SLOW, 200), SILENT: hosts.links_of(SILENT, 200)}
        for tool in (OURS, *(tool for tool in setting.tools if tool.name.endswith("tuned"))):
            cells = [tool.name]
            for host, crowd in crowds.items():
                times = [
                    _fast_ones(hosts, tool, [*crowd, *fast])
                    for _ in range(setting.runs if tool is OURS or not host else 1)
                ]
                cells.append(_median(times))
            rows.append(tuple(cells))
        heads = ("checker", "without, s", "host answers after 1 s, s", "host never answers, s")
        table(setting, f"slow: when {FEW:,} fast URLs are answered, 200 of one host before them", heads, rows)
        for host, what in ((SLOW, "after 1 s"), (SILENT, "never")):
            hosts.seen(reset=True)
            whole = run(OURS, [*crowds[host], *fast]).seconds
            most = hosts.seen()["most_at_once"]
            print(f"ita-site, to the end, host answers {what}: {whole:.1f} s, at most {most} at once to a host")


def _fast_ones(hosts: Hosts, tool: Tool, links: Sequence[str]) -> float | None:
    """Seconds from the first request to the answer of the last fast link; None when that takes over a minute."""
    hosts.seen(reset=True)
    run(tool, links, enough=lambda: hosts.seen()["fast"] == FEW, limit=60)
    seen = hosts.seen()
    return seen["fast_seconds"] if seen["fast"] == FEW else None


def _median(times: Sequence[float | None]) -> str:
    known = [t for t in times if t is not None]
    return f"{statistics.median(known):.2f}" if len(known) == len(times) else "over 60"


def verdicts(setting: Setting) -> None:
    import evidence_verdicts as v

    told = (
        v.ours({"attempt_seconds": 2, "link_seconds": 6}, "ita-site, 2 s an attempt"),
        v.ours({}, "ita-site, default"),
    )
    scores = [v.scored(tool, strict=True) for tool in told]
    with ThreadPoolExecutor(3) as pool:  # the others wait most of the time, each at a server of its own
        scores += pool.map(v.scored, setting.tools)
    rows = []
    for tool, score in zip((*told, *setting.tools), scores, strict=True):
        wrong = [len(score.wrong(kind)) for kind in ("good", "gone", "soft")]
        figures = (score.right, *wrong, len(score.inside), len(score.hung), score.silent)
        rows.append((tool.name, *map(str, figures), score.lasted, f"{score.megabytes:.0f}"))
    kinds = {kind: sum(s.kind == kind for s in v.JUDGED) for kind in ("good", "gone", "soft")}
    title = f"verdicts: {len(v.JUDGED)} situations ({', '.join(f'{n} {kind}' for kind, n in kinds.items())})"
    heads = (
        "checker",
        "right",
        "good called broken",
        "broken passed",
        "soft passed",
        "places inside dialled",
        "hung",
        "nothing said",
        "s",
        "MB",
    )
    table(setting, title, heads, rows)
    print("Three outcomes are asked of ours, two of the others: good is not broken; gone and soft are broken.")


def table(setting: Setting, title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Figures side by side, for the terminal or for a page."""
    widths = [max(len(row[n]) for row in (heads, *rows)) for n in range(len(heads))]

    def line(row: Sequence[str]) -> str:
        return " | ".join(
            f"{c:<{w}}" if not n else f"{c:>{w}}" for n, (c, w) in enumerate(zip(row, widths, strict=True))
        )

    print(f"\n{'### ' if setting.markdown else ''}{title}\n")
    edge = ("| ", " |") if setting.markdown else ("", "")
    print(f"{edge[0]}{line(heads)}{edge[1]}")
    if setting.markdown:
        print("|" + "|".join("---" + ":" * bool(n) for n in range(len(heads))) + "|")
    for row in rows:
        print(f"{edge[0]}{line(row)}{edge[1]}", flush=True)
    print()


def main() -> None:
    known: dict[str, Callable[[Setting], None]] = {"speed": speed, "slow": slow, "verdicts": verdicts}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(known))
    parser.add_argument("--counts", default="1000,10000,40000", help="URLs of `speed`")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--alone", action="store_true", help="without the other tools")
    parser.add_argument("--tools", type=Path, default=Path(tempfile.gettempdir()) / "ita-site-benchmark-tools")
    parser.add_argument("--markdown", action="store_true")
    words = parser.parse_args()
    tools, without = ([], []) if words.alone else at_hand(words.tools, 6)
    print(
        f"{os.cpu_count()} cores, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}", *without, sep="\n"
    )
    setting = Setting(tuple(map(int, words.counts.split(","))), words.runs, tools, words.markdown)
    for name in words.names or known:
        known[name](setting)


if __name__ == "__main__":
    main()
