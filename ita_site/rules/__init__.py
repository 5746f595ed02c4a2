"""The rules and the engine that runs them: (site, day, gate) -> report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from graphlib import TopologicalSorter

from ita_site.evidence.observation import Observed
from ita_site.findings import CheckedFile, Finding, Gate, Report, Severity, at_gate, folded
from ita_site.rules import (
    addresses,
    admin,
    answers,
    completeness,
    criteria,
    documents,
    evidence,
    fields,
    folders,
    hosted,
    nil,
    observed,
    ownsite,
    pictures,
    privacy,
    setup,
    source,
    surveys,
    syntax,
    waivers,
)
from ita_site.rules.base import CATALOGUE, Checked, Context, Hit, Problems, Rule, Value
from ita_site.rules.consistency import FAMILIES as OF_CONSISTENCY
from ita_site.rules.measures import FAMILIES as OF_MEASURES
from ita_site.rules.programmes import FAMILIES as OF_PROGRAMMES
from ita_site.rules.results import FAMILIES as OF_RESULTS
from ita_site.rules.tables import FAMILIES as OF_TABLES
from ita_site.site import Site
from ita_site.text import Text
from ita_site.waivers import apply

_PLACE = re.compile(r"\{[a-z_]+\}")
_OF_WAIVERS = "ITA9"
"""The family that looks at what all others have found."""
FAMILIES = (
    source,
    syntax,
    folders,
    fields,
    *OF_TABLES,
    setup,
    criteria,
    completeness,
    nil,
    evidence,
    addresses,
    hosted,
    observed,
    documents,
    ownsite,
    pictures,
    answers,
    *OF_PROGRAMMES,
    privacy,
    *OF_CONSISTENCY,
    *OF_RESULTS,
    *OF_MEASURES,
    surveys,
    admin,
    waivers,
)

__all__ = ["CATALOGUE", "FAMILIES", "Rule", "check_site", "file_findings", "rules_in_order", "without_places"]


@cache
def rules_in_order() -> tuple[Rule, ...]:
    """Every rule, those that others require first."""
    order = TopologicalSorter({code: CATALOGUE[code].requires for code in sorted(CATALOGUE)}).static_order()
    return tuple(CATALOGUE[code] for code in order)


def check_site(site: Site, as_of: date, gate: Gate, observed: Observed | None = None) -> Report:
    """Run every rule over the open year of `site` as on the day `as_of` (CE), and apply the agency's waivers.

    `observed` is what was seen of links and files; without it nothing is said of what only opening can tell. The same
    site, day, gate and observations always give the same report.
    """
    context = Context(site, as_of, observed or Observed())
    others = [rule for rule in rules_in_order() if not rule.code.startswith(_OF_WAIVERS)]
    found, waived, context.waivers_used = apply(_found(others, context), site.config.waivers, context.edition, as_of)
    found += _found([rule for rule in rules_in_order() if rule.code.startswith(_OF_WAIVERS)], context)
    return Report(
        edition=context.edition.year,
        edition_revision=context.edition.revision,
        gate=gate,
        as_of=as_of,
        findings=at_gate(folded(found), gate),
        files_checked=len(context.documents),
        waived=tuple(waived),
        observed=context.observed,
        checked=tuple(
            CheckedFile(document.path, item.code if item else None, item.name if item else None)
            for document, item in context.documents
        ),
    )


def _found(rules: Iterable[Rule], context: Context) -> list[Finding]:
    """What `rules`, in their order, say. Where a rule that one requires spoke of a file, that one is silent."""
    findings: list[Finding] = []
    spoken: dict[str, set[str]] = {}
    for rule in rules:
        silent = set().union(*(spoken[code] for code in rule.requires)) if rule.requires else set()
        paths = spoken[rule.code] = set()
        for hit in rule.check(context):
            if hit.path not in silent:
                paths.add(hit.path)
                findings.append(_finding(rule, hit))
    return findings


def file_findings(checked: Checked) -> tuple[Finding, ...]:
    """Findings about one file on its own, such as `site_config.yml`, which is read before there is a site."""
    problems = Problems([checked])
    hits = ((rule, hit) for rule in rules_in_order() if rule.scope == "file" for hit in rule.check(problems))
    return at_gate([_finding(rule, hit) for rule, hit in hits], Gate.PUBLISH)


def without_places(text: Text) -> Text | None:
    """A rule's words where there is no finding to fill them: … for each value, None when nothing else is said."""
    th, en = (_PLACE.sub("…", words) for words in (text.th, text.en))
    return None if th == "…" else Text(th, en)


def _finding(rule: Rule, hit: Hit) -> Finding:
    line, column = _place(hit)
    # A fact that we are not sure of may be told, never held against the agency.
    weak = "low" in (hit.confidence, _certainty(rule, hit))
    severity = Severity.NOTICE if weak else rule.severity
    return Finding(
        code=rule.code,
        slug=rule.slug,
        severity=severity,
        path=hit.path,
        line=line,
        column=column,
        item=hit.item.code if hit.item else None,
        item_name=hit.item.name if hit.item else None,
        message=_worded(rule.message, hit.values),
        fix=_worded(rule.fix, hit.values),
        is_gap=rule.is_gap or hit.is_gap,
    )


def _certainty(rule: Rule, hit: Hit) -> str:
    """How sure that is of the list which a rule takes for certain."""
    if hit.item is None or not rule.rests_on:
        return "high"
    return hit.item.confidence if rule.rests_on == "item" else hit.item.facts


def _place(hit: Hit) -> tuple[int, int]:
    if hit.spot is not None:
        return hit.spot
    if isinstance(hit.where, str):
        return (1, 1)
    return hit.where.place(hit.at, key=hit.on_key)


def _worded(text: Text, values: Mapping[str, Value]) -> Text:
    th = {name: v.th if isinstance(v, Text) else v for name, v in values.items()}
    en = {name: v.en if isinstance(v, Text) else v for name, v in values.items()}
    return Text(text.th.format_map(th), text.en.format_map(en))
