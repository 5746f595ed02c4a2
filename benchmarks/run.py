"""Measures the budgets of the project side by side: `python benchmarks/run.py [name …]`.

Each figure is a ratio of medians taken in turns in one run, because machines differ and drift. Nothing here is a test.

    help      `ita-site --help` against `python -c pass`                          budget 5
    check     `check` per item file against libyaml into plain values             budget 4
    linear    `check` of 43,000 item files against 4,300: time and memory per file   budget about 10
    build     `build` against MkDocs on the tree that it wrote                    budget 1.15
    memory    peak of the example's build, in MB                                  budget 120
    serve     save -> visible, in seconds                                         budget 1
"""

from __future__ import annotations

import argparse
import gc
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
RUNS = 7


def in_turns(*jobs: Callable[[], float], runs: int = RUNS) -> list[float]:
    """Medians of jobs that give seconds, taken A B A B … after one round that does not count."""
    taken: list[list[float]] = [[] for _ in jobs]
    for turn in range(runs + 1):
        for job, times in zip(jobs, taken, strict=True):
            seconds = job()
            if turn:
                times.append(seconds)
    return [statistics.median(times) for times in taken]


ITA_SITE = Path(sys.executable).with_name("ita-site")


def process(*words: str | Path, cwd: Path = ROOT) -> Callable[[], float]:
    """User and system seconds of a whole process of this Python."""

    def run() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, *map(str, words)],
            cwd=cwd,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return run


def told(name: str, what: str, ours: float, theirs: float, unit: str = "s") -> None:
    print(f"{name:8}{what:58}{ours:9.3f} / {theirs:.3f} {unit} = {ours / theirs:.2f}")


def bench_help() -> None:
    ours, bare = in_turns(process(ITA_SITE, "--help"), process("-c", "pass"), runs=15)
    told("help", "--help / python -c pass", ours, bare)


def bench_check() -> None:
    from ita_site.commands.check import Links, judged
    from ita_site.findings import Gate

    paths = sorted((ROOT / "content").glob("2566/**/*.yml"))
    judged(ROOT, gate=Gate.PUBLISH, as_of=None, year=None, links=Links.RECALL)  # editions and models are loaded once

    def ours() -> float:
        return timed(lambda: judged(ROOT, gate=Gate.PUBLISH, as_of=None, year=None, links=Links.RECALL))

    def plain() -> float:
        return timed(lambda: [yaml.load(p.read_bytes(), yaml.CSafeLoader) for p in paths])

    mine, theirs = in_turns(ours, plain, runs=15)
    told("check", f"check / libyaml into plain values, {len(paths)} files", mine * 1000, theirs * 1000, "ms")


def timed(job: Callable[[], object]) -> float:
    gc.collect()
    started = time.process_time()
    job()
    return time.process_time() - started


def bench_linear() -> None:
    script = ROOT / "benchmarks" / "many.py"
    figures = {}
    for count in (4_300, 43_000):
        done = subprocess.run([sys.executable, script, str(count)], check=True, capture_output=True, text=True)
        seconds, megabytes = map(float, done.stdout.split())
        figures[count] = seconds
        print(
            f"linear  {count:6} files: {seconds:7.2f} s, {seconds / count * 1e3:.3f} ms a file, peak {megabytes:.0f} MB, {megabytes * 1000 / count:.1f} kB a file"
        )
    print(f"linear  ten times the files take {figures[43_000] / figures[4_300]:.1f} times as long")


def bench_build() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        site = Path(scratch) / "site"
        shutil.copytree(ROOT, site, ignore=shutil.ignore_patterns(".git", ".venv", "build", "tests"))
        build = process("-m", "ita_site.cli", "-C", site, "build", "--offline")
        build()
        plain = process(
            "-m", "mkdocs", "build", "-q", "-f", site / "build/tree/mkdocs.yml", "-d", Path(scratch) / "plain"
        )
        os.environ["NO_MKDOCS_2_WARNING"] = "1"
        ours, theirs = in_turns(build, plain)
        told("build", "build / mkdocs on the same tree", ours, theirs)


def bench_memory() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        code = "import resource,sys; from ita_site.cli import main\ntry: main()\nexcept SystemExit: pass\nprint(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss/1024, file=sys.stderr)"
        done = subprocess.run(
            [sys.executable, "-c", code, "build", "--offline", "--out", f"{scratch}/site"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        print(f"memory  peak of the example's build: {float(done.stderr.split()[-1]):.0f} MB")


def bench_serve() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        site = Path(scratch) / "site"
        shutil.copytree(ROOT / "content", site / "content")
        shutil.copy(ROOT / "site_config.yml", site)
        running = subprocess.Popen(
            [sys.executable, "-m", "ita_site.cli", "-C", site, "serve", "--port", "8765"], stdout=subprocess.DEVNULL
        )
        page = "http://127.0.0.1:8765/2566/o12/"
        try:
            wait_for(page, "O12", 60)
            item = site / "content/2566/items/o12.yml"
            text = item.read_text(encoding="utf-8")
            taken = []
            for turn in range(RUNS):
                time.sleep(1)
                mark = f"เครื่องหมายที่{turn}"
                started = time.monotonic()
                item.write_text(text.replace("explanation: |\n  ", f"explanation: |\n  {mark} ", 1), encoding="utf-8")
                wait_for(page, mark, 30)
                taken.append(time.monotonic() - started)
            print(
                f"serve   save -> visible: median {statistics.median(taken):.2f} s (from {min(taken):.2f} to {max(taken):.2f})"
            )
        finally:
            running.terminate()
            running.wait()


def wait_for(address: str, words: str, seconds: float) -> None:
    """Ask a page of this machine until it holds `words`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310
                if words in answer.read().decode():
                    return
        except OSError:
            pass
        time.sleep(0.02)
    raise SystemExit(f"{address} never showed {words}")


def main() -> None:
    known = {name.removeprefix("bench_"): job for name, job in globals().items() if name.startswith("bench_")}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help=", ".join(known))
    names = parser.parse_args().names or list(known)
    for name in names:
        known[name]()


if __name__ == "__main__":
    main()
