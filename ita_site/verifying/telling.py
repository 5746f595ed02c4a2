"""The result of `verify` in words, and as plain values for other programs (its JSON Schema is `verify_schema`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ita_site import __version__
from ita_site.dates import thai_date
from ita_site.release import Release
from ita_site.reporters.text_format import safe_line
from ita_site.style import Style
from ita_site.text import Text
from ita_site.verifying.model import Difference, Kind, Relation, Seen, Trouble, Trusted, Verified

MOST_LINES = 50
"""Files that are named on the screen; the JSON has all."""
_WORD = {
    Trouble.REFUSED: Text("ไม่ใช่ไฟล์ธรรมดา", "refused"),
    Trouble.DIFFERENT: Text("ไม่ตรง", "different"),
    Trouble.MISSING: Text("หายไป", "missing"),
    Trouble.EXTRA: Text("เกินมา", "extra"),
    Trouble.UNKNOWN: Text("ดูไม่ได้", "not seen"),
}
_RELATION = {
    Relation.SAME: Text("เป็นรุ่นเดียวกัน", "is the same release"),
    Relation.NEWER: Text("เป็นรุ่นเก่ากว่าที่อยู่บนเว็บ", "is older than what is live"),
    Relation.OLDER: Text("เป็นรุ่นใหม่กว่าที่อยู่บนเว็บ", "is newer than what is live"),
    Relation.OTHER: Text("เป็นอีกรุ่นหนึ่ง บอกไม่ได้ว่ารุ่นใดใหม่กว่า", "is another release; which is newer cannot be told"),
}


def told(result: Verified, style: Style) -> str:
    """What was compared, every file that is not as it was listed, what is proved, and the verdict."""
    return (
        "\n".join([*_head(result, style), *_files(result, style), *_proof(result, style), *_end(result, style)]) + "\n"
    )


def _head(result: Verified, style: Style) -> Iterator[str]:
    release, check = result.release, result.release.check
    yield style.paint(safe_line(f"{release.agency} · {release.url}"), "bold")
    yield from _release_lines(release)
    counts = check.get("counts")
    if isinstance(counts, dict):
        tally = [counts.get(word, "?") for word in ("error", "warning", "notice")]
        waived = check.get("waived")
        count = len(waived) if isinstance(waived, list) else 0
        yield safe_line(f"  ผลตรวจของรุ่นนี้: ต้องแก้ {tally[0]} · เตือน {tally[1]} · แจ้ง {tally[2]} · ยกเว้นไว้ {count}")
        yield style.paint(
            safe_line(f"  its check: {tally[0]} errors, {tally[1]} warnings, {tally[2]} notices, {count} waived"), "dim"
        )


def _release_lines(release: Release) -> Iterator[str]:
    commit = release.commit[:12] if release.commit else "ไม่มี (none)"
    yield safe_line(
        f"  เกณฑ์ปี {release.edition} (ฉบับ {release.edition_revision}) · ณ {thai_date(release.as_of, short=True)}"
        f" · commit {commit} · {len(release.files):,} ไฟล์ · ita-site {release.version}"
    )
    yield f"  ลายนิ้วมือ (digest) {release.digest}"


def _files(result: Verified, style: Style) -> Iterator[str]:
    for difference in result.differences[:MOST_LINES]:
        word = _WORD[difference.trouble]
        colour = "yellow" if difference.trouble is Trouble.UNKNOWN else "red"
        yield f"{style.paint(word.th, colour, 'bold')} {safe_line(difference.path)} {safe_line(_detail(difference).th)}".rstrip()
        yield style.paint(f"  {word.en}: {safe_line(_detail(difference).en)}".rstrip(": "), "dim")
    if (more := len(result.differences) - MOST_LINES) > 0:
        yield f"… และอีก {more:,} ไฟล์ ดูครบด้วย --format json · and {more:,} more; --format json has all"


def _detail(difference: Difference) -> Text:
    if difference.why is not None:
        return Text(f"({difference.why.th})", difference.why.en)
    seen = difference.seen
    if seen is None or difference.listed is None:
        size = f"{seen.size:,}" if seen else "?"
        return Text(f"({size} ไบต์ ไม่อยู่ในรายการของรุ่นนี้)", f"{size} bytes, which the release does not list")
    listed = difference.listed
    more_th, more_en = ("มากกว่า ", "more than ") if seen.is_longer else ("", "")
    mark = f" {seen.sha256[:8]}" if seen.sha256 else ""
    return Text(
        f"(ตอนตรวจ {listed.bytes:,} ไบต์ {listed.sha256[:8]} · ตอนนี้ {more_th}{seen.size:,} ไบต์{mark})",
        f"{listed.bytes:,} bytes {listed.sha256[:8]} when checked, {more_en}{seen.size:,} bytes{mark} now",
    )


def _proof(result: Verified, style: Style) -> Iterator[str]:
    for note in result.notes:
        yield f"! {safe_line(note.th)}"
        yield style.paint(f"  {safe_line(note.en)}", "dim")
    if result.trusted is not None:
        yield from _trusted_lines(result.trusted, style)
    elif result.verdict == "same":
        yield "! พิสูจน์ได้เพียงว่าไฟล์ตรงกับ release.json ของเว็บเอง ถ้ามีผู้แก้ทั้งสองพร้อมกันจะไม่รู้ เทียบกับสำเนาที่เก็บไว้: --against FILE"
        yield style.paint(
            "  this proves only that the files are those of the site's own release.json; whoever changed both is not caught. Compare with a copy of your own: --against FILE",
            "dim",
        )


def _trusted_lines(trusted: Trusted, style: Style) -> Iterator[str]:
    words = _RELATION[trusted.relation]
    mark = style.paint("✓", "green") if trusted.relation is Relation.SAME else style.paint("!", "yellow")
    yield f"{mark} สำเนา {safe_line(trusted.source)} {words.th}"
    yield style.paint(f"  the copy {safe_line(trusted.source)} {words.en}", "dim")
    if trusted.relation is Relation.SAME:
        return
    yield from _release_lines(trusted.release)
    yield f"  รายการไฟล์ต่างกัน {trusted.changed:,} ไฟล์ · {trusted.changed:,} files are listed otherwise"
    if not trusted.is_against:
        yield "  เว็บใหม่กว่าสำเนานี้ (เช่น เผยแพร่จากเครื่องอื่น) จึงพิสูจน์ได้เพียงว่าไฟล์ตรงกับ release.json ของเว็บเอง"
        yield style.paint(
            "  published from elsewhere, it seems: this proves only that the files are those of its own release.json",
            "dim",
        )
    elif not trusted.is_asked:
        yield "  ถ้าเผยแพร่จากเครื่องอื่นหรือ CI สั่ง git pull หรือเทียบกับสำเนาจากที่นั่นด้วย --against แล้วตรวจใหม่"
        yield style.paint("  if it was published from elsewhere, run git pull or give that copy with --against", "dim")


def _end(result: Verified, style: Style) -> Iterator[str]:
    count = result.compared
    if result.verdict == "same":
        yield style.paint(f"✓ ตรงกันทุกไฟล์ {count:,} ไฟล์", "green", "bold")
        yield style.paint(f"  all {count:,} files are what was checked", "dim")
    else:
        tally = {t: sum(d.trouble is t for d in result.differences) for t in _WORD}
        parts = [(_WORD[t], n) for t, n in tally.items() if n]
        if result.verdict == "different" and not parts:
            yield style.paint("✕ ไม่ใช่รุ่นเดียวกับสำเนา", "red", "bold")
            yield style.paint(f"  not the release of the copy; its {count:,} files are those of its own list", "dim")
        elif result.verdict == "different":
            yield style.paint(f"✕ ไม่ตรงกับที่ตรวจ{_listed(parts, 'th')} จาก {count:,} ไฟล์", "red", "bold")
            yield style.paint(f"  not what was checked{_listed(parts, 'en')} of {count:,} files", "dim")
        else:
            yield style.paint(
                f"? บอกไม่ได้{_listed(parts, 'th')} จาก {count:,} ไฟล์ ที่เหลือตรงกัน ลองใหม่ภายหลัง", "yellow", "bold"
            )
            yield style.paint(
                f"  cannot be told{_listed(parts, 'en')} of {count:,} files; the others agree. Try again later", "dim"
            )
    if result.kind is Kind.URL:
        yield f"  จากภายนอกดูไม่ได้ว่ามีไฟล์เกินมาหรือไม่ และไม่ได้ดู {result.unserved:,} ไฟล์ที่เว็บเซิร์ฟเวอร์เก็บไว้ใช้เอง"
        yield style.paint(
            f"  extra files cannot be seen from outside; {result.unserved:,} files that servers keep for themselves were not compared",
            "dim",
        )


def _listed(parts: list[tuple[Text, int]], language: str) -> str:
    words = ", ".join(f"{getattr(word, language)} {count:,}" for word, count in parts)
    return f": {words}" if words else ""


def as_data(result: Verified) -> dict[str, Any]:
    """The result as plain values. `as_of` is a CE date, `edition` a fiscal year BE; sizes are bytes."""
    trusted = result.trusted
    return {
        "tool": "ita-site",
        "version": __version__,
        "source": {"kind": str(result.kind), "address": result.address},
        "verdict": result.verdict,
        "release": _release_data(result.release),
        "compared": result.compared,
        "not_served": result.unserved,
        "sees_extra_files": result.is_all,
        "differences": [_difference_data(difference) for difference in result.differences],
        "trusted": None
        if trusted is None
        else {
            "source": trusted.source,
            "relation": str(trusted.relation),
            "is_asked": trusted.is_asked,
            "files_listed_otherwise": trusted.changed,
            "release": _release_data(trusted.release),
        },
        "notes": [{"th": note.th, "en": note.en} for note in result.notes],
    }


def _release_data(release: Release) -> dict[str, Any]:
    return {
        "version": release.version,
        "agency": release.agency,
        "url": release.url,
        "commit": release.commit,
        "edition": release.edition,
        "edition_revision": release.edition_revision,
        "as_of": release.as_of.isoformat(),
        "digest": release.digest,
        "files": len(release.files),
    }


def _difference_data(difference: Difference) -> dict[str, Any]:
    listed, why = difference.listed, difference.why
    return {
        "path": difference.path,
        "trouble": str(difference.trouble),
        "listed": {"bytes": listed.bytes, "sha256": listed.sha256} if listed else None,
        "found": _seen_data(difference.seen) if difference.seen else None,
        "why": {"th": why.th, "en": why.en} if why else None,
    }


def _seen_data(seen: Seen) -> dict[str, Any]:
    return {"bytes": seen.size, "sha256": seen.sha256 or None, "is_longer": seen.is_longer}
