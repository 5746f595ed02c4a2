"""The web form as an officer uses it: Decap in Chromium, its local server, a real repository of git."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import judge
from chromium import needs_chromium
from decap import Form, installed, opened, repository, saving
from once import once
from playwright.sync_api import Browser
from runner import REPOSITORY

from ita_site.findings import Severity

THAI_NAME = "แผนผัง โครงสร้างกำหนด (1).pdf"
O1, O12, O43 = (f"content/2566/items/{name}.yml" for name in ("o01", "o12", "o43"))
AUGUST = "content/2566/programmes/waste-bank/2566-08.yml"
EDITED = ("o01", "o12", "o43", "kpi-2-1", "reports-waste-bank")
KEPT_IN_BROWSER = """() => new Promise((done) => { const asked = indexedDB.open('localforage'); asked.onsuccess = () => {
    const all = asked.result.transaction('keyvaluepairs').objectStore('keyvaluepairs').getAll();
    asked.result.close();
    all.onsuccess = () => done(all.result.map((one) => one.raw).join()); }; })"""

pytestmark = [
    needs_chromium,
    pytest.mark.skipif(shutil.which("npm") is None and not os.environ.get("CI"), reason="npm is not on this machine"),
]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """decap-server: its program."""
    return once(tmp_path_factory, "decap-server", installed) / "node_modules/decap-server/dist/index.js"


@pytest.fixture(scope="module")
def form(browser: Browser, program: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Form]:
    """The form of the example, without the last report of a programme, with the entries that the tests look at: Decap takes
    a second for twenty. All items are in the form of the editorial workflow."""
    folder = tmp_path_factory.mktemp("webform")
    site = repository(folder / "site", AUGUST.removeprefix("content/"))
    with saving(program, site) as ours, opened(browser, site, folder / "admin", ours, EDITED) as form:
        yield form


def test_with_the_editorial_workflow_main_changes_only_when_it_is_agreed(
    browser: Browser, program: Path, tmp_path: Path
) -> None:
    """On a site with nothing but items, which the form has ready sooner."""
    settings = "admin: {backend: local, editorial_workflow: true}\n"
    site = repository(tmp_path / "site", "2565", "2566/programmes", "files", "pages", more=settings)
    with saving(program, site, MODE="git") as ours, opened(browser, site, tmp_path / "admin", ours) as form:
        page = form.page
        page.set_viewport_size({"width": 1280, "height": 900})
        form.open("items-2566/entries/o12", "owner")
        page.locator("[id^=owner-field]").fill("กองคลัง")
        page.get_by_role("button", name="บันทึก", exact=True).first.click()
        form.see("สถานะ: ร่าง")
        form.see("บันทึกแล้ว")
        assert form.git("log", "--format=%s", "-1", "main").strip() == "start"
        assert form.git("diff", "-U0", "main", "cms/items-2566/o12").splitlines()[-2:] == [
            "-owner: สำนักปลัด",
            "+owner: กองคลัง",
        ]

        form.open("items-2566/entries/o12", "owner")
        form.see("สถานะ: ร่าง")
        assert page.locator("[id^=owner-field]").input_value() == "กองคลัง", "the draft, not what is published"
        page.get_by_role("button", name="สถานะ").first.click()
        page.get_by_role("menuitem", name="พร้อม").click()
        form.see("สถานะ: พร้อม")
        form.save("เผยแพร่")
        page.get_by_role("button", name="เผยแพร่แล้ว").first.wait_for()
        assert form.git("diff", "-U0", "main~1", "main").splitlines()[-2:] == ["-owner: สำนักปลัด", "+owner: กองคลัง"]
        assert form.git("log", "--format=%s", "-1", "main").strip() == "แก้ ข้อ OIT ปี 2566 “o12”"
        assert form.strayed == []


def test_an_officer_edits_o12_on_a_phone(form: Form, tmp_path: Path) -> None:
    page = form.page
    form.open("items-2566/entries/o12", "explanation")
    form.see("เงินที่ใช้ของทุกโครงการ")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    told = page.locator("[id^=explanation-field]")
    told.fill(told.input_value().replace("หน้าแรก >", "หน้าหลัก >"))
    page.get_by_role("button", name="เพิ่ม หลักฐาน").click()
    page.locator("[id^=title-field]").last.fill("แผนผัง: โครงสร้าง #1")
    page.locator(".ita-ticks").last.get_by_label("งบประมาณที่ใช้ไป").check()
    page.locator("[id^=date-field]").last.fill("เมื่อวาน")
    form.save()
    form.see("วันที่ต้องมีตัวเลข เช่น 2566-03-31")
    assert form.git("status", "--short") == "", "what is refused is not saved"

    upload = tmp_path / THAI_NAME
    shutil.copy(REPOSITORY / "content/files/2566/o31-no-gift-2566.pdf", upload)
    page.get_by_role("button", name="เลือกไฟล์").last.click()
    page.locator("input[type=file]").first.set_input_files(upload)
    page.get_by_role("button", name="เลือกข้อมูลที่ถูกเลือก").click()
    page.locator("[id^=date-field]").last.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("2566-04-12")
    form.save()
    form.see("เนื้อหาถูกบันทึก")

    changed = [
        line for line in form.git("diff", "-U0").splitlines() if line[0] in "+-" and line[:3] not in ("+++", "---")
    ]
    assert [line.replace("หน้าหลัก", "หน้าแรก") for line in changed[1:2]] == [f"+{changed[0][1:]}"]
    assert changed[2:] == [
        '+  - title: "แผนผัง: โครงสร้าง #1"',
        "+    file: files/2566/แผนผัง-โครงสร้างกำหนด-1-.pdf",
        "+    shows: [spent]",
        "+    date: 2566-04-12",
    ]
    assert form.git("status", "--short", "-uall").split("\n")[:-1] == [
        f" M {O12}", "?? content/files/2566/แผนผัง-โครงสร้างกำหนด-1-.pdf",
    ]  # fmt: skip
    assert "หน้าหลัก >" in (form.site / O12).read_bytes().decode("utf-8")


def test_a_monthly_report_is_begun(form: Form) -> None:
    page = form.page
    page.set_viewport_size({"width": 1280, "height": 900})
    form.open("reports-waste-bank/new", "submitted")
    page.locator("[id^=month-field]").click()
    page.keyboard.type("สิงหาคม 2566")
    page.keyboard.press("Enter")
    page.locator("[id^=submitted-field]").fill("2566-09-08")
    page.get_by_role("button", name="เพิ่ม สิ่งที่ดำเนินการ").click()
    page.locator("[id^=on-field]").first.fill("2566-08-31")
    page.locator("[id^=text-field]").first.fill("สรุปผลทั้งโครงการ")
    form.save()
    form.kept()
    assert (form.site / AUGUST).read_text(encoding="utf-8") == (
        "month: 2566-08\nsubmitted: 2566-09-08\nactions:\n  - on: 2566-08-31\n    text: สรุปผลทั้งโครงการ\n"
    )


def test_a_plan_with_hundreds_of_fields_changes_in_one_line(form: Form) -> None:
    form.git("add", ".")
    form.open("plans-2566/entries/kpi-2-1", "unit")
    form.see("ให้หน่วยงานเปิดเผยข้อมูลสาธารณะครบ 43 ข้อ")  # a list of texts shows them
    form.page.locator("[id^=unit-field]").fill("สำนักปลัด อบต.")
    form.save()
    form.kept()
    changed = [
        line for line in form.git("diff", "-U0").splitlines() if line[0] in "+-" and line[:3] not in ("+++", "---")
    ]
    assert changed == ["-unit: สำนักปลัด", "+unit: สำนักปลัด อบต."]


def test_an_item_without_a_file_is_begun_and_a_broken_file_is_left_alone(form: Form) -> None:
    page = form.page
    (form.site / O43).unlink()
    (form.site / O1).write_text("item: O1\nstatus: [pending\n", encoding="utf-8")
    form.git("add", ".")
    for place in ("items-2566/entries/o43", "items-2566/entries/o01"):
        form.open(place, "owner")
        page.locator("[id^=status-field]").click()
        page.keyboard.type("ยังไม่พร้อม")
        page.keyboard.press("Enter")
        page.locator("[id^=owner-field]").fill("สำนักปลัด")
        form.save()
        form.kept() if place.endswith("o43") else form.see("จึงไม่บันทึกทับ")
    assert form.git("diff", "--name-only") == ""
    assert (form.site / O43).read_text(encoding="utf-8") == "item: O43\nstatus: pending\nowner: สำนักปลัด\n"
    for path in (O1, O43):
        shutil.copy(REPOSITORY / path, form.site / path)


def test_what_was_saved_passes_the_check(form: Form) -> None:
    """But for the report, which is shorter than the one that was there: nothing of it is wrong, only less."""
    shutil.copy(REPOSITORY / AUGUST, form.site / AUGUST)
    assert [finding for finding in judge(form.site).findings if finding.severity is Severity.ERROR] == []


def test_what_was_typed_and_not_saved_is_there_again(form: Form) -> None:
    """Decap alone asks whether to go on with it, and then shows the file."""
    page = form.page
    form.open("items-2566/entries/o12", "owner")
    page.locator("[id^=owner-field]").fill("ยังไม่ได้บันทึก")
    for _ in range(60):  # Decap keeps it two seconds after the last key
        page.wait_for_timeout(1000)
        if page.evaluate(KEPT_IN_BROWSER).count("ยังไม่ได้บันทึก"):
            break
    page.reload()
    page.locator("[id^=owner-field]").wait_for()
    page.wait_for_function("document.querySelector('[id^=owner-field]').value === 'ยังไม่ได้บันทึก'")


def test_nothing_is_asked_of_another_host_and_nothing_is_missing(form: Form) -> None:
    assert form.strayed == []
