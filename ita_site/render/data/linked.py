"""What pages tell search engines of themselves (JSON-LD, schema.org): who the agency is, where a page stands, which
data can be taken. A block of data, never run; nothing in it can end the block that it stands in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from ita_site.api_paths import item_data_path, year_path
from ita_site.dates import fiscal_year_months
from ita_site.evidence import read_address
from ita_site.render.data.sources import MEDIA_TYPES, Sources
from ita_site.render.home import site_title
from ita_site.render.nav import Entry
from ita_site.render.template import flat
from ita_site.site import ItemEntry, YearContent
from ita_site.sitemap import DATA, HOME, Page, is_typed_table, item_page_path, typed_table_path
from ita_site.thai import cut

_UNSAFE = re.compile("[<>&\u2028\u2029]")
_END = "\n---\n"
_LEAST, _MOST = 50, 5000
"""Characters of the description of a dataset. Source: Google's guide to structured data of datasets."""

Node = dict[str, Any]


def with_linked(text: str, nodes: list[Node]) -> str:
    """A finished page that carries `nodes` in its front matter, for the frame to write."""
    if not nodes or not text.startswith("---\n"):
        return text
    front, end, body = text.partition(_END)
    return f"{front}\nlinked: {json.dumps(block(nodes), ensure_ascii=False)}{end}{body}"


def block(nodes: list[Node]) -> str:
    """The text of a block: JSON in which no sign means anything to HTML."""
    whole = {"@context": "https://schema.org", "@graph": nodes}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


class Linked:
    """Tells what each page is. `menu`: the entries of the menu, by which pages stand one below the other."""

    def __init__(self, sources: Sources, menu: Iterable[Entry]) -> None:
        self._sources = sources
        self._trails = dict(_trails(menu, ()))
        agency = sources.site.config.agency
        self._agency: Node = {
            "@type": "GovernmentOrganization", "@id": f"{sources.base}#agency", "name": flat(agency.name), "url": sources.base,
        }  # fmt: skip

    def of(self, page: Page) -> list[Node]:
        """What a page says of itself."""
        if page.kind == "home":
            return [self._whole_agency(), self._site()]
        found = [self._path(page)] if page.path in self._trails else []
        if page.kind == "data":
            found.append(self._all_data())
        if page.kind == "item" and page.year is not None and (data := self._item(page.year, page.item)):
            found.append(data)
        return found

    def _whole_agency(self) -> Node:
        agency, site = self._sources.site.config.agency, self._sources.site
        more = {
            "alternateName": flat(agency.name_en),
            "address": flat(agency.address),
            "telephone": flat(agency.phone),
            "email": flat(agency.email),
            "logo": self._sources.file(agency.emblem) if agency.emblem in site.files else "",
        }
        return self._agency | {name: value for name, value in more.items() if value}

    def _site(self) -> Node:
        base, site = self._sources.base, self._sources.site
        return {
            "@type": "WebSite", "@id": f"{base}#site", "url": base, "name": flat(site_title(site)), "inLanguage": "th",
            "publisher": {"@id": f"{base}#agency"},
        }  # fmt: skip

    def _path(self, page: Page) -> Node:
        steps = [("หน้าแรก", HOME), *self._trails[page.path]]
        shown = [(title, path) for title, path in steps[:-1] if path != page.path] + steps[-1:]
        return {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": n, "name": flat(title), "item": self._sources.page(path)}
                for n, (title, path) in enumerate(shown, 1)
            ],
        }

    def _dataset(self, page: str, name: str, description: str, files: list[Node]) -> Node:
        address, text = self._sources.page(page), flat(self._sources.site.config.data.license)
        found: Node = {
            "@type": "Dataset", "@id": f"{address}#data", "url": address, "name": flat(name),
            "description": cut(flat(description), _MOST),
            "inLanguage": "th", "isAccessibleForFree": True, "publisher": self._agency, "distribution": files,
        }  # fmt: skip
        if text:
            found["license"] = text if read_address(text) else {"@type": "CreativeWork", "name": text}
        return found

    def _all_data(self) -> Node:
        sources, year, oldest = self._sources, self._sources.site.year, self._sources.site.years[-1]
        number, agency = year.edition.year, flat(sources.site.config.agency.name)
        names = ("items.csv", "evidence.csv", "items.json", "evidence.json", "edition.json")
        first = fiscal_year_months(oldest.edition.year, oldest.edition.start_month)[0]
        last = fiscal_year_months(number, year.edition.start_month)[-1]
        return self._dataset(
            DATA,
            f"ข้อมูลเปิด {year.edition.scheme_name.th} ของ{agency}",
            f"ทุกข้อที่{agency}เปิดเผย หลักฐานพร้อมผลการเปิดตรวจ แผนงาน ผลการประเมิน และมาตรการ เป็นไฟล์ CSV และ JSON",
            [_download(name, sources.file(year_path(number, name))) for name in names],
        ) | {
            "temporalCoverage": f"{first}/{last}",
            "includedInDataCatalog": {
                "@type": "DataCatalog",
                "name": flat(site_title(sources.site)),
                "url": sources.base,
            },
        }

    def _item(self, year: YearContent, code: str) -> Node | None:
        """An item that has a table or documents to take."""
        sources, entry, item = self._sources, year.items.get(code), year.edition.items[code]
        if entry is None or entry.record is None or not (entry.record.evidence or entry.table):
            return None
        page = item_page_path(year, code)
        files = [*self._tables(entry, page), _download(f"{code} (JSON)", sources.file(item_data_path(year, code)))]
        files += self._documents(entry)
        about = f"ข้อมูลปี {year.edition.year} ที่{sources.site.config.agency.name}เปิดเผย พร้อมหลักฐานและไฟล์ที่นำไปใช้ต่อได้"
        name, told = f"{code} {item.name.th} ปี {year.edition.year}", flat(item.summary.th)
        found = self._dataset(page, name, told if len(told) >= _LEAST else f"{told or item.name.th} {about}", files)
        spans = [e.covers for e in entry.record.evidence if e.covers is not None]
        if spans:
            first, ends = min(s.start for s in spans), [s.end for s in spans if s.end is not None]
            found["temporalCoverage"] = f"{first}/{max(ends) if len(ends) == len(spans) else '..'}"
        return found | {"isPartOf": {"@id": f"{sources.page(DATA)}#data"}}

    def _tables(self, entry: ItemEntry, page: str) -> Iterator[Node]:
        if is_typed_table(entry):
            yield _download("ตารางข้อมูล (CSV)", self._sources.file(typed_table_path(page)))

    def _documents(self, entry: ItemEntry) -> Iterator[Node]:
        table = (entry.record.table.file or "").strip() if entry.record and entry.record.table else ""
        if table and self._sources.place.file(table).href:
            yield _download("ตารางข้อมูล (CSV)", self._sources.file(table))
        for evidence in entry.record.evidence if entry.record else ():
            proof = self._sources.proof(evidence)
            if proof["url"] and proof["media_type"] in _TAKEN:
                yield _download(flat(evidence.title), proof["url"], proof["media_type"])


_TAKEN = frozenset(MEDIA_TYPES.values())


def _download(name: str, address: str, media_type: str = "") -> Node:
    kind = media_type or MEDIA_TYPES[f".{address.rpartition('.')[2].lower()}"]
    return {"@type": "DataDownload", "name": name, "encodingFormat": kind, "contentUrl": flat(address)}


def _trails(
    entries: Iterable[Entry], above: tuple[tuple[str, str], ...]
) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """The way to every page: title and path of each section above it, which stands for its first page, and its own."""
    for entry in entries:
        here = (*above, (entry.title, entry.path or _first(entry)))
        if entry.entries:
            yield from _trails(entry.entries, here)
        elif entry.path:
            yield entry.path, here


def _first(entry: Entry) -> str:
    return entry.path or (_first(entry.entries[0]) if entry.entries else "")
