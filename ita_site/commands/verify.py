"""`verify`: is what is live what was checked?"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from ita_site import progress
from ita_site.commands.build import BUILD
from ita_site.config import CONFIG_NAME
from ita_site.errors import ConfigError, ItaSiteError
from ita_site.evidence.net.tls import Trust
from ita_site.publishing.repository import is_before
from ita_site.release import RELEASE, Release
from ita_site.source import load
from ita_site.streams import put, say
from ita_site.style import style_for
from ita_site.text import Text
from ita_site.verifying.compare import against, compared
from ita_site.verifying.local import read_stock, release_at
from ita_site.verifying.model import Kind, Stock, Trusted
from ita_site.verifying.telling import as_data, told
from ita_site.verifying.web import base_of, fetch_stock


def run(root: Path, *, source: str, copy: Path | None, format_: str) -> int:
    """0 when every file is what was checked; 1 when one is not, or it cannot be told.

    `source` is a web address, a folder, a publish target or an archive; `copy` a release that the reader trusts, in
    any of these forms but the first, or a `release.json`. Raises ConfigError, VerifyError or ReleaseError.
    """
    if copy is not None and not copy.exists():
        raise _not_there(f"--against {copy}")
    stock = _stock(root, source)
    trusted, notes = _trusted(root, source, stock, copy)
    if stock.kind is Kind.URL:
        notes += _of_address(source, stock.release)
    result = compared(stock)
    result = replace(result, trusted=trusted, notes=(*result.notes, *notes))
    if format_ == "json":
        put(json.dumps(as_data(result), ensure_ascii=False, indent=2) + "\n")
    else:
        put(told(result, style_for()))
    return int(result.verdict != "same")


def _stock(root: Path, source: str) -> Stock:
    if source.lower().lstrip().startswith(("http://", "https://")):
        return fetch_stock(source, progress.of_files, _trust_of(root))
    path = Path(source)
    if not path.exists():
        raise _not_there(source)
    return read_stock(path, source)


def _trust_of(root: Path) -> Trust:
    """Whose certificates count: the usual authorities, and those of `evidence.ca_file` where the site names a file.

    Only that field is read: whoever verifies needs no site, and one whose settings are broken elsewhere is live as well.
    """
    evidence = (load(root / CONFIG_NAME, CONFIG_NAME).data or {}).get("evidence")
    named = evidence.get("ca_file") if isinstance(evidence, dict) else None
    if not isinstance(named, str) or not named.strip():
        return Trust()
    try:
        return Trust(root / named.strip())
    except ConfigError as error:  # less is trusted then, never more
        say(f"! {error.message.th}\n  {error.message.en}\n")
        return Trust()


def _trusted(root: Path, source: str, stock: Stock, copy: Path | None) -> tuple[Trusted | None, list[Text]]:
    """The copy that was named, else the one that `publish` keeps beside the site; what is to be said of it."""
    live = stock.release

    def led_to(commit: str, other: str) -> bool:
        return is_before(root, commit, other)

    if copy is not None:
        return against(live, release_at(copy, str(copy)), str(copy), is_asked=True, is_before=led_to), []
    kept = root / BUILD / RELEASE
    if not kept.is_file():
        return None, []
    try:
        release = release_at(kept, f"{BUILD}/{RELEASE}")
    except ItaSiteError as error:
        why = error.message
        return None, [Text(f"ไม่ได้เทียบกับ {BUILD}/{RELEASE}: {why.th}", f"not compared with {BUILD}/{RELEASE}: {why.en}")]
    if stock.kind is Kind.URL and release.url != live.url and not _is_at(source, release):
        return None, []  # another agency's site, verified from this folder
    return against(live, release, f"{BUILD}/{RELEASE}", is_asked=False, is_before=led_to), []


def _is_at(typed: str, release: Release) -> bool:
    """Whether a release says that it is at the address `typed`; http leads to https, or the browser says otherwise."""
    try:
        return base_of(release.url).wire.partition("://")[2] == base_of(typed).wire.partition("://")[2]
    except ConfigError:
        return False


def _of_address(typed: str, release: Release) -> list[Text]:
    """A word where the site says of itself that it is at another address."""
    try:
        own, here = base_of(release.url), base_of(typed)
    except ConfigError:
        return []
    if _is_at(typed, release):
        return []
    if own.host != here.host and own.host.removeprefix("www.") == here.host.removeprefix("www."):
        why = Text("ต่างกันที่ www.", "they differ in www.")
    else:
        why = Text("ที่นี่อาจเป็นสำเนา หรือตั้ง site: url: ไว้ผิด", "this may be a copy, or site: url: is wrong")
    return [
        Text(f"เว็บนี้บอกว่าที่อยู่ของตนคือ {own.wire} ({why.th})", f"the site gives its own address as {own.wire} ({why.en})")
    ]


def _not_there(name: str) -> ConfigError:
    return ConfigError(
        Text(
            f"ไม่มี {name} ถ้าเป็นที่อยู่เว็บ ขึ้นต้นด้วย https:// ถ้าเป็นโฟลเดอร์หรือไฟล์ ตรวจชื่อ",
            f"there is no {name}; begin a web address with https://, or check the name of the folder or file",
        )
    )
