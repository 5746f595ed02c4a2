"""The policy of all pages, and the same as ready files for servers. The words stand in `theme/policy.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any
from xml.sax.saxutils import quoteattr

import yaml

from ita_site.theme_files import theme_dir

ON_SITE = "_headers"
"""Read by Netlify and Cloudflare Pages at the root of a site, ignored by all others."""


@cache
def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = yaml.safe_load((theme_dir() / "policy.yml").read_text(encoding="utf-8"))
    return data


def policy() -> str:
    """The Content-Security-Policy as pages carry it."""
    return _joined(_data()["policy"])


def _joined(directives: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def _headers() -> dict[str, str]:
    data = _data()
    return {"Content-Security-Policy": _joined(data["policy"] | data["policy_of_servers"]), **data["headers"]}


def server_files() -> dict[str, str]:
    """Name -> text of a file for each kind of server; each file says at its top what to do with it."""
    headers, kept = _headers(), _data()["kept"]
    folder, long = kept["folder"], kept["Cache-Control"]
    apache = "".join(f'  Header always set {name} "{value}"\n' for name, value in headers.items())
    nginx = "".join(f'add_header {name} "{value}" always;\n' for name, value in headers.items())
    iis = "".join(f"      <add name={quoteattr(n)} value={quoteattr(v)} />\n" for n, v in headers.items())
    return {
        ON_SITE: "/*\n"
        + "".join(f"  {name}: {value}\n" for name, value in headers.items())
        + f"/{folder}/*\n  Cache-Control: {long}\n",
        "apache.htaccess": "# Apache: บันทึกเป็น .htaccess ที่โฟลเดอร์บนสุดของเว็บไซต์ · save as .htaccess at the top of the site\n"
        f"<IfModule mod_headers.c>\n{apache}"
        f'  <FilesMatch "\\.woff2$">\n    Header set Cache-Control "{long}"\n  </FilesMatch>\n</IfModule>\n',
        "nginx.conf": "# nginx: วางในส่วน server { } ของเว็บไซต์ · include inside server { }\n"
        f'{nginx}location ~ \\.woff2$ {{\n  add_header Cache-Control "{long}";\n}}\n',
        "web.config": '<?xml version="1.0" encoding="UTF-8"?>\n'
        "<!-- IIS: วางไว้ที่โฟลเดอร์บนสุดของเว็บไซต์ · put at the top of the site -->\n"
        "<configuration>\n  <system.webServer>\n    <httpProtocol>\n     <customHeaders>\n"
        f"{iis}     </customHeaders>\n    </httpProtocol>\n  </system.webServer>\n"
        f'  <location path="{folder}">\n    <system.webServer>\n      <staticContent>\n'
        '        <clientCache cacheControlMode="UseMaxAge" cacheControlMaxAge="365.00:00:00" />\n'
        "      </staticContent>\n    </system.webServer>\n  </location>\n</configuration>\n",
    }
