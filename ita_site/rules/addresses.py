"""4xx, links: what a web address says before anyone opens it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ita_site.evidence.links import address_trouble, shortened
from ita_site.rules.base import Context, Hit, rule
from ita_site.rules.hosted import files_with


def _addresses(context: Context, trouble: str) -> Iterator[Hit]:
    policy = context.site.config.evidence
    for citation in context.citations:
        url = citation.evidence.url
        if url is not None and _trouble(url, policy.staging_hosts, policy.allow_hosts) == trouble:
            at = (*citation.at, "url")
            yield Hit(citation.document, at, {"url": shortened(url)}, citation.item, is_gap=citation.is_pending)


@cache
def _trouble(url: str, staging: tuple[str, ...], opened: tuple[str, ...]) -> str | None:
    return address_trouble(url, staging, opened)


@rule(
    "ITA401", "bad-address", "error",
    title=("ที่อยู่เว็บใช้ไม่ได้", "Not a web address"),
    message=("«{url}» ไม่ใช่ที่อยู่เว็บที่เปิดได้", "«{url}» is not a web address that opens"),
    fix=("คัดลอกที่อยู่จากช่องด้านบนของเบราว์เซอร์ ให้ขึ้นต้นด้วย https://", "Copy the address from the browser's bar; it starts with https://"),
)  # fmt: skip
def bad_address(context: Context) -> Iterator[Hit]:
    """ลิงก์ที่เปิดไม่ได้ทำให้ข้อนั้นได้ 0

    A link that does not open scores 0."""
    yield from _addresses(context, "not-an-address")


@rule(
    "ITA403", "home-page", "error",
    title=("ใช้หน้าแรกของเว็บเป็นหลักฐาน", "Home page as evidence"),
    message=("«{url}» เป็นหน้าแรกของเว็บไซต์ ผู้ประเมินต้องค้นหาต่อเอง", "«{url}» is a home page; the assessor would have to go on searching"),
    fix=("ใส่ที่อยู่ของหน้าหรือเอกสารที่มีข้อมูลนั้นโดยตรง", "Give the address of the very page or document"),
)  # fmt: skip
def home_page(context: Context) -> Iterator[Hit]:
    """หลักฐานต้องพาไปถึงข้อมูล ไม่ใช่พาไปถึงประตูหน้าบ้าน

    Evidence leads to the data, not to the front door."""
    yield from _addresses(context, "home-page")


@rule(
    "ITA404", "staging-host", "error",
    title=("ที่อยู่ทดสอบหรือภายในสำนักงาน", "Staging or office-only address"),
    message=("«{url}» เป็นเว็บทดสอบหรือเครือข่ายภายใน ประชาชนเปิดไม่ได้", "«{url}» is a test site or an inner network that citizens cannot open"),
    fix=("ใส่ที่อยู่ของเว็บไซต์จริง", "Give the address on the public site"),
)  # fmt: skip
def staging_host(context: Context) -> Iterator[Hit]:
    """เปิดได้จากในสำนักงานไม่ได้แปลว่าประชาชนเปิดได้ และเว็บทดสอบมักถูกลบ

    What opens in the office need not open outside, and test sites get deleted."""
    yield from _addresses(context, "staging")


@rule(
    "ITA405", "shortener", "error",
    title=("ใช้ลิงก์ย่อ", "Shortened link"),
    message=("«{url}» เป็นลิงก์ย่อ ไม่มีใครรู้ว่าปลายทางคืออะไร", "«{url}» is a shortened link; nobody can tell where it leads"),
    fix=("เปิดลิงก์ แล้วคัดลอกที่อยู่ปลายทางมาใส่แทน", "Open it and copy the address where it ends"),
)  # fmt: skip
def shortener(context: Context) -> Iterator[Hit]:
    """ลิงก์ย่อหมดอายุหรือเปลี่ยนปลายทางได้ โดยหน่วยงานไม่รู้

    A shortened link can expire or change its target without the agency knowing."""
    yield from _addresses(context, "shortener")


@rule(
    "ITA407", "blank-address", "error",
    title=("ที่อยู่ว่างหรือเป็น #", "Blank address"),
    message=("ที่อยู่ของหลักฐานว่างอยู่หรือเป็น #", "The address of the evidence is blank or just #"),
    fix=("ใส่ที่อยู่เต็ม หรือใช้ file: ถ้าเอกสารอยู่ใน content/files", "Give the full address, or use file: for a document under content/files"),
)  # fmt: skip
def blank_address(context: Context) -> Iterator[Hit]:
    """ปุ่มที่กดแล้วไม่ไปไหนพบบ่อยบนหน้า OIT และทำให้ได้ 0

    Buttons that lead nowhere are common on disclosure pages and score 0."""
    yield from _addresses(context, "blank")
    yield from files_with(context, "blank")


@rule(
    "ITA415", "login-in-address", "error",
    title=("มีชื่อผู้ใช้หรือรหัสผ่านในลิงก์", "Login inside the address"),
    message=("ลิงก์นี้มีชื่อผู้ใช้หรือรหัสผ่านอยู่ในที่อยู่", "The address carries a user name or password"),
    fix=("ลบส่วนก่อนเครื่องหมาย @ และเปลี่ยนรหัสผ่านนั้นทันที", "Remove what stands before the @, and change that password at once"),
)  # fmt: skip
def login_in_address(context: Context) -> Iterator[Hit]:
    """รหัสผ่านที่อยู่ในลิงก์เห็นได้ทุกคน

    A password in a link is seen by everyone."""
    yield from _addresses(context, "login-in-address")


@rule(
    "ITA416", "cut-address", "error",
    title=("ที่อยู่ถูกตัด", "Address is cut"),
    message=("«{url}» ถูกตัดด้วยจุดสามจุด จึงเปิดไม่ได้", "«{url}» is cut with dots and will not open"),
    fix=("เปิดหน้านั้นใหม่ แล้วคัดลอกที่อยู่เต็มจากช่องด้านบนของเบราว์เซอร์", "Open the page again and copy the whole address from the browser's bar"),
)  # fmt: skip
def cut_address(context: Context) -> Iterator[Hit]:
    """คัดลอกจากตารางที่ย่อลิงก์ไว้จะได้ที่อยู่ไม่ครบ

    Copying from a table that shortens its links gives half an address."""
    yield from _addresses(context, "cut")


@rule(
    "ITA417", "disk-path", "error",
    title=("เป็นที่อยู่ไฟล์ในเครื่อง", "Path on somebody's disk"),
    message=("«{url}» เป็นไฟล์ในเครื่องของเจ้าหน้าที่ ไม่มีใครเปิดได้", "«{url}» is a file on an officer's own disk"),
    fix=("อัปโหลดไฟล์ไว้ใน content/files แล้วใช้ file: แทน url:", "Upload it to content/files and use file: instead of url:"),
)  # fmt: skip
def disk_path(context: Context) -> Iterator[Hit]:
    """ไฟล์ใน D: หรือเครื่องแม่ข่ายภายในเปิดได้แค่คนในสำนักงาน

    A file on D: or an office server opens for nobody outside."""
    yield from _addresses(context, "disk-path")
