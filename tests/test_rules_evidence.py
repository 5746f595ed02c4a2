"""4xx beyond the examples: addresses and file names as people type them, links, shared and repeated evidence."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from builders import ITEMS, PROGRAMME, codes, lay, places
from builders import judge as judge_all

from ita_site.evidence.files import file_trouble
from ita_site.evidence.links import address_trouble, is_social, same_place
from ita_site.walk import HostedFile

GOOD = [
    "https://www.agency.go.th/plan.pdf",
    "http://www.agency.go.th/plan.pdf",
    "HTTPS://WWW.AGENCY.GO.TH/PLAN.PDF",
    "  https://www.agency.go.th/plan.pdf ",
    "https://www.agency.go.th:8443/plan.pdf",
    "http://www.agency.go.th:80/plan",
    "https://www.agency.go.th./plan.pdf",
    # Thai hosts and paths, as typed and as copied
    "https://อบต.ไทย/แผน.pdf",
    "https://www.อบตบ้านสมมติ.ไทย/ข้อมูล/แผน ปี 2566.pdf",
    "https://xn--12c4cbf7b4ae.xn--o3cw4h/plan.pdf",
    "https://www.agency.go.th/แผนดำเนินงาน/2566.pdf",
    "https://www.agency.go.th/%E0%B9%81%E0%B8%9C%E0%B8%99.pdf",
    "https://www.agency.go.th/plan year 2566.pdf",
    "https://www.agency.go.th/ประกาศ (ฉบับที่ 2).pdf",
    # a place in a page, or a page behind the home page's address
    "https://www.agency.go.th/plan#page=12",
    "https://www.agency.go.th/#contact",
    "https://www.agency.go.th/?page_id=3531",
    "https://www.agency.go.th/index.php?option=com_content&id=12",
    "https://www.agency.go.th/index.php/plan",
    "https://www.agency.go.th/th/plan",
    "https://www.agency.go.th/go?url=https://www.other.go.th/x",
    "https://www.agency.go.th/a@b.pdf",
    # where agencies really keep their documents
    "https://drive.google.com/file/d/1AbC_d/view?usp=sharing",
    "https://docs.google.com/spreadsheets/d/1AbC/edit#gid=0",
    "https://sites.google.com/view/agency/home/plan",
    "https://www.facebook.com/agency.sao",
    "https://www.facebook.com/",
    "https://line.me/R/ti/p/@agency",
    "https://lin.ee/AbCdEf",
    "https://youtu.be/AbCdEf",
    "https://203.0.114.5/plan.pdf",
    # no test site, although the word is in it
    "https://devon.go.th/plan.pdf",
    "https://www.dev.go.th/plan.pdf",
    "https://www.test-agency.go.th/plan.pdf",
    "https://testbed.agency.go.th/plan.pdf",
    "https://developer.agency.go.th/plan.pdf",
    "https://contest.agency.go.th/plan.pdf",
    "https://www.agency.go.th/test/plan.pdf",
    # no shortener, although the letters are there
    "https://habit.ly/plan.pdf",
    "https://www.bit.ly.agency.go.th/plan.pdf",
]

BAD: dict[str, list[str]] = {
    "blank": ["", "   ", "#", " # ", "-", "/"],
    "disk-path": [
        "D:\\งานพัสดุ\\แผน.pdf", "C:/Users/officer/plan.pdf", "e:\\plan.pdf", "\\\\server\\ita\\plan.pdf", "file:///C:/plan.pdf",
    ],
    "hosted-file": ["/files/2566/plan.pdf", "files/2566/plan.pdf", "content/files/2566/plan.pdf"],
    "cut": [
        "https://www.agency.go.th/files/pla...", "https://www.agency.go.th/files/pla…", "www.agency.go.th/pla...",
        "https://www.agency.go.th/%E2%80%A6/plan.pdf",
    ],
    "not-an-address": [
        "www.agency.go.th/plan.pdf", "agency.go.th/plan.pdf", "#plan", "ไม่มี",
        "htp://www.agency.go.th/plan.pdf", "https//www.agency.go.th/plan.pdf", "https;//www.agency.go.th/plan.pdf",
        "http://https://www.agency.go.th/plan.pdf", "https:/one-slash", "https://",
        "https://agency .go.th/plan.pdf", "https:// www.agency.go.th/plan.pdf",
        "https://www.agency.go.th:99999/plan", "https://999.1.1.1/plan.pdf", "https://intranet/plan.pdf",
        "ftp://ftp.agency.go.th/plan.pdf", "javascript:alert(1)", "data:text/html,plan",
        "mailto:saraban@agency.go.th", "tel:020000100",
        "ดูที่ https://www.agency.go.th/plan", "<https://www.agency.go.th/plan>", "[แผน](https://www.agency.go.th/plan)",
    ],
    "login-in-address": ["https://admin:1234@www.agency.go.th/x", "https://officer@www.agency.go.th/x"],
    "staging": [
        "https://test.agency.go.th/plan.pdf", "https://demo.agency.go.th/plan.pdf", "https://uat.agency.go.th/",
        "https://staging.agency.go.th/x", "https://dev.agency.or.th/x", "https://dev-ita.agency.go.th/x", "https://test.vendor.com/x",
        "http://192.168.1.10/plan.pdf", "http://10.0.0.8:8080/plan.pdf", "http://172.16.4.4/x", "http://100.64.0.1/x",
        "http://169.254.1.1/x", "http://127.0.0.1:8000/x", "http://0x7f.1/x", "http://[::1]/plan", "http://[fe80::1]/x",
        "http://localhost:8000/plan", "http://nas.local/plan.pdf", "https://abc.ngrok-free.app/x",
    ],
    "shortener": [
        "https://bit.ly/plan2566", "http://tinyurl.com/plan", "https://www.bit.ly/x", "https://shorturl.at/abc", "https://me-qr.com/x",
    ],
    "home-page": [
        "https://www.agency.go.th", "https://www.agency.go.th/", "https://www.agency.go.th/#", "https://www.agency.go.th/?",
        "https://www.agency.go.th/home", "https://www.agency.go.th/index.php", "https://www.agency.go.th/index.html",
        "https://www.agency.go.th/th/", "https://อบต.ไทย",
    ],
}  # fmt: skip

judge = partial(judge_all, only="4")
"""What other families say of a whole site, `test_rule_examples` and the trials tell."""


@pytest.fixture
def site(lent: Path) -> Path:
    return lent


@pytest.mark.parametrize("typed", GOOD)
def test_never_cry_wolf(typed: str) -> None:
    assert address_trouble(typed) is None


@pytest.mark.parametrize(("trouble", "typed"), [(trouble, typed) for trouble, all_ in BAD.items() for typed in all_])
def test_address(trouble: str, typed: str) -> None:
    assert address_trouble(typed) == trouble


@pytest.mark.parametrize(
    ("typed", "trouble"),
    [
        ("https://dev.go.th/plan.pdf", None),
        ("https://stage.or.th/plan.pdf", None),
        ("https://test-agency.go.th/plan.pdf", None),
        ("https://sit.university.ac.th/plan.pdf", None),
        ("https://[2606:4700:4700::1111]/plan.pdf", None),
        ("https://www.staging.agency.go.th/x", "staging"),
        ("https://agency.dev.vendor.co.th/x", "staging"),
        ("https:/www.agency.go.th/plan.pdf", "not-an-address"),
        ("https:www.agency.go.th/plan.pdf", "not-an-address"),
        ("https:///plan.pdf", "not-an-address"),
        ("https:\\\\www.agency.go.th\\plan", "not-an-address"),
        ("https://www.agency,go,th/plan", "not-an-address"),
        ("https://www..agency.go.th/x", "not-an-address"),
        ("https://www.agency.go.th/a.pdf https://www.agency.go.th/b.pdf", "not-an-address"),
    ],
)
def test_address_that_looks_nearly_right(typed: str, trouble: str | None) -> None:
    assert address_trouble(typed) == trouble


def test_tables_are_long_enough() -> None:
    assert len(GOOD) + sum(map(len, BAD.values())) >= 60


def test_staging_hosts_of_the_agency() -> None:
    hosts = ("new.agency.go.th", "Preview.Example")
    assert address_trouble("https://new.agency.go.th/plan.pdf", hosts) == "staging"
    assert address_trouble("https://a.new.agency.go.th/plan.pdf", hosts) == "staging"
    assert address_trouble("https://preview.example/plan.pdf", hosts) == "staging"
    assert address_trouble("https://www.agency.go.th/plan.pdf", hosts) is None
    assert address_trouble("https://renew.agency.go.th/plan.pdf", hosts) is None


@pytest.mark.parametrize(
    ("typed", "social"),
    [
        ("https://www.facebook.com/agency", True), ("https://m.facebook.com/agency", True), ("https://lin.ee/x", True),
        ("https://www.agency.go.th/facebook", False), ("https://notfacebook.com/x", False), ("facebook.com/agency", False),
    ],
)  # fmt: skip
def test_social(typed: str, social: bool) -> None:
    assert is_social(typed) is social


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.agency.go.th/plan", "https://WWW.agency.go.th/plan/", True),
        ("http://www.agency.go.th/plan", "https://www.agency.go.th/plan", True),
        ("https://www.agency.go.th/แผน", "https://www.agency.go.th/%E0%B9%81%E0%B8%9C%E0%B8%99", True),
        ("https://อบต.ไทย/a", "https://xn--m3cj0d.xn--o3cw4h/a", True),
        ("https://www.agency.go.th/plan", "https://www.agency.go.th/Plan", False),
        ("https://www.agency.go.th/plan?y=2566", "https://www.agency.go.th/plan?y=2565", False),
        ("https://www.agency.go.th/plan#a", "https://www.agency.go.th/plan#b", False),
        ("files/2566/a.pdf", "files/2566/a.pdf ", True),
        ("files/2566/a.pdf", "files/2566/b.pdf", False),
    ],
)
def test_same_place(one: str, other: str, same: bool) -> None:
    assert (same_place(one, None) == same_place(other, None)) is same
    assert same_place(one, 1) != same_place(other, 2)


PLAN = "files/2566/plan.pdf"
FILES = {
    name: HostedFile(name, size, regular)
    for name, size, regular in [
        ("files/2566/plan.pdf", 900, True), ("files/2566/แผน.pdf", 900, True), ("files/2566/Report.PDF", 900, True),
        ("files/2566/empty.pdf", 0, True), ("files/2566/pipe.pdf", 0, False), ("files/plan.csv", 20, True), ("files/run.svg", 9, True),
    ]
}  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "kind", "other"),
    [
        ("files/2566/plan.pdf", None, ""), (" files/2566/plan.pdf ", None, ""), ("files/2566/แผน.pdf", None, ""),
        ("files/2566/Report.PDF", None, ""), ("files/plan.csv", None, ""),
        ("", "blank", ""), ("  ", "blank", ""),
        ("files/2566/Plan.pdf", "letter-case", "files/2566/plan.pdf"),
        ("files/2566/report.pdf", "letter-case", "files/2566/Report.PDF"),
        ("files/2566/gone.pdf", "missing", ""), ("files/2565/plan.pdf", "missing", ""),
        ("files/2566/empty.pdf", "no-bytes", ""), ("files/2566/pipe.pdf", "special", ""), ("files/2566/linked.pdf", None, ""),
        ("files/linked/plan.pdf", None, ""),
        ("files/run.svg", "type", ""), ("files/2566/page.html", "type", ""), ("files/2566/all.zip", "type", ""),
        ("files/2566/plan.pdf.exe", "type", ""), ("files/2566/plan", "type", ""), ("files/2566", "type", ""),
        ("2566/plan.pdf", "prefix", PLAN), ("content/files/2566/plan.pdf", "prefix", PLAN), ("plan.pdf", "outside", ""),
        ("files", "outside", ""), ("/files/2566/plan.pdf", "prefix", PLAN), ("Files/2566/plan.pdf", "prefix", PLAN),
        ("files/../site_config.pdf", "outside", ""), ("files/2566/../../secret.pdf", "outside", ""), ("../plan.pdf", "outside", ""),
        ("files//plan.pdf", "outside", ""), ("files/./plan.pdf", "outside", ""), ("files\\2566\\plan.pdf", "prefix", PLAN),
        ("D:/files/plan.pdf", "outside", ""), ("~/files/plan.pdf", "outside", ""), ("files/~plan.pdf", "outside", ""),
        ("files/2566/plan.pdf\0.png", "outside", ""), ("https://www.agency.go.th/plan.pdf", "is-address", ""),
        ("files/%2e%2e/plan.pdf", "missing", ""),
    ],
)  # fmt: skip
def test_file(typed: str, kind: str | None, other: str) -> None:
    links = frozenset({"content/files/2566/linked.pdf", "content/files/linked"})
    trouble = file_trouble(typed, FILES, links)
    assert (trouble.kind if trouble else None) == kind
    assert (trouble.other if trouble else "") == other


# --- in a site


def item(code: str, *evidence: str, shows: str = "") -> str:
    lines = "".join(
        f"  - {{title: เอกสารหมายเลข{n}, {e}, shows: [{shows}]}}\n" for n, e in zip("กขคงจ", evidence, strict=False)
    )
    return f"item: {code}\nstatus: disclosed\nexplanation: หน้าแรก > เปิดเผยข้อมูลสาธารณะ > {code}\nevidence:\n{lines}owner: สำนักปลัด\n"


def test_a_symbolic_link_is_refused_wherever_it_is(site: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.pdf"
    secret.write_bytes(b"%PDF")
    (site / "content/files/2566/linked.pdf").symlink_to(secret)
    lay(site, f"{ITEMS}/o14.yml", item("O14", "file: files/2566/linked.pdf", shows="which_task, for_whom, steps"))
    assert places(judge(site).findings) == {
        ("content/files/2566/linked.pdf", 1, "ITA413"),
    }


def test_a_linked_folder_is_not_entered(site: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "plan.pdf").write_bytes(b"%PDF")
    (site / "content/files/shared").symlink_to(tmp_path / "outside")
    lay(site, f"{ITEMS}/o14.yml", item("O14", "file: files/shared/plan.pdf", shows="which_task, for_whom, steps"))
    assert codes(judge(site)) == ["ITA413"]


def test_a_linked_item_is_one_finding(site: Path, tmp_path: Path) -> None:
    outside = tmp_path / "o14.yml"
    (site / ITEMS / "o14.yml").rename(outside)
    (site / ITEMS / "o14.yml").symlink_to(outside)
    assert codes(judge(site)) == ["ITA118"]


def test_files_of_tables_are_looked_at(site: Path) -> None:
    path = site / ITEMS / "o11.yml"
    text = path.read_text(encoding="utf-8")
    line = 1 + text.splitlines().index("table: {file: files/2566/o11.csv}")
    path.write_text(text.replace("o11.csv", "o12.csv"), encoding="utf-8")
    assert places(judge(site).findings) == {(f"{ITEMS}/o11.yml", line, "ITA410")}


def test_evidence_of_programmes_and_reports_is_looked_at(site: Path) -> None:
    programme = site / PROGRAMME / "programme.yml"
    text = programme.read_text(encoding="utf-8")
    line = 1 + text.splitlines().index("        url: https://www.agency.example/kpi-2-1/minutes-2565-10.pdf")
    programme.write_text(
        text.replace("https://www.agency.example/kpi-2-1/minutes-2565-10.pdf", '"#"'), encoding="utf-8"
    )
    lay(
        site,
        f"{PROGRAMME}/2566-03.yml",
        """\
month: 2566-03
submitted: 2566-04-08
actions:
  - text: ประชุม
    evidence:
      - {title: ภาพ, file: files/2566/photo.svg}
levels:
  3:
    value: 6
    evidence:
      - {url: http://192.168.1.4/level3.pdf}
reporter: {name: งานบริหารทั่วไป}
""",
    )
    assert places(judge(site).findings) == {
        (f"{PROGRAMME}/programme.yml", line, "ITA407"),
        (f"{PROGRAMME}/2566-03.yml", 6, "ITA412"),
        (f"{PROGRAMME}/2566-03.yml", 11, "ITA404"),
    }


SHARED = "url: https://www.agency.example/all.pdf"


def test_two_items_may_share_a_link(site: Path) -> None:
    lay(site, f"{ITEMS}/o14.yml", item("O14", SHARED, shows="which_task, for_whom, steps"))
    lay(site, f"{ITEMS}/o15.yml", item("O15", SHARED, shows="which_service, steps"))
    assert judge(site).findings == ()


@pytest.mark.parametrize(
    ("third", "count"),
    [(SHARED, 3), (f"{SHARED}#laws", 0), (f"{SHARED}, page: 9", 0), ("url: HTTPS://www.agency.example/all.pdf", 3)],
)
def test_three_items_behind_one_link(site: Path, third: str, count: int) -> None:
    lay(site, f"{ITEMS}/o14.yml", item("O14", SHARED, shows="which_task, for_whom, steps"))
    lay(site, f"{ITEMS}/o15.yml", item("O15", SHARED, shows="which_service, steps"))
    lay(site, f"{ITEMS}/o06.yml", item("O6", third, shows="laws"))
    assert codes(judge(site)) == ["ITA408"] * count
    assert not judge(site).blocked


def test_one_item_may_use_a_link_often(site: Path) -> None:
    """Three entries with three pages of one document: neither shared nor repeated."""
    pages = [f"{SHARED}, page: {n}" for n in (3, 9, 40)]
    lay(site, f"{ITEMS}/o06.yml", item("O6", *pages, shows="laws"))
    assert judge(site).findings == ()


def test_the_same_page_for_another_element_is_no_repeat(site: Path) -> None:
    lay(
        site,
        f"{ITEMS}/o15.yml",
        """\
item: O15
status: disclosed
explanation: หน้าแรก > คู่มือประชาชน > ขอใบอนุญาต
evidence:
  - {title: คู่มือประชาชน, url: https://www.agency.example/guide, shows: [which_service]}
  - {title: ขั้นตอนในคู่มือ, url: https://www.agency.example/guide, shows: [steps]}
owner: กองช่าง
""",
    )
    assert judge(site).findings == ()


def test_social_network_beside_a_page_of_the_agency(site: Path) -> None:
    network = "url: https://www.facebook.com/agency"
    for evidence, found in [
        ([network], ["ITA406"]),
        ([network, "url: https://lin.ee/AbCd"], ["ITA406"]),
        ([network, "url: https://www.agency.example/contact-us"], []),
    ]:
        lay(site, f"{ITEMS}/o09.yml", item("O9", *evidence, shows="link_on_site, own_account"))
        assert codes(judge(site)) == found


def test_social_network_elsewhere_is_fine(site: Path) -> None:
    lay(site, f"{ITEMS}/o08.yml", item("O8", "url: https://m.me/agency", shows="place, two_way"))
    assert judge(site).findings == ()


@pytest.mark.parametrize(
    ("title", "empty"),
    [
        ("คลิก", True), ("คลิกที่นี่ >>", True), ("1. ดาวน์โหลด", True), ("[เอกสารแนบ 2]", True), ("PDF", True), ("๑๒", True),
        ("Click here!", True), ('""', True), ("ลิงค์", True), ("…", True),
        ("แผน", False), ("รายงาน ปี 2566", False), ("เอกสารแนบท้ายประกาศ", False), ("คลิกนิกชุมชน", False), ("O12", False),
        ("ข้อมูลบุคลากร", False), ("ดูงานต่างจังหวัด", False), ("Q&A", False), ("E-Service", False),
    ],
)  # fmt: skip
def test_titles(site: Path, title: str, empty: bool) -> None:
    lay(
        site,
        f"{ITEMS}/o06.yml",
        f"""\
item: O6
status: disclosed
explanation: หน้าแรก > กฎหมายและระเบียบ ทุกหมวด
evidence:
  - title: '{title}'
    url: https://www.agency.example/laws
    shows: [laws]
owner: สำนักปลัด
""",
    )
    assert codes(judge(site)) == (["ITA409"] if empty else [])
