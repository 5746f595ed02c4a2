"""Good pages that look bad to a hasty reader: they speak of errors, logins and repairs, or share a template with them."""

from __future__ import annotations

from links.answers import FINE, Answer, Ask, html, page, redirect
from links.registry import DOUBT, bounds, good

FORM = '<form action="/login" method="post"><input name="u" placeholder="ชื่อผู้ใช้"><input type="password" name="p"><button>เข้าสู่ระบบ</button></form>'
LONG = "องค์การบริหารส่วนตำบลขอประชาสัมพันธ์รายละเอียดให้ประชาชนทราบโดยทั่วกัน ตามเอกสารแนบ " * 8

good("talk-404-news")(
    page(
        "ข่าว: แก้ไขปัญหาหน้าเว็บ 404 บนเว็บไซต์หน่วยงานแล้ว",
        "ตามที่ประชาชนแจ้งว่าเปิดหน้าเว็บแล้วพบข้อความ 404 Not Found หรือ ไม่พบหน้าที่ต้องการ บัดนี้ได้แก้ไขแล้ว",
        LONG,
    )
)
good("talk-404-english")(
    page(
        "How we handle “404 Not Found” errors",
        "When a page is not found, our team repairs the link within a day.",
        LONG,
    )
)
good("talk-404-number")(page("คำสั่งที่ 404/2566 เรื่อง แต่งตั้งคณะกรรมการ", LONG))
good("talk-404-address", "http://<site>/news/404")(page("ประชุมสภาสมัยสามัญ ครั้งที่ 3", LONG))
good("talk-error-address", "http://<site>/manual/error-codes.html")(page("รหัสข้อผิดพลาดของระบบ e-LAAS", LONG))
good("talk-not-found-corruption")(
    page("ผลการตรวจสอบ: ไม่พบการทุจริต", "จากการตรวจสอบเรื่องร้องเรียน ไม่พบข้อมูลการทุจริตและประพฤติมิชอบในปีงบประมาณ 2566", LONG)
)
good("talk-no-complaints")(page("สถิติเรื่องร้องเรียน ประจำปี 2566", "ไม่พบข้อมูลเรื่องร้องเรียน (0 เรื่อง)"))
good("talk-login-howto", "http://<site>/manual/login")(
    page("คู่มือการเข้าสู่ระบบ e-Service", "1. เปิดหน้าเว็บ 2. กดปุ่ม เข้าสู่ระบบ 3. กรอกชื่อผู้ใช้และรหัสผ่าน", LONG)
)
good("talk-login-box")(page("แผนปฏิบัติการป้องกันการทุจริต", LONG, extra=f"<aside><h3>สมาชิก</h3>{FORM}</aside>"))
good("talk-login-box-first")(
    Answer(200, html("แผนปฏิบัติการ", LONG).replace(b"<main>", f"<div class='top'>{FORM}</div><main>".encode()))
)
good("talk-login-link")(page("ข้อมูลพื้นฐาน", LONG, extra='<a href="/login">เข้าสู่ระบบ</a> <a href="/signin">Sign in</a>'))
good("talk-road-repair")(
    page("ประกาศปิดปรับปรุงถนนสายบ้านตัวอย่าง", "แจ้งปิดปรับปรุงถนนชั่วคราว ระหว่างวันที่ 1-15 เมษายน 2566 ขออภัยในความไม่สะดวก", LONG)
)
good("talk-repair-schedule")(
    page("แผนการบำรุงรักษาระบบ (Maintenance plan) ประจำปี", "ระบบจะปิดปรับปรุงทุกวันอาทิตย์ที่สามของเดือน", LONG)
)
good("talk-building-work")(page("โครงการอาคารอยู่ระหว่างก่อสร้าง (under construction)", LONG))
good("talk-captcha")(
    page(
        "แบบฟอร์มร้องเรียน",
        LONG,
        extra='<form><textarea name="t"></textarea><div class="g-recaptcha" data-sitekey="k"></div></form>',
    )
)
good("talk-access-denied")(page("แนวปฏิบัติ: การปฏิเสธการเข้าถึง (Access Denied) ตามนโยบายความมั่นคงปลอดภัย", LONG))
good("talk-domain-sale")(page("ประกาศขายทอดตลาดพัสดุ (for sale)", "รายการพัสดุชำรุดที่จะขายทอดตลาด", LONG))
good("talk-expired")(page("ประกาศรายชื่อใบอนุญาตที่หมดอายุ (expired)", LONG))
good("talk-suspended")(page("ประกาศระงับการจ่ายเบี้ยยังชีพชั่วคราว (suspended)", LONG))
good("talk-deleted")(page("รายชื่อครุภัณฑ์ที่ถูกลบออกจากทะเบียนแล้ว", LONG))
good("talk-search-none")(
    page(
        "ระบบค้นหาข้อมูลจัดซื้อจัดจ้าง",
        "ใส่คำค้น แล้วกดค้นหา",
        extra='<p class="hide" style="display:none">ไม่พบข้อมูลที่ค้นหา</p>' + LONG,
    )
)
good("talk-noscript")(
    page("แผนที่ตั้งหน่วยงาน", LONG, extra="<noscript>Please enable JavaScript to continue using this site.</noscript>")
)
good("talk-comment-404", why="what stands in comments and scripts is not the page")(
    page("รายงานผลไตรมาส 2", LONG, extra="<!-- 404 not found template --><script>var msg='ไม่พบหน้าที่ต้องการ';</script>")
)
good("talk-short")(page("นโยบายไม่รับของขวัญ", "No Gift Policy", bare=True))
good("talk-image-only")(page("ประกาศ", extra='<img src="/upload/announce.jpg" alt="">', bare=True))
good("talk-frameset")(
    Answer(
        200,
        b"<html><head><title>OIT</title></head><frameset rows='80,*'><frame src='top.html'><frame src='main.html'></frameset></html>",
    )
)
good("talk-thai-file-name", "http://<site>/ไม่พบการทุจริต.html")(page("ผลการดำเนินงาน", LONG))


def shares(extra: str) -> Answer:
    """A page of which nine tenths are the template of the site."""
    return page(extra, f"<p>{extra}</p>", extra=f"<div class='menu'>{LONG * 3}</div>")


@good(
    "template-shared",
    everywhere=True,
    why="unknown addresses answer 200 in the same template; this one is really there",
)
def template_shared(ask: Ask) -> Answer:
    if ask.target == "/news/plan-2566":
        return shares(
            "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2566 ระยะที่หนึ่ง งบประมาณ 120,000 บาท ผู้รับผิดชอบ สำนักปลัด ดำเนินการเดือนตุลาคมถึงกันยายน"
        )
    return shares("ไม่พบหน้าที่ต้องการ")


@good("template-shared-list", everywhere=True, why="unknown addresses show the list of news; this one is an article")
def template_list(ask: Ask) -> Answer:
    return FINE if ask.target == "/news/plan-2566" else page("ข่าวทั้งหมด", "1. ประชุมสภา 2. เบี้ยยังชีพ 3. วัคซีน 4. ถนน")


@good("slug-canonical", "http://<site>/news/123/plan-2566", everywhere=True, why="any slug leads to the article's own")
def slug(ask: Ask) -> Answer:
    if ask.path == "/news/123/plan-2566":
        return FINE
    return redirect("/news/123/plan-2566", 301) if ask.path.startswith("/news/123/") else page("ไม่พบ", status=404)


@good(
    "slug-any",
    "http://<site>/news/123/plan-2566",
    everywhere=True,
    want=DOUBT,
    why="the number finds it, the slug is decoration; not to be told from a soft 404",
)
def slug_any(ask: Ask) -> Answer:
    return FINE if ask.path.startswith("/news/123/") else page("ไม่พบ", status=404)


@good("slug-wordpress", everywhere=True, why="WordPress guesses an article for unknown addresses")
def wordpress(ask: Ask) -> Answer:
    return FINE if ask.path == "/news/plan-2566" else redirect("/news/plan-2566", 301)


@good("unknown-to-home", everywhere=True, why="unknown addresses lead home; this one is there")
def unknown_home(ask: Ask) -> Answer:
    if ask.path == "/news/plan-2566":
        return FINE
    return page("หน้าแรก", "ยินดีต้อนรับ") if ask.path == "/" else redirect("/")


@good(
    "query-only",
    "http://<site>/index.php?option=com_content&id=5",
    everywhere=True,
    why="the same file for every page; the query tells",
)
def query_only(ask: Ask) -> Answer:
    return FINE if ask.target == "/index.php?option=com_content&id=5" else page("หน้าแรก", "ยินดีต้อนรับ ข่าวล่าสุด")


@good(
    "home-everywhere",
    "http://<site>/",
    everywhere=True,
    why="the home page was cited; that all else leads there is no fault of it",
)
def home_everywhere(ask: Ask) -> Answer:
    return page("หน้าแรก", "ยินดีต้อนรับ")


@bounds(
    "app-shell",
    "http://<site>/news/5",
    everywhere=True,
    why="an app whose pages are drawn by script",
    want=DOUBT | {"broken"},
)
def app_shell(ask: Ask) -> Answer:
    return Answer(
        200,
        b'<!doctype html><html><head><title>Agency</title></head><body><div id="root"></div><script src="/main.js"></script></body></html>',
    )


@good("sibling-hangs", everywhere=True, why="what becomes of a random address says nothing of the cited one")
async def sibling_hangs(ask: Ask, wire: object) -> None:
    from links.answers import Wire

    assert isinstance(wire, Wire)
    if ask.target == "/news/plan-2566":
        await wire.send(FINE.wire(ask))
    else:
        await wire.hang()


@good("sibling-500", everywhere=True)
def sibling_500(ask: Ask) -> Answer:
    return FINE if ask.target == "/news/plan-2566" else page("Error", status=500)


# The alphabet of older Thai systems, with the cited thing in it.
PLAN = html("แผนปฏิบัติการป้องกันการทุจริต", "รายละเอียดตามเอกสารแนบ", charset="cp874")
good("tis-header")(Answer(200, PLAN, "text/html; charset=TIS-620"))
good("tis-windows")(Answer(200, PLAN, "text/html; charset=windows-874"))
good("tis-meta")(Answer(200, PLAN.replace(b"<head>", b'<head><meta charset="windows-874">'), "text/html"))
good("tis-silent")(Answer(200, PLAN, "text/html"))
good("charset-unknown")(Answer(200, PLAN, "text/html; charset=thai-old"))
good("charset-utf16")(
    Answer(
        200, "\ufeff<html><title>แผน</title><p>รายละเอียด</p></html>".encode("utf-16-le"), "text/html; charset=utf-16"
    )
)
good("charset-bom")(Answer(200, b"\xef\xbb\xbf" + FINE.body, "text/html"))
good("charset-latin-lie")(Answer(200, FINE.body, "text/html; charset=iso-8859-1"))
