"""Pages that answer 200 and are not the cited thing: not found, shut, parked, under repair, empty."""

from __future__ import annotations

from links.answers import Answer, Ask, html, page
from links.registry import BROKEN, NOT_OK, UNSURE, soft

FORM = '<form method="post"><input name="user"><input type="password" name="pass"><button>ตกลง</button></form>'

# Wordings that content systems bring along: title, first words, whether in the site's own template.
NOT_FOUND = {
    "thai-page": ("ไม่พบหน้าที่คุณต้องการ", "ขออภัย ไม่พบหน้าที่คุณต้องการ อาจถูกย้ายหรือลบไปแล้ว"),
    "thai-data": ("ไม่พบข้อมูล", "ไม่พบข้อมูลที่ท่านต้องการ กรุณากลับไปหน้าแรก"),
    "thai-404": ("404 ไม่พบหน้าเว็บ", "ไม่พบหน้าเว็บที่เรียกใช้งาน"),
    "thai-file": ("ไม่พบไฟล์", "ไม่พบไฟล์ที่ต้องการดาวน์โหลด"),
    "thai-removed": ("หน้านี้ถูกลบไปแล้ว", "หน้าที่ท่านเรียกดูถูกลบออกจากระบบแล้ว"),
    "thai-no-content": ("ไม่พบเนื้อหา", "ไม่พบเนื้อหาที่คุณร้องขอ"),
    "wordpress": ("ไม่พบหน้านี้", "ดูเหมือนว่าไม่พบสิ่งใดในตำแหน่งนี้ ลองค้นหาดูไหม?"),
    "wordpress-en": ("Page not found", "Oops! That page can’t be found. It looks like nothing was found at this location."),
    "joomla": ("404 - Article not found", "The requested page cannot be found. You may not be able to visit this page because of an out-of-date bookmark."),
    "drupal": ("Page not found", "The requested page could not be found."),
    "iis": ("404 - File or directory not found.", "The resource you are looking for might have been removed, had its name changed, or is temporarily unavailable."),
    "aspnet": ("The resource cannot be found.", "Server Error in '/' Application. HTTP 404. The resource you are looking for (or one of its dependencies) could have been removed."),
    "apache": ("404 Not Found", "The requested URL was not found on this server."),
    "nginx": ("404 Not Found", "nginx"),
    "google-sites": ("ไม่พบหน้านี้", "ไม่พบหน้าเว็บที่คุณขอ โปรดตรวจสอบ URL"),
    "english-sorry": ("Sorry, this page isn't available", "The link you followed may be broken, or the page may have been removed."),
    "tomcat": ("HTTP Status 404 – Not Found", "The origin server did not find a current representation for the target resource"),
    "laravel": ("Not Found", "404 Not Found"),
}  # fmt: skip
for name, words in NOT_FOUND.items():
    plain = name in ("iis", "aspnet", "apache", "nginx", "tomcat", "laravel")
    soft(f"soft-{name}", want=BROKEN)(page(*words, bare=plain))
soft("soft-thai-pdf", "http://<site>/files/o12.pdf", want=BROKEN)(page("ไม่พบหน้าที่คุณต้องการ", "ไม่พบไฟล์เอกสาร"))
soft("soft-title-only", want=BROKEN)(page("404 Page Not Found", bare=True))
soft("soft-download", "http://<site>/download.php?id=99", want=BROKEN)(page("ไม่พบไฟล์", "ไม่พบไฟล์ในระบบ", bare=True))
soft("soft-alert-back", want=NOT_OK, why="says so in a box and goes back")(
    Answer(200, "<script>alert('ไม่พบข้อมูล');history.back();</script>".encode())
)
soft("soft-alert-home", want=NOT_OK)(
    Answer(200, "<script>alert('ไม่พบข้อมูลที่ท่านค้นหา');window.location='/index.php';</script>".encode())
)

# Wordings that no list knows: every address of the folder gives the same page.
UNUSUAL = {
    "lost": ("หลงทางหรือเปล่าคะ", "น้องช้างหาให้ทั่วแล้วก็ยังไม่เจอเลย ลองกดที่เมนูด้านบนดูนะคะ"),
    "elephant": ("อุ๊ปส์!", "มีบางอย่างไม่เป็นไปตามที่คิด"),
    "welcome": ("ยินดีต้อนรับ", "องค์การบริหารส่วนตำบลตัวอย่าง ยินดีให้บริการประชาชนทุกท่าน"),
    "news-list": ("ข่าวทั้งหมด", "1. ประชุมสภา 2. จ่ายเบี้ยยังชีพ 3. ฉีดวัคซีนสุนัข"),
    "english": ("Well, this is awkward", "Our hamster has left the building."),
    "blank-template": ("", ""),
}
for name, words in UNUSUAL.items():
    soft(f"sibling-{name}", everywhere=True)(page(*words))


@soft("sibling-echo", everywhere=True, why="the page repeats the address, and is else the same")
def echo(ask: Ask) -> Answer:
    return page("ระบบสารสนเทศ", f"ท่านเรียก {ask.path} เมื่อเวลา {ask.nth} กรุณาเลือกรายการจากเมนู")


@soft("sibling-counter", everywhere=True, why="a counter and a token differ each time")
def counter(ask: Ask) -> Answer:
    token = f'<input type="hidden" name="_token" value="{hash(ask.target) & 0xFFFFFFFF:x}{ask.nth}">'
    return page(
        "ศูนย์บริการประชาชน", "กรุณาเลือกบริการที่ต้องการจากเมนูด้านบน", extra=token + f"ผู้เข้าชม {9000 + len(ask.target)} คน"
    )


@soft(
    "sibling-pdf", "http://<site>/files/o12.pdf", everywhere=True, want=BROKEN, why="a page for a PDF, whatever it says"
)
def sibling_pdf(ask: Ask) -> Answer:
    return page("หน้าแรก", "ยินดีต้อนรับ")


@soft("sibling-redirect", everywhere=True, want=NOT_OK, why="every address leads to one list")
def sibling_redirect(ask: Ask) -> Answer:
    return page("รายการ", "เลือกหัวข้อ") if ask.path == "/list" else Answer(302, headers=(("Location", "/list"),))


soft("login-thai", want=UNSURE)(page("เข้าสู่ระบบ", "กรุณาเข้าสู่ระบบก่อนใช้งาน", extra=FORM))
soft("login-english", want=UNSURE)(page("Sign in", "Please sign in to continue", extra=FORM, bare=True))
soft("login-members", want=UNSURE)(page("สำหรับสมาชิกเท่านั้น", "ท่านต้องเป็นสมาชิกและเข้าสู่ระบบจึงจะดูหน้านี้ได้", extra=FORM))
soft("login-for-pdf", "http://<site>/files/o12.pdf", want=UNSURE)(page("ลงชื่อเข้าใช้งาน", extra=FORM))
soft("login-wordpress-private", want=NOT_OK, why="a page under a password of its own")(
    page("ป้องกันด้วยรหัสผ่าน: แผนปฏิบัติการ", "เนื้อหานี้ถูกป้องกันด้วยรหัสผ่าน หากต้องการดูกรุณาใส่รหัสผ่านด้านล่าง", extra=FORM)
)
soft("denied-thai", want=NOT_OK)(page("ไม่มีสิทธิ์เข้าถึง", "คุณไม่มีสิทธิ์เข้าถึงหน้านี้"))
soft("denied-joomla", want=NOT_OK)(page("403 - Access denied", "You are not authorised to view this resource."))

soft("repair-thai")(page("ปิดปรับปรุงเว็บไซต์", "ขออภัยในความไม่สะดวก เว็บไซต์อยู่ระหว่างการปิดปรับปรุงชั่วคราว", bare=True))
soft("repair-wordpress")(
    page("Maintenance", "Briefly unavailable for scheduled maintenance. Check back in a minute.", bare=True)
)
soft("repair-joomla")(
    page("Offline", "This site is down for maintenance. Please check back again soon.", bare=True, extra=FORM)
)
soft("repair-construction")(page("Under Construction", "Coming soon! This website is under construction.", bare=True))
soft("repair-system-thai")(page("แจ้งปิดระบบ", "ปิดปรับปรุงระบบชั่วคราว จะเปิดให้บริการอีกครั้งเร็ว ๆ นี้", bare=True))
soft("repair-database")(page("Database Error", "Error establishing a database connection", bare=True))
soft("repair-php")(
    Answer(
        200,
        b"<br />\n<b>Fatal error</b>: Uncaught mysqli_sql_exception: Access denied for user in /home/www/db.php:3\n",
    )
)
soft("repair-mysql")(
    Answer(200, b"Could not connect: Can't connect to local MySQL server through socket '/var/lib/mysql/mysql.sock'")
)

soft("wall-denied", want=UNSURE)(
    page(
        "Access Denied",
        "You don't have permission to access this page on this server.",
        "Reference #18.2d4f1102",
        bare=True,
    )
)
soft("wall-incapsula", want=UNSURE)(Answer(200, b'<html><head><META NAME="ROBOTS" CONTENT="NOINDEX, NOFOLLOW"><script src="/_Incapsula_Resource?SWJIYLWA=719d"></script></head><body><iframe src="/_Incapsula_Resource?incident_id=877">Request unsuccessful. Incapsula incident ID: 877</iframe></body></html>'))  # fmt: skip
soft("wall-captcha", want=UNSURE)(
    page(
        "Security check",
        "กรุณายืนยันว่าคุณไม่ใช่โปรแกรมอัตโนมัติ",
        bare=True,
        extra='<div class="g-recaptcha" data-sitekey="k"></div>',
    )
)
soft("wall-fortigate", want=UNSURE)(
    page(
        "Web Page Blocked!",
        "You have tried to access a web page which is in violation of your internet usage policy. FortiGuard",
        bare=True,
    )
)
soft("wall-rejected", want=UNSURE)(Answer(200, b"<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Please consult with your administrator.<br><br>Your support ID is: 1234567890</body></html>"))  # fmt: skip
soft("wall-script-cookie", want=NOT_OK, why="a page of script only, which sets a cookie and loads again")(
    Answer(200, b"<html><body><script>document.cookie='D3N=abc; path=/';location.reload();</script></body></html>")
)

soft("parked-sale")(
    page("agency.example is for sale", "This domain may be for sale. Buy this domain. Related searches", bare=True)
)
soft("parked-expired")(
    page("Domain expired", "This domain has expired. If you are the owner, renew it now.", bare=True)
)
soft("parked-suspended")(
    page(
        "Account Suspended",
        "This Account has been suspended. Contact your hosting provider for more information.",
        bare=True,
    )
)
soft("parked-quota")(
    page(
        "Bandwidth Limit Exceeded",
        "The server is temporarily unable to service your request due to the site owner reaching his/her bandwidth limit.",
        bare=True,
    )
)
soft("default-nginx", "http://<site>/", want=NOT_OK)(
    page(
        "Welcome to nginx!",
        "If you see this page, the nginx web server is successfully installed and working.",
        bare=True,
    )
)
soft("default-apache", "http://<site>/", want=NOT_OK)(
    page(
        "Apache2 Debian Default Page: It works",
        "This is the default welcome page used to test the correct operation of the Apache2 server",
        bare=True,
    )
)
soft("default-iis", "http://<site>/", want=NOT_OK)(
    Answer(
        200,
        b"<html><head><title>IIS Windows Server</title></head><body><img src='iisstart.png' alt='IIS'></body></html>",
    )
)
soft("default-cpanel", "http://<site>/", want=NOT_OK)(
    page(
        "Default Web Site Page",
        "SORRY! If you are the owner of this website, please contact your hosting provider",
        bare=True,
    )
)
soft("default-thai-hosting", "http://<site>/", want=NOT_OK)(
    page("เว็บไซต์นี้ยังไม่เปิดให้บริการ", "โดเมนนี้ถูกจดทะเบียนแล้ว แต่ยังไม่มีเว็บไซต์", bare=True)
)

# In the alphabet of older Thai systems.
LOST = html("ไม่พบหน้าที่คุณต้องการ", "ขออภัย ไม่พบหน้าที่คุณต้องการ", bare=True, charset="cp874")
soft("tis-soft-header", want=BROKEN)(Answer(200, LOST, "text/html; charset=TIS-620"))
soft("tis-soft-windows", want=BROKEN)(Answer(200, LOST, "text/html; charset=windows-874"))
soft("tis-soft-meta", want=BROKEN)(
    Answer(
        200,
        LOST.replace(b"<head>", b'<head><meta http-equiv="Content-Type" content="text/html; charset=tis-620">'),
        "text/html",
    )
)
soft("tis-soft-silent", want=BROKEN, why="undeclared; browsers guess")(Answer(200, LOST, "text/html"))
soft("tis-soft-lying", want=NOT_OK, why="declared UTF-8, yet is not")(Answer(200, LOST, "text/html; charset=utf-8"))
