"""The web form and its surroundings: the git hosts that it saves to, servers' headers, a site that carries it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml
from runner import ita_site
from tiny import URL, tiny

from ita_site.admin.backend import backend_config, origins
from ita_site.admin.form import configuration
from ita_site.built import check_built
from ita_site.config import open_site
from ita_site.errors import ConfigError
from ita_site.headers import form_policy, policy, server_files
from ita_site.records.admin import Backend

GITLAB = "admin:\n  backend: gitlab\n  repo: agency/ita-site\n  app_id: 0f3c7a\n"


def configure(site: Path, text: str) -> None:
    path = site / "site_config.yml"
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


HOSTS: dict[str, tuple[str, dict[str, Any], tuple[str, ...]]] = {
    "gitlab": (
        GITLAB,
        {"name": "gitlab", "base_url": "https://gitlab.com", "api_root": "https://gitlab.com/api/v4", "auth_type": "pkce"},
        ("https://gitlab.com",),
    ),
    "github": (
        "admin:\n  backend: github\n  repo: agency/ita-site\n  base_url: https://auth.agency.example/\n",
        {"name": "github", "base_url": "https://auth.agency.example", "api_root": "https://api.github.com"},
        ("https://auth.agency.example", "https://api.github.com", "https://avatars.githubusercontent.com"),
    ),
    "forgejo": (
        "admin:\n  backend: forgejo\n  repo: agency/ita-site\n  base_url: https://git.agency.example\n  app_id: x\n",
        {"name": "forgejo", "api_root": "https://git.agency.example/api/v1", "app_id": "x"},
        ("https://git.agency.example",),
    ),
    "gitea": (
        "admin:\n  backend: gitea\n  repo: agency/ita-site\n  base_url: https://git.agency.example\n  app_id: x\n",
        {"name": "gitea", "api_root": "https://git.agency.example/api/v1"},
        ("https://git.agency.example",),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTS)
def test_each_host_gets_what_decap_asks_for(site: Path, name: str) -> None:
    text, wanted, hosts = HOSTS[name]
    configure(site, text)
    opened = open_site(site)
    made = backend_config(opened.config)
    assert {key: made.get(key) for key in wanted} == wanted
    assert made["repo"] == "agency/ita-site"
    assert made["branch"] == "main"
    assert origins(opened.config) == hosts
    mode = configuration(opened)["publish_mode"]
    assert mode == ("editorial_workflow" if Backend(name).can_propose else "simple")


WRONG = {
    "no repository": ("admin:\n  backend: gitlab\n  app_id: x\n", "repo"),
    "not owner and name": ("admin:\n  backend: gitlab\n  app_id: x\n  repo: ita-site\n", "owner/name"),
    "an address": ("admin:\n  backend: gitlab\n  app_id: x\n  repo: https://gitlab.com/a/b\n", "owner/name"),
    "no sign-in": ("admin:\n  backend: github\n  repo: a/b\n", "base_url"),
    "no application": ("admin:\n  backend: forgejo\n  repo: a/b\n  base_url: https://git.agency.example\n", "app_id"),
    "a local form of a repository": ("admin:\n  backend: local\n  repo: a/b\n", "gitlab"),
    "pull requests where there are none": (f"{HOSTS['gitea'][0]}  editorial_workflow: true\n", "editorial_workflow"),
    "no such host": ("admin:\n  backend: bitbucket\n", "forgejo"),
    "an address that ends a policy": (f"{GITLAB}  base_url: 'https://a.example/;script-src'\n", "base_url"),
    "a password in an address": (f"{GITLAB}  api_root: https://me:secret@a.example/\n", "api_root"),
    "an unknown field": (f"{GITLAB}  token: x\n", "token"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_missing_or_contradicts_is_told_with_its_line(site: Path, case: str) -> None:
    text, word = WRONG[case]
    configure(site, text)
    with pytest.raises(ConfigError) as refused:
        open_site(site)
    told = [f"{f.message.th} {f.fix.th}" for f in refused.value.findings]
    assert any(word in words for words in told), told
    assert all(f.line >= 10 for f in refused.value.findings)


def test_only_the_form_has_the_laxer_policy() -> None:
    lax, strict = form_policy(("https://git.agency.example",)), policy()
    assert "'unsafe-eval'" in lax
    assert "'unsafe-eval'" not in strict
    assert "default-src 'none'" in lax
    assert "connect-src 'self' blob: https://git.agency.example;" in f"{lax};"
    assert "script-src 'self' 'unsafe-eval';" in f"{lax};", "no script comes from the git host"


def test_servers_are_told_of_the_form_only_where_there_is_one() -> None:
    without, with_form = server_files("/ita/"), server_files("/ita/", ["https://git.agency.example"])
    assert not any("unsafe-eval" in text or "admin" in text for text in without.values())
    apache = with_form["apache.htaccess"]
    assert 'SetEnvIf Request_URI "^/ita/admin/" ITA_FORM' in apache, "not a folder of evidence of the same name"
    assert [line for line in apache.splitlines() if "unsafe-eval" in line and "env=ITA_FORM" not in line] == []
    nginx = with_form["nginx.conf"]
    assert nginx.count("add_header Content-Security-Policy ") == 1
    assert re.search(r'if \(\$uri ~ "\^/ita/admin/"\) \{\n  set (\$ita_form_1) "[^"]*unsafe-eval', nginx)
    assert 'add_header Content-Security-Policy "$ita_form_1" always;' in nginx
    location = ET.fromstring(with_form["web.config"].encode()).find("./location[@path='admin']")  # noqa: S314
    assert location is not None
    added = {one.get("name"): one.get("value") for one in location.iter("add")}
    assert "'unsafe-eval'" in str(added["Content-Security-Policy"])
    assert {one.get("name") for one in location.iter("remove") if one.get("name")} == added.keys()


def test_hosts_that_add_up_headers_get_none_that_would_stop_the_form() -> None:
    """Two policies of one answer both hold: each page carries its own instead."""
    text = server_files("/", ["https://git.agency.example"])["_headers"]
    assert "Content-Security-Policy: frame-ancestors 'self'\n" in text
    assert "script-src" not in text
    assert "/admin/*\n  X-Robots-Tag: noindex\n" in text


def test_a_site_with_its_form(tmp_path: Path) -> None:
    site = tiny(tmp_path / "site")
    configure(site, f"{GITLAB}  with_site: true\n")
    ran = ita_site("-C", site, "build", "--offline")
    assert ran.code == 0, ran.said
    built = site / "build/site"
    page = (built / "admin/index.html").read_text(encoding="utf-8")
    assert "connect-src &#x27;self&#x27; blob: https://gitlab.com" in page
    assert yaml.safe_load((built / "admin/config.yml").read_bytes())["backend"]["repo"] == "agency/ita-site"
    assert "script-src 'self';" in (built / "2566/moit01/index.html").read_text(encoding="utf-8").replace("&#39;", "'")
    for name in ("sitemap.xml", "search/search_index.json", "contents/index.html", "index.html"):
        assert "admin/" not in (built / name).read_text(encoding="utf-8"), name
    assert check_built(built, URL) == []
    assert "unsafe-eval" in (site / "build/tree/headers/nginx.conf").read_text(encoding="utf-8")
