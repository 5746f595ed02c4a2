"""The policy of all pages, and the same as ready files for servers. The words stand in `theme/policy.yml`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any
from urllib.parse import quote, unquote
from xml.sax.saxutils import quoteattr

import yaml

from ita_site.theme_files import theme_dir

ON_SITE = "_headers"
"""Read by Netlify and Cloudflare Pages at the root of a site, ignored by all others."""

# What cannot be said in the words of a server leaves its own page for what is not there.
_SIMPLE = re.compile(r"""[^\s$%;"'\\<>]+""")


@cache
def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = yaml.safe_load((theme_dir() / "policy.yml").read_text(encoding="utf-8"))
    return data


def policy() -> str:
    """The Content-Security-Policy as pages carry it."""
    return _joined(_data()["policy"])


def referrer() -> str:
    """What pages tell other sites of where their readers come from."""
    return str(_data()["headers"]["Referrer-Policy"])


def form_policy(origins: Sequence[str]) -> str:
    """The policy of the web form alone, which may talk to the `origins` of its git host (`https://git.agency.example`)."""
    form = _data()["form"]
    return _joined({n: " ".join([v, *origins]) if n in form["to_host"] else v for n, v in form["policy"].items()})


def _headers_of_form(origins: Sequence[str]) -> dict[str, str]:
    """What is said with the form instead of what is said with pages."""
    form = _data()["form"]
    own = _joined(form["policy_of_servers"])
    return {"Content-Security-Policy": f"{form_policy(origins)}; {own}", **form["headers"]}


def _joined(directives: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def _headers() -> dict[str, str]:
    data = _data()
    return {"Content-Security-Policy": _joined(data["policy"] | data["policy_of_servers"]), **data["headers"]}


def server_files(root: str = "/", form: Sequence[str] | None = None) -> dict[str, str]:
    """Name -> text of a file for each kind of server; each file says at its top what to do with it.

    `root` is the path of the address at which the site stands (`/` or `/ita/`), percent-encoded or not. `form`: the
    hosts that the web form talks to, None where the site has no form.
    """
    plain = unquote(root)
    simple = _SIMPLE.fullmatch(plain) is not None
    missing = f"{plain}404.html" if simple else ""
    # a folder of evidence may have the same name
    at = f"{f'^{re.escape(plain)}' if simple else '/'}{_data()['form']['folder']}/"
    return {
        ON_SITE: _on_site(form),
        "apache.htaccess": _apache(missing, form, at),
        "nginx.conf": _nginx(missing, form, at),
        "web.config": _iis(form),
    }


def _on_site(form: Sequence[str] | None) -> str:
    kept, shared, said = _data()["kept"], _data()["shared"], _headers()
    if form is not None:
        # Such hosts add the headers of all patterns that fit: two policies would be one that lets nothing through. So
        # this file says what suits both, and pages and form carry a whole policy of their own.
        said |= _data()["form"]["beside_pages"]
    lines = "".join(f"  {name}: {value}\n" for name, value in said.items())
    if form is not None:
        lines += f"/{_data()['form']['folder']}/*\n  X-Robots-Tag: {_data()['form']['headers']['X-Robots-Tag']}\n"
    own = "".join(f"  {name}: {value}\n" for name, value in shared["headers"].items())
    return f"/*\n{lines}/{shared['folder']}/*\n{own}/{kept['folder']}/*\n  Cache-Control: {kept['letters']}\n"


def _apache(missing: str, form: Sequence[str] | None, at: str) -> str:
    kept, shared = _data()["kept"], _data()["shared"]
    lines = "".join(f'  Header always set {name} "{value}"\n' for name, value in _headers().items())
    own = "".join(f'  Header set {name} "{value}" env=ITA_SHARED\n' for name, value in shared["headers"].items())
    return (
        "# Apache: บันทึกเป็น .htaccess ที่โฟลเดอร์บนสุดของเว็บไซต์ · save as .htaccess at the top of the site\n"
        + (f"ErrorDocument 404 {quote(missing)}\n" if missing else "")
        + f'<IfModule mod_headers.c>\n{lines}  Header set Cache-Control "{kept["all"]}"\n'
        f'  <FilesMatch "{re.escape(kept["ending"])}$">\n    Header set Cache-Control "{kept["letters"]}"\n'
        "  </FilesMatch>\n"
        f'  <IfModule mod_setenvif.c>\n  SetEnvIf Request_URI "/{shared["folder"]}/" ITA_SHARED\n{own}'
        f"{_apache_form(form, at)}  </IfModule>\n</IfModule>\n"
    )


def _apache_form(form: Sequence[str] | None, at: str) -> str:
    if form is None:
        return ""
    lines = (f'  Header always set {n} "{v}" env=ITA_FORM\n' for n, v in _headers_of_form(form).items())
    return f'  SetEnvIf Request_URI "{at}" ITA_FORM\n{"".join(lines)}'


def _nginx(missing: str, form: Sequence[str] | None, at: str) -> str:
    """No `location` of our own: it would drop the headers around it, and leave the folder that another one names."""
    kept, shared = _data()["kept"], _data()["shared"]
    said, switch = _headers(), ""
    if form is not None:
        switch, said = _nginx_form(said, form, at)
    lines = switch + "".join(f'add_header {name} "{value}" always;\n' for name, value in said.items())
    own = shared["headers"]["Access-Control-Allow-Origin"]
    return (
        "# nginx: include ในส่วน server { } ของเว็บไซต์ และใน location ที่มี add_header ของตัวเอง\n"
        "# include inside server { }, and in every location that has an add_header of its own\n"
        + (f'error_page 404 "{missing}";\n' if missing else "")
        + f'{lines}set $ita_kept "{kept["all"]}";\n'
        f'if ($uri ~ "{re.escape(kept["ending"])}$") {{\n  set $ita_kept "{kept["letters"]}";\n}}\n'
        "add_header Cache-Control $ita_kept;\n"
        # a header without a value is not sent
        f'set $ita_shared "";\nif ($uri ~ "/{shared["folder"]}/") {{\n  set $ita_shared "{own}";\n}}\n'
        "add_header Access-Control-Allow-Origin $ita_shared;\n"
    )


def _nginx_form(said: dict[str, str], form: Sequence[str], at: str) -> tuple[str, dict[str, str]]:
    """Lines that choose by the address, and the headers with what they choose."""
    own = _headers_of_form(form)
    names = {name: f"$ita_form_{i}" for i, name in enumerate(own, 1)}
    before = "".join(f'set {names[name]} "{said.get(name, "")}";\n' for name in own)
    within = "".join(f'  set {names[name]} "{value}";\n' for name, value in own.items())
    return f'{before}if ($uri ~ "{at}") {{\n{within}}}\n', said | names


def _iis(form: Sequence[str] | None) -> str:
    data = _data()
    lines = "".join(f"        <add name={quoteattr(n)} value={quoteattr(v)} />\n" for n, v in _headers().items())
    kinds = "".join(
        f"      <remove fileExtension={quoteattr(ending)} />\n"
        f"      <mimeMap fileExtension={quoteattr(ending)} mimeType={quoteattr(kind)} />\n"
        for ending, kind in data["kinds"].items()
    )
    shared = data["shared"]
    own = "".join(f"          <add name={quoteattr(n)} value={quoteattr(v)} />\n" for n, v in shared["headers"].items())
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        "<!-- IIS: วางไว้ที่โฟลเดอร์บนสุดของเว็บไซต์ · put at the top of the site -->\n"
        "<configuration>\n  <system.webServer>\n    <httpProtocol>\n      <customHeaders>\n"
        f"{lines}      </customHeaders>\n    </httpProtocol>\n"
        '    <httpErrors errorMode="Custom">\n      <remove statusCode="404" />\n'
        '      <error statusCode="404" path="404.html" responseMode="File" />\n    </httpErrors>\n'
        f'    <staticContent>\n{kinds}      <clientCache cacheControlMode="DisableCache" />\n    </staticContent>\n'
        f'  </system.webServer>\n  <location path="{data["kept"]["folder"]}">\n    <system.webServer>\n'
        '      <staticContent>\n        <clientCache cacheControlMode="UseMaxAge" cacheControlMaxAge="365.00:00:00" />\n'
        "      </staticContent>\n    </system.webServer>\n  </location>\n"
        f'  <location path="{shared["folder"]}">\n    <system.webServer>\n      <httpProtocol>\n        <customHeaders>\n'
        f"{own}        </customHeaders>\n      </httpProtocol>\n    </system.webServer>\n  </location>\n"
        f"{_iis_form(form)}</configuration>\n"
    )


def _iis_form(form: Sequence[str] | None) -> str:
    if form is None:
        return ""
    lines = "".join(
        f"          <remove name={quoteattr(n)} />\n          <add name={quoteattr(n)} value={quoteattr(v)} />\n"
        for n, v in _headers_of_form(form).items()
    )
    kind = '<mimeMap fileExtension=".yml" mimeType="text/yaml" />'
    return (
        f'  <location path="{_data()["form"]["folder"]}">\n    <system.webServer>\n      <httpProtocol>\n'
        f"        <customHeaders>\n{lines}        </customHeaders>\n      </httpProtocol>\n      <staticContent>\n"
        f'        <remove fileExtension=".yml" />\n        {kind}\n      </staticContent>\n'
        "    </system.webServer>\n  </location>\n"
    )
