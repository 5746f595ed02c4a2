"""One run of our own checker, or of a bare aiohttp client, in a process of its own: `… evidence_ours.py probe JOB.json`.

The job names `links` and a `policy`; printed is what it cost, and for `probe` what was said of each link.
"""

from __future__ import annotations

import asyncio
import gc
import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

_STARTED = time.perf_counter()


def peak() -> float:
    """Megabytes that this process has held at most."""
    found = re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
    assert found
    return int(found[1]) / 1024


def by_probe(job: dict[str, Any]) -> Callable[[], Mapping[str, Any]]:
    from ita_site.evidence.probe import probe
    from ita_site.records.config import EvidencePolicy

    policy = EvidencePolicy(**job["policy"])

    return lambda: probe(job["links"], policy, Path())


def by_aiohttp(job: dict[str, Any]) -> Callable[[], Mapping[str, Any]]:
    """GET and read, two at once to a host: nothing is followed, guarded, judged or remembered but the status."""
    import aiohttp
    from yarl import URL

    said: dict[str, str] = {}

    async def work(session: aiohttp.ClientSession, queue: list[str]) -> None:
        while queue:
            link = queue.pop()
            async with session.get(URL(link, encoded=True), allow_redirects=False) as answer:
                await answer.content.read(128 * 1024)
                said[link] = "ok" if answer.status == 200 else "broken"

    async def main() -> None:
        queues: dict[str, list[str]] = defaultdict(list)
        for link in job["links"]:
            queues[link.split("/")[2]].append(link)
        connector = aiohttp.TCPConnector(limit=0)
        async with aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar()) as session:
            await asyncio.gather(*(work(session, queue) for queue in queues.values() for _ in range(2)))

    def run() -> Mapping[str, Any]:
        asyncio.run(main())
        return said

    return run


def main() -> None:
    gc.disable()  # as the command line does
    job = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    run = {"probe": by_probe, "aiohttp": by_aiohttp}[sys.argv[1]](job)
    before, cpu, started = peak(), time.process_time(), time.perf_counter()
    seen = run()
    cost = {
        "seconds": time.perf_counter() - started,
        "cpu": time.process_time() - cpu,
        "start_seconds": started - _STARTED,
        "start_megabytes": before,
        "megabytes": peak(),
    }
    said = {link: one if isinstance(one, str) else one.verdict.value for link, one in seen.items()}
    json.dump(cost | {"said": said}, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
