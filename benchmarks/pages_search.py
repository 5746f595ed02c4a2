"""The search of a site on the hand-written queries, its own worker driven in a real page by Material's protocol."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser

QUERIES = Path(__file__).resolve().parent.parent / "tests" / "search" / "queries.yml"
OUR_WORKER = "assets/search-worker.js"
_DRIVE = """async ({base, ours, asked}) => {
  const told = ours ? null : JSON.parse(document.getElementById("__config").textContent);
  const address = ours ? new URL(ours, base) : new URL(told.search, new URL(told.base, location.href));
  const fetched = await fetch(new URL("search/search_index.json", base));
  if (!fetched.ok) throw new Error("the site has no search index");
  const index = await fetched.json();
  const started = performance.now();
  const worker = new Worker(address);
  const answer = (message, type) => new Promise((resolve, reject) => {
    worker.onmessage = ({data}) => { if (data.type === type) resolve(data.data) };
    worker.onerror = event => reject(new Error(event.message));
    worker.postMessage(message);
  });
  await answer({type: 0, data: {...index, options: {suggest: false}}}, 1);
  const ready = performance.now() - started;
  const found = [];
  for (const data of asked) {
    const from = performance.now();
    const {items} = await answer({type: 2, data}, 3);
    found.push({ms: performance.now() - from, pages: items.map(page => page[0].location.split("#")[0])});
  }
  worker.terminate();
  return {ready, found};
}"""


def queries() -> list[dict[str, Any]]:
    """Words that a citizen types (`ask`) and the pages that rightly answer (`pages`, addresses without the last `/`)."""
    asked: list[dict[str, Any]] = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))
    return asked


def scores(browser: Browser, address: str, asked: Sequence[dict[str, Any]], *, ours: bool) -> dict[str, Any]:
    """Means over the queries; `wrong` names each query with a page too few or too many.

    A query that has answers and gets none counts 0 in both; one that has none has precision 1 when none is given, and no
    recall.
    """
    context = browser.new_context()
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    words = {"base": address, "ours": OUR_WORKER if ours else "", "asked": [query["ask"] for query in asked]}
    told = page.evaluate(_DRIVE, words)
    context.close()
    recalls, precisions, wrong, answered = [], [], {}, 0
    for query, got in zip(asked, told["found"], strict=True):
        truth, found = set(query["pages"]), {_name(location) for location in got["pages"]}
        hit = len(truth & found)
        answered += bool(hit) == bool(truth)
        if truth:
            recalls.append(hit / len(truth))
        precisions.append(hit / len(found) if found else float(not truth))
        if truth != found:
            wrong[query["ask"]] = {"missing": sorted(truth - found), "too many": sorted(found - truth)}
    return {
        "queries": len(asked),
        "recall": statistics.mean(recalls),
        "precision": statistics.mean(precisions),
        "answered": answered / len(asked),
        "ready_ms": told["ready"],
        "query_ms": statistics.median(got["ms"] for got in told["found"]),
        "wrong": wrong,
    }


def _name(location: str) -> str:
    return location.strip("/") or "index"
