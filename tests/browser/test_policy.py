"""The strict policy holds on every page, in the page and as the header of a server, and stops what is put in."""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path

from chromium import needs_chromium, served
from playwright.sync_api import Browser, BrowserContext, Page

from ita_site.headers import ON_SITE, policy

pytestmark = needs_chromium

WATCH = """window.refused = [];
document.addEventListener("securitypolicyviolation", event => refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));"""


def watched(context: BrowserContext) -> tuple[Page, list[str]]:
    """A page, and what it complains of."""
    context.add_init_script(WATCH)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return page, said


def used(page: Page) -> list[str]:
    """Everything of a page that does something, used; gives what the policy refused."""
    page.evaluate(
        """document.querySelector(".ita-scheme").click();
           document.querySelectorAll("details").forEach(one => { one.open = true; })"""
    )
    page.keyboard.press("/")
    page.locator("dialog[open] input[type=search]").fill("ประปา")
    page.locator("dialog .ita-search-result").first.wait_for()
    page.keyboard.press("Escape")
    refused: list[str] = page.evaluate("refused")
    return refused


def test_the_policy_is_strict() -> None:
    parts = dict(part.split(" ", 1) for part in policy().split("; "))
    assert parts["default-src"] == parts["base-uri"] == "'none'"
    assert parts["script-src"] == parts["style-src"] == parts["connect-src"] == parts["form-action"] == "'self'"
    assert not any(word in policy() for word in ("unsafe", "*", "http", "sha256", "nonce", "blob:"))


def headers_of(example: Path) -> dict[str, str]:
    """What the file says for all paths; what follows is for a folder alone."""
    first, *lines = (example / ON_SITE).read_text(encoding="utf-8").splitlines()
    assert first == "/*"
    return dict(line.strip().split(": ", 1) for line in takewhile(lambda line: line.startswith(" "), lines))


def test_pages_in_use_break_neither_their_policy_nor_that_of_a_server(browser: Browser, example: Path) -> None:
    """The header says what the pages say themselves. Pages that are but opened are watched in `test_page_budgets.py`."""
    headers = headers_of(example)
    assert {"Content-Security-Policy", "Referrer-Policy", "X-Content-Type-Options"} <= headers.keys()
    assert headers["Content-Security-Policy"].startswith(policy())
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page, said = watched(context)
    troubles = []
    with served(example, headers) as address:
        for name in ("", "2566/", "2566/o12/", "2566/programmes/waste-bank/2566-08/", "nowhere/at/all/"):
            answer = page.goto(address + name)
            assert answer is not None
            assert answer.headers["content-security-policy"] == headers["Content-Security-Policy"]
            written = page.evaluate(
                "[...document.querySelectorAll('meta[http-equiv=Content-Security-Policy]')].map(m => m.content)"
            )
            if written != [policy()]:
                troubles.append(f"{name}: another policy")
            troubles += [f"{name}: {found}" for found in used(page)]
    context.close()
    assert troubles == []
    assert [line for line in said if "404" not in line] == []  # the page for wrong addresses comes with that status


PUT_IN = """html => {
  window.ran = 0;
  const holder = document.createElement("div");
  document.body.append(holder);
  holder.innerHTML = html;
  const script = document.createElement("script");
  script.textContent = "window.ran = 1";
  document.body.append(script);
}"""


PUT = (
    "<img src=x onerror='ran = 1'>",
    "<svg onload='ran = 1'></svg><details open ontoggle='ran = 1'>a</details>",
    "<iframe srcdoc='<script>parent.ran = 1</script>'></iframe>",
    "<iframe src='javascript:parent.ran = 1'></iframe><embed src='data:text/html,<script>top.ran=1</script>'>",
    "<style>body { display: none }</style><form action='https://elsewhere.example/'><button>a</button></form>",
)


def test_what_is_put_into_a_page_does_not_run(browser: Browser, address: str) -> None:
    """Refused by what the page says itself, where the server says nothing."""
    context = browser.new_context()
    page, said = watched(context)
    for html in PUT:
        page.goto(address)
        said.clear()
        page.evaluate(PUT_IN, html)
        for _ in range(1200):  # not by waiting in the page: that takes eval, which the policy refuses
            if (
                sum("Content Security Policy" in line for line in said) > 1
            ):  # the script that is put in with each, and it
                break
            page.wait_for_timeout(50)
        else:
            raise AssertionError(f"not refused: {html}: {said}")
        ran, display = page.evaluate("[window.ran, getComputedStyle(document.body).display]")
        assert ran == 0, html
        assert display != "none", html
    context.close()
