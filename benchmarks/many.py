"""Seconds and peak megabytes of a check over N item files of a made-up edition: `python benchmarks/many.py 43000`."""

from __future__ import annotations

import copy
import gc
import resource
import sys
import tempfile
import time
from datetime import date
from importlib.resources import files
from pathlib import Path

import yaml

from ita_site.criteria import BUILT_IN, Edition
from ita_site.criteria.loader import build_edition
from ita_site.findings import Gate
from ita_site.records import SiteConfig
from ita_site.rules import check_site
from ita_site.site import read_site
from ita_site.source import Document

YEAR = 2566


def _text() -> str:
    return (files("ita_site.criteria") / f"{YEAR}.yml").read_text(encoding="utf-8")


def edition_of(count: int) -> Edition:
    """The edition of 2566 with its first items repeated under new codes until there are `count`."""
    raw = yaml.safe_load(_text())
    pattern = [item for item in raw["items"] if not item.get("depends_on")]
    items = []
    for number in range(1, count + 1):
        item = copy.copy(pattern[number % len(pattern)])
        items.append(item | {"code": f"O{number}", "key": f"item-{number}"})
    raw["items"] = items
    sub = raw["tree"][0]["subs"][0] | {"count": count}
    sub["groups"] = [sub["groups"][0] | {"items": [item["code"] for item in items]}]
    raw["tree"] = [raw["tree"][0] | {"subs": [sub]}]
    raw["tree"].append({"id": "10", "name": raw["tree"][0]["name"], "subs": []})
    raw["counts"] = {"items": count, "groups": 1, "subs": 1, "indicators": 2}
    # texts of the pattern name items that are no more
    raw["former"] = {item["key"]: "item-1" for item in yaml.safe_load(_text())["items"]}
    return build_edition(raw)


def main() -> None:
    count = int(sys.argv[1])
    edition = edition_of(count)
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        items = root / "content" / str(YEAR) / "items"
        items.mkdir(parents=True)
        example = Path(__file__).resolve().parent.parent / "content" / str(YEAR) / "items" / "o12.yml"
        text = example.read_text(encoding="utf-8")
        for number in range(1, count + 1):
            (items / f"o{number:02d}.yml").write_text(
                text.replace("item: O12", f"item: O{number}").replace("files/2566/", f"files/{number}/"),
                encoding="utf-8",
            )
        config = SiteConfig.model_validate(
            {
                "agency": {"name": "x", "type": "local_government"},
                "site": {"url": "https://x.example/"},
                "years": [YEAR],
            }
        )
        gc.disable()  # as the command line does
        started = time.process_time()
        site = read_site(root, config, Document("site_config.yml", None, (), {}, ""), edition, BUILT_IN)
        check_site(site, date(2023, 9, 30), Gate.PUBLISH)
        seconds = time.process_time() - started
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    main()
