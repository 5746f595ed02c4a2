"""Every status that a server can send, always the same one."""

from __future__ import annotations

from links.answers import FINE, Answer, page
from links.registry import BROKEN, NOT_OK, OK, UNSURE, bounds, gone, good

# A visitor surely does not get it, today or tomorrow.
for status in (404, 410):
    gone(f"status-{status}", want=BROKEN)(page("ไม่พบหน้า", status=status))

# The server does not say whether the thing is there, only that this visitor may not have it now:
# a login (401), a block that may be meant for robots (403), an outage (502, 503, 504), too many visitors (408, 425, 429).
for status in (401, 403, 408, 425, 429, 502, 503, 504):
    gone(f"status-{status}", want=UNSURE)(page("ขออภัย", f"Error {status}", status=status))

# Either reading is fair; ok is not.
for status in (
    400, 402, 405, 406, 407, 409, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422, 423, 424, 426, 428, 431, 444, 451,
    499, 500, 501, 505, 506, 507, 508, 509, 510, 511, 520, 521, 522, 523, 524, 525, 526, 530, 599, 600, 999,
):  # fmt: skip
    gone(f"status-{status}", want=NOT_OK)(page("ขออภัย", f"Error {status}", status=status))

# Statuses of success that come with a page.
for status in (201, 202, 203, 206, 299):
    good(f"status-{status}-page")(page("แผนปฏิบัติการ", "รายละเอียดแผนปฏิบัติการประจำปี", status=status))

for status in (204, 205):
    gone(f"status-{status}", want=NOT_OK, why="a browser stays where it was")(Answer(status, b"", None, length=None))

good("status-300-page", why="a browser shows the choice of versions")(
    page("เลือกฉบับที่ต้องการ", "ฉบับภาษาไทย", "English version", status=300)
)
gone("status-304", want=NOT_OK, why="nobody asked whether it had changed")(Answer(304, b"", None, length=None))
for status in (301, 302, 303, 307, 308):
    gone(f"status-{status}-nowhere", want=NOT_OK, why="no Location, nothing to show")(Answer(status))
for status in (301, 302):
    # Chrome shows the body of a redirect without a Location, so a visitor may well have it
    bounds(f"status-{status}-page-no-location", want=OK | NOT_OK)(page("แผนปฏิบัติการ", "รายละเอียด", status=status))
bounds("status-305", want=NOT_OK | OK)(Answer(305, headers=(("Location", "http://127.0.1.1:<port>/proxy"),)))

gone("status-404-as-200-words", want=BROKEN, why="the number counts, not the word beside it")(
    Answer("404 OK", b"<h1>gone</h1>")
)
gone("status-404-empty", want=BROKEN)(Answer(404, b""))
gone("status-404-pdf", "http://<site>/files/plan.pdf", want=BROKEN)(page("ไม่พบไฟล์", status=404))
gone("status-404-with-article", want=BROKEN, why="whatever stands in the body, the server says that it is not there")(
    Answer(404, FINE.body)
)
gone("status-404-home", "http://<site>/", want=BROKEN)(page("ไม่พบ", status=404))
gone("status-0", want=NOT_OK)(b"HTTP/1.1 000 Nothing\r\nContent-Length: 0\r\n\r\n")
gone("status-words", want=NOT_OK)(b"HTTP/1.1 OK Fine\r\nContent-Length: 0\r\n\r\n")
