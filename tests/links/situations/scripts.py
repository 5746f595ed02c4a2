"""Redirects inside the page: meta refresh and script."""

from __future__ import annotations

from links.answers import FINE, MISSING, PDF, Answer, data, page
from links.registry import BROKEN, DOUBT, NOT_OK, UNSURE, bounds, gone, good, soft

HOME = page("หน้าแรก", "ยินดีต้อนรับสู่เว็บไซต์")
LOGIN = page("เข้าสู่ระบบ", extra='<form method="post"><input type="password" name="p"></form>')
NEW = {"/new/plan": FINE}


def meta(content: str) -> Answer:
    return Answer(
        200, f'<html><head><meta http-equiv="refresh" content="{content}"></head><body></body></html>'.encode()
    )


def script(code: str) -> Answer:
    return Answer(200, f"<html><head><script>{code}</script></head><body></body></html>".encode())


good("meta-real", also=NEW)(meta("0; url=/new/plan"))
good("meta-real-quoted", also=NEW)(meta("0;URL='/new/plan'"))
good("meta-real-no-url-word", also=NEW)(meta("0; /new/plan"))
good("meta-real-relative", also={"/news/new-plan.html": FINE})(meta("1;url=new-plan.html"))
good("meta-real-upper", also=NEW)(
    Answer(200, b"<HTML><HEAD><META CONTENT='0; URL=/new/plan' HTTP-EQUIV=Refresh></HEAD></HTML>")
)
good("meta-pdf", "http://<site>/o12", also={"/files/o12.pdf": data(PDF, "application/pdf")})(
    meta("0; url=/files/o12.pdf")
)
good("meta-self", why="loads itself again every five minutes, as boards of news do")(
    page("ข่าวประชาสัมพันธ์", "รายการข่าววันนี้", head='<meta http-equiv="refresh" content="300">')
)
good("meta-later", also={"/": HOME}, why="a full page that goes home after ten minutes")(
    page("แผนปฏิบัติการ", "รายละเอียดแผน", head='<meta http-equiv="refresh" content="600; url=/">')
)
soft("meta-home", also={"/": HOME})(meta("0; url=/"))
soft("meta-home-slow", also={"/": HOME})(
    page("ขออภัย", "ระบบกำลังพาท่านไปหน้าแรก", bare=True, head='<meta http-equiv="refresh" content="3; url=/index.php">')
)
soft("meta-login", also={"/login.php": LOGIN}, want=UNSURE)(meta("0; url=/login.php"))
gone("meta-404", want=NOT_OK)(meta("0; url=/moved"))
gone("meta-private", want=NOT_OK)(meta("0; url=http://127.0.1.1:<port>/secret"))
gone("meta-loop", want=NOT_OK)(meta("0; url=/news/plan-2566"))
gone("meta-loop-two", want=NOT_OK, also={"/b": meta("0; url=/news/plan-2566")})(meta("0; url=/b"))
bounds("meta-noscript", want=DOUBT, why="browsers with script do not follow it")(
    page("แผน", "รายละเอียด", head='<noscript><meta http-equiv="refresh" content="0; url=/noscript.html"></noscript>')
)

good("script-real", also=NEW)(script("window.location.href = '/new/plan';"))
good("script-real-replace", also=NEW)(script('location.replace("/new/plan")'))
good("script-real-assign", also=NEW)(script('document.location.assign("/new/plan");'))
good("script-pdf", "http://<site>/o12", also={"/files/o12.pdf": data(PDF, "application/pdf")})(
    script("location='/files/o12.pdf'")
)
soft("script-home", also={"/": HOME})(script("window.location = '/';"))
soft("script-home-top", also={"/index.php": HOME})(script("top.location.href='/index.php'"))
soft("script-home-word", also={"/": HOME}, want=NOT_OK)(script("alert('ไม่พบหน้า'); window.location.assign('/')"))
soft("script-login", also={"/login": LOGIN}, want=UNSURE)(script("window.location.href='/login'"))
gone("script-404", want=NOT_OK)(script("window.location.replace('/gone')"))
good("script-in-page", why="a page of its own whose script could lead elsewhere when a button is pressed")(
    page(
        "แผนปฏิบัติการ",
        "รายละเอียด",
        extra="<script>function go(){window.location.href='/login';}</script><button onclick='go()'>สมาชิก</button>",
    )
)
good("script-frame-breaker", why="leads away only inside another's frame")(
    page("แผนปฏิบัติการ", "รายละเอียด", extra="<script>if (top != self) { top.location.href = '/'; }</script>")
)
good("script-mobile", also={"/m": FINE}, why="leads phones to their own page")(
    page(
        "แผนปฏิบัติการ",
        "รายละเอียด",
        extra="<script>if(/Android|iPhone/.test(navigator.userAgent)){location.href='/m';}</script>",
    )
)
good("canonical-home", why="a canonical address that names the home page by mistake moves nobody")(
    page("แผนปฏิบัติการ", "รายละเอียด", head='<link rel="canonical" href="/">')
)
soft("frame-missing", want=DOUBT | BROKEN, also={"/inner": MISSING}, why="only the frame says not found")(
    page("ระบบ", bare=True, extra='<iframe src="/inner" width="100%" height="900"></iframe>')
)
