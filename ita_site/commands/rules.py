"""`rules`: the catalogue, one line each."""

from __future__ import annotations

from ita_site.reporters.text_format import COLOUR, WORD
from ita_site.rules import CATALOGUE
from ita_site.streams import put
from ita_site.style import style_for


def run() -> int:
    style = style_for()
    for code in sorted(CATALOGUE):
        rule = CATALOGUE[code]
        word = style.paint(WORD[rule.severity], COLOUR[rule.severity])
        gate = "publish" if rule.is_gap else "draft"
        put(f"{code}  {word}  {gate:8}{rule.slug:24}{rule.title.th} · {rule.title.en}\n")
    put("อ่านเพิ่ม: ita-site explain ITA301 · draft: กั้นทุกครั้งที่บันทึก · publish: กั้นเฉพาะตอนเผยแพร่\n")
    return 0
