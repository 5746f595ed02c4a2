"""Redirects that end somewhere else than the cited thing."""

from __future__ import annotations

from links.answers import FINE, PDF, Answer, Ask, data, page, redirect
from links.registry import BROKEN, NOT_OK, UNSURE, bounds, gone, good, soft

HOME = page("หน้าแรก", "ยินดีต้อนรับสู่เว็บไซต์องค์การบริหารส่วนตำบล", "ข่าวล่าสุด กิจกรรม ประกาศ")
FORM = '<form method="post" action="/login"><input name="username"><input type="password" name="password"><button>เข้าสู่ระบบ</button></form>'
LOGIN = page("เข้าสู่ระบบ", "กรุณาเข้าสู่ระบบเพื่อใช้งาน", extra=FORM)
PRIVATE = "http://127.0.1.1:<port>/secret"

soft("end-home", also={"/": HOME}, want=NOT_OK)(redirect("/", 301))
soft("end-home-index", also={"/index.php": HOME}, want=NOT_OK)(redirect("/index.php"))
soft("end-home-th", also={"/th/home": HOME}, want=NOT_OK)(redirect("/th/home"))
soft("end-home-pdf", "http://<site>/files/o12.pdf", also={"/": HOME}, want=BROKEN, why="a PDF was cited")(redirect("/"))
soft("end-home-other-host", also={"//new-home.agency.example/": HOME})(
    redirect("http://new-home.agency.example:<port>/", 301)
)
soft("end-home-query", "http://<site>/view.php?id=77", also={"/?": HOME, "/": HOME})(redirect("/"))
good("end-home-to-home", "http://<site>/", also={"/th/index.php": HOME}, why="the home page itself was cited")(
    redirect("/th/index.php")
)
good("end-home-www", "http://<site>/", host="end-home-www.go.example", also={"//www.end-home-www.go.example/": HOME})(
    redirect("http://www.end-home-www.go.example:<port>/", 301)
)
good("end-home-fragment", "http://<site>/index.html", also={"/": HOME})(redirect("/", 301))

soft("end-login", also={"/login": LOGIN}, want=UNSURE)(redirect("/login"))
soft("end-login-return", also={"/user/login?destination=%2Fnews%2Fplan-2566": LOGIN}, want=UNSURE)(
    redirect("/user/login?destination=%2Fnews%2Fplan-2566")
)
soft("end-login-wordpress", also={"/wp-login.php?redirect_to=%2Fnews%2Fplan-2566": page(
    "Log In ‹ อบต.ตัวอย่าง — WordPress", bare=True, extra=FORM)}, want=UNSURE)(redirect("/wp-login.php?redirect_to=%2Fnews%2Fplan-2566"))  # fmt: skip
soft("end-login-other-host", also={"//sso.agency.example/auth?client=web": LOGIN}, want=UNSURE)(
    redirect("http://sso.agency.example:<port>/auth?client=web")
)
soft("end-login-pdf", "http://<site>/files/o12.pdf", also={"/account/signin": LOGIN}, want=UNSURE)(
    redirect("/account/signin")
)
soft("end-login-401", also={"/signin": page("Unauthorized", status=401)}, want=UNSURE)(redirect("/signin"))

soft("end-error-page", also={"/404": page("ไม่พบหน้าที่ท่านต้องการ")}, want=BROKEN)(redirect("/404"))
soft("end-error-html", also={"/error/404.html": page("ขออภัย", "ไม่พบข้อมูล")}, want=BROKEN)(redirect("/error/404.html"))
soft(
    "end-error-aspx",
    also={"/Error.aspx?aspxerrorpath=/news/plan-2566": page("Runtime Error", "Server Error in '/' Application.")},
)(redirect("/Error.aspx?aspxerrorpath=/news/plan-2566"))
soft("end-error-plain-words", also={"/page-not-found": page("ขออภัย", "กรุณากลับไปหน้าแรก")})(redirect("/page-not-found"))
gone("end-error-404-status", also={"/404": page("ไม่พบ", status=404)}, want=BROKEN)(redirect("/404"))
gone("end-404", want=BROKEN)(redirect("/moved/nowhere", 301))
gone("end-410", also={"/old": page("Gone", status=410)}, want=BROKEN)(redirect("/old"))
gone("end-500", also={"/new": page("Error", status=500)}, want=NOT_OK)(redirect("/new"))
gone("end-503", also={"/new": page("Error", status=503)}, want=UNSURE)(redirect("/new"))

gone("end-no-name", want=BROKEN, why="the name it leads to does not exist")(
    redirect("http://no-such-name.agency.example/")
)
gone("end-nothing-listens", want=NOT_OK)(redirect("http://127.0.0.16:9/"))
gone("end-private", want=NOT_OK, why="no citizen gets there, and no robot may go")(redirect(PRIVATE))
gone("end-private-tls", want=NOT_OK)(redirect("https://127.0.1.1:<tlsport>/secret"))
gone("end-private-decimal", want=NOT_OK)(redirect("http://2130706689:<port>/secret"))
gone("end-private-hex", want=NOT_OK)(redirect("http://0x7f.0.1.1:<port>/secret"))
gone("end-private-octal", want=NOT_OK)(redirect("http://0177.0.1.1:<port>/secret"))
gone("end-private-short", want=NOT_OK)(redirect("http://127.257:<port>/secret"))
gone("end-private-mapped", want=NOT_OK)(redirect("http://[::ffff:127.0.1.1]:<port>/secret"))
gone("end-private-localhost", want=NOT_OK)(redirect("http://localhost:<port>/secret"))
gone("end-private-metadata", want=NOT_OK)(redirect("http://169.254.169.254/latest/meta-data/"))
gone("end-private-ten", want=NOT_OK)(redirect("http://10.0.0.1/"))
gone("end-private-zero", want=NOT_OK)(redirect("http://0.0.0.0:<port>/secret"))
gone("end-private-last", want=NOT_OK, also={"/b": redirect("/c"), "/c": redirect(PRIVATE)})(redirect("/b"))
gone("end-private-scheme-relative", want=NOT_OK)(redirect("//127.0.1.1:<port>/secret"))
gone("end-private-ideographic-dots", want=NOT_OK, why="browsers read 。 as a dot")(
    redirect("http://127。0。1。1:<port>/secret")
)
gone("end-file", want=NOT_OK)(redirect("file:///etc/passwd"))
gone("end-ftp", want=NOT_OK)(redirect("ftp://ftp.agency.example/x"))
gone("end-javascript", want=NOT_OK)(redirect("javascript:alert(1)"))
gone("end-data", want=NOT_OK)(redirect("data:text/html,hello"))
gone("end-nonsense", want=NOT_OK)(redirect("http://"))
gone("end-bad-port", want=NOT_OK)(redirect("http://<site>99999/"))
bounds("end-credentials", also={"/x": FINE}, why="opens for anybody, so it may be ok; the password must not arrive")(
    redirect("http://officer:hunter2secret@end-credentials.agency.example:<port>/x")
)
soft(
    "end-html-for-pdf", "http://<site>/files/o12.pdf", also={"/view": page("รายการเอกสาร", "เลือกเอกสาร")}, want=NOT_OK
)(redirect("/view"))
soft("end-other-type", "http://<site>/files/o12.xlsx", also={"/x.pdf": data(PDF, "application/pdf")}, want=NOT_OK)(
    redirect("/x.pdf")
)
gone("end-expired-tls", want=NOT_OK)(redirect("https://tls-expired.agency.example:<tlsport>/"))


@soft("end-search", also={"/search?q=plan-2566": page("ผลการค้นหา", "ไม่พบผลลัพธ์ที่ตรงกับคำค้น")})
def search_page(ask: Ask) -> Answer:
    return redirect("/search?q=plan-2566")
