"""Addresses as officers paste them: what must arrive at the server, byte for byte."""

from __future__ import annotations

from links.answers import FINE, PDF, data
from links.papers import IDN
from links.registry import NOT_OK, bounds, gone, good

THAI = "/%E0%B9%81%E0%B8%9C%E0%B8%99"

good("path-thai", "http://<site>/แผน")(FINE)
good("path-thai-escaped", "http://<site>" + THAI)(FINE)
good("path-thai-escaped-lower", "http://<site>" + THAI.lower())(FINE)
good(
    "path-thai-nikhahit",
    "http://<site>/คำสั่ง",
    why="sara am stays one letter",
    target="/%E0%B8%84%E0%B8%B3%E0%B8%AA%E0%B8%B1%E0%B9%88%E0%B8%87",
)(FINE)
good(
    "path-thai-decomposed",
    "http://<site>/คํา",
    why="typed in two marks, kept in two",
    target="/%E0%B8%84%E0%B9%8D%E0%B8%B2",
)(FINE)
good("path-tis620", "http://<site>/%E1%BC%B9.pdf")(data(PDF, "application/pdf"))
good("path-tis620-cb", "http://<site>/%CB%B9%E8%C7%C2%A7%D2%B9/%CB%C1%C7%B4.html")(FINE)
good("path-tis620-query", "http://<site>/view.php?name=%E1%BC%B9")(FINE)
good("path-latin1", "http://<site>/caf%E9")(FINE)
good("path-space", "http://<site>/files/แผน ปี 2566.pdf")(data(PDF, "application/pdf"))
good("path-space-escaped", "http://<site>/files/o%2012.pdf")(data(PDF, "application/pdf"))
good("path-plus", "http://<site>/files/a+b.pdf")(data(PDF, "application/pdf"))
good("path-plus-escaped", "http://<site>/files/a%2Bb.pdf")(data(PDF, "application/pdf"))
good("path-slash-escaped", "http://<site>/doc/a%2Fb")(FINE)
good("path-slash-escaped-lower", "http://<site>/doc/a%2fb")(FINE)
good("path-double-slash", "http://<site>//files//o12.pdf")(data(PDF, "application/pdf"))
good("path-pipe", "http://<site>/a|b", also={"/a%7Cb": FINE}, why="Chrome escapes it, the standard and others do not")(
    FINE
)
good("path-brackets", "http://<site>/a[1](2)")(FINE)
good("path-braces", "http://<site>/a{1}", target="/a%7B1%7D")(FINE)
good("path-caret-tick", "http://<site>/a`b", target="/a%60b")(FINE)
good("path-quotes", "http://<site>/a'b\"c", target="/a'b%22c")(FINE)
good("path-less", "http://<site>/a<b>c", target="/a%3Cb%3Ec")(FINE)
good("path-backslash", "http://<site>\\files\\o12", target="/files/o12", why="browsers read \\ as /")(FINE)
good("path-bare-percent", "http://<site>/100%/plan")(FINE)
good("path-percent-odd", "http://<site>/50%25/plan%zz")(FINE)
good("path-unreserved-escaped", "http://<site>/%7Euser/%41bc", why="nothing is unescaped on the way")(FINE)
good("path-tilde", "http://<site>/~user/")(FINE)
good("path-dots", "http://<site>/a/../files/./o12", target="/files/o12")(FINE)
good("path-dots-escaped", "http://<site>/a/%2E%2E/files/o12", target="/files/o12")(FINE)
good("path-semicolon", "http://<site>/view;jsessionid=A1?id=3")(FINE)
good("path-comma-at-colon", "http://<site>/news,12@main:x!$&'()*=")(FINE)
good("path-trailing-dot", "http://<site>/files/o12.")(FINE)
good("path-emoji", "http://<site>/📄")(FINE)
good("path-nbsp", "http://<site>/a\u00a0b")(FINE)
good("path-zero-width", "http://<site>/a\u200bb", why="an invisible character that came with the paste is sent on")(
    FINE
)
good("path-tab-inside", "http://<site>/fi\tles/o12", target="/files/o12", why="browsers drop tabs and line ends")(FINE)
good("path-4kb", "http://<site>/" + "long-path/" * 400)(FINE)
good("path-7kb-query", "http://<site>/view?state=" + "a1b2c3d4" * 900)(FINE)
good("path-aspx-viewstate", "http://<site>/Page.aspx?__d=%2FwEPDwUK%3D%3D&b=a==")(FINE)
good("query-thai", "http://<site>/search?q=แผน ปี")(FINE)
good("query-thai-escaped", "http://<site>/search?q=" + THAI[1:])(FINE)
good("query-plus", "http://<site>/search?q=a+b%20c%2Bd")(FINE)
good("query-pipe-brackets", "http://<site>/index.php?f[0]=a|b&c={x}^`", target="/index.php?f[0]=a|b&c={x}^`")(FINE)
good("query-quotes", "http://<site>/v?a='1'&b=\"2\"&c=<3>", target="/v?a=%271%27&b=%222%22&c=%3C3%3E")(FINE)
good("query-url", "http://<site>/go?to=http://other.example/a?b=c")(FINE)
good("query-empty", "http://<site>/view?")(FINE)
good("query-double-question", "http://<site>/view?a=1?b=2")(FINE)
good("query-backslash", "http://<site>/view?p=a\\b")(FINE)
good("query-amp-entity", "http://<site>/view?a=1&amp;b=2", why="pasted from a page's source; sent as it stands")(FINE)
good("query-nbsp-plus", "http://<site>/v?date=01/10/2565&x=&y")(FINE)

good("host-upper", "HTTP://HOST-UPPER.Agency.EXAMPLE:<port>/news/plan-2566")(FINE)
good(
    "host-trailing-dot", "http://host-trailing-dot.agency.example.:<port>/a", host="host-trailing-dot.agency.example."
)(FINE)
good("host-underscore", "http://<site>/a", host="my_site.agency.example")(FINE)
good("host-thai", "http://สภาไทย.example:<port>/a", host=IDN, why="arrives in punycode")(FINE)
good("host-thai-punycode", f"http://{IDN}:<port>/b", host=IDN)(FINE)
good("host-thai-tls", "https://สภาไทย.example:<tlsport>/c", host=IDN)(FINE)
good("host-full-width", "http://ｈｏｓｔ-ｆｕｌｌ.agency.example:<port>/a", host="host-full.agency.example")(FINE)
good("host-blanks-around", "  http://<site>/a  ")(FINE)
good("host-ip", "http://127.0.0.17:<port>/host-ip", host="127.0.0.17")(FINE)
good("host-ip-tls", "https://127.0.0.16:<tlsport>/host-ip-tls", host="127.0.0.16")(FINE)
good("host-ip-decimal", "http://2130706449:<port>/host-ip-decimal", host="127.0.0.17")(FINE)
good("host-no-path", "http://<site>")(FINE)
good("host-query-no-path", "http://<site>?id=5")(FINE)
good("host-ipv6", "http://[::1]:<port>/host-ipv6", host="[::1]")(FINE)
good("host-tls", "https://<tls>/a")(FINE)
good("host-long-label", "http://<site>/a", host="a" * 60 + ".agency.example")(FINE)
gone("host-label-too-long", "http://" + "a" * 70 + ".agency.example/", want=NOT_OK, visit=False)(FINE)
gone("host-empty-label", "http://a..agency.example/", want=NOT_OK, visit=False)(FINE)
gone("host-space", "http://www agency.example/", want=NOT_OK, visit=False)(FINE)
gone("host-port-zero", "http://host-port-zero.agency.example:0/", want=NOT_OK, visit=False)(FINE)
gone("host-port-big", "http://host-port-big.agency.example:99999/", want=NOT_OK, visit=False)(FINE)
gone("host-port-unsafe", "http://host-port-unsafe.agency.example:25/", want=NOT_OK, visit=False)(FINE)
gone("host-hyphens", "http://-.agency.example/", want=NOT_OK, visit=False, down=True)(FINE)
gone("host-closed-port", "http://host-closed-port.agency.example:9/", want=NOT_OK, visit=False)(FINE)

for number, typed in enumerate(("file:///C:/o12.pdf", "ftp://ftp.agency.example/o12.pdf", "javascript:void(0)", "http://", "https:///x", "www.agency.example/x")):  # fmt: skip
    gone(f"odd-scheme-{number}", typed, want=NOT_OK | {"absent"}, visit=False, why="nothing that can be opened")(FINE)
bounds("login-in-address", "http://officer:hunter2secret@login-in-address.agency.example:<port>/x", want=NOT_OK | {"absent"},
       visit=False, target="/x", why="a password in an address is never sent")(FINE)  # fmt: skip
