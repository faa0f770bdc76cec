"""A planner of a third province hands in its plan, reviews it, publishes it, and finds it compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_BREAK
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import complete, dashboard, own_copy, settled
from tests.browser.planner import BUILD_MS, COUNT_SENT, READ_MS, press_until

REVIEWER = "Nguyễn Thị Soát"
TITLE = "Chuyển đổi số tỉnh Hưng Yên giai đoạn 2022 - 2025, định hướng đến năm 2030"
GOALS = (
    "80% hồ sơ công việc tại cấp tỉnh được xử lý trên môi trường mạng.",
    "60% hồ sơ công việc tại cấp xã được xử lý trên môi trường mạng.",
    "Kinh tế số chiếm 20% GRDP.",
)
TABLE = (
    ("Chỉ tiêu", "Đơn vị", "Năm 2025", "Năm 2030"),
    ("Tỷ lệ hồ sơ công việc tại cấp huyện được xử lý trên môi trường mạng", "%", "80", "100"),
    ("Tỷ lệ dân số trưởng thành có tài khoản thanh toán điện tử", "%", "50", "80"),
)


def write_plan(path: Path) -> None:
    """A plan of two pages with its official head, a list and a table; the words are ours."""
    paper = docx.Document()
    head = paper.add_table(rows=2, cols=2)
    head.cell(0, 0).text = "ỦY BAN NHÂN DÂN\nTỈNH HƯNG YÊN"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    head.cell(1, 0).text = "Số: 118/KH-UBND"
    head.cell(1, 1).text = "Hưng Yên, ngày 15 tháng 3 năm 2022"
    for line in ("KẾ HOẠCH", TITLE, "I. MỤC TIÊU ĐẾN NĂM 2025"):
        paper.add_paragraph(line)
    for goal in GOALS:
        paper.add_paragraph(goal, style="List Bullet")
    paper.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    paper.add_paragraph("II. CÁC CHỈ TIÊU THEO NĂM")
    table = paper.add_table(rows=0, cols=4)
    for row in TABLE:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    paper.save(str(path))


@pytest.fixture
def desk(releases: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a dashboard of its own, on a copy of the release: it will publish."""
    settings = {
        "MOCSO_LOCAL_REVIEWER": REVIEWER,
        "MOCSO_LEDGER_URL": f"sqlite:///{tmp_path}/ledger.sqlite",
    }
    with dashboard(own_copy(releases, tmp_path), tmp_path / "log.txt", env=settings) as address:
        yield address


@pytest.fixture
def page(browser: Browser, desk: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="vi-VN")
    opened = context.new_page()
    opened.goto(desk)
    complete(opened)
    yield opened
    context.close()


def turn_to(page: Page, name: str) -> None:
    """Open a page of the desk from the menu."""
    page.get_by_role("navigation").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    complete(page)


def press(page: Page, key: str, progress: str) -> None:
    """Press a key and wait for the progress that it brings."""
    press_until(page, key, page.get_by_text(progress))
    settled(page)


def test_a_plan_is_handed_in_reviewed_by_keyboard_published_and_compared(
    page: Page, browser: Browser, desk: str, tmp_path: Path
) -> None:
    reader = browser.new_context(locale="vi-VN").new_page()
    reader.goto(desk + "compare")
    complete(reader)
    expect(reader.get_by_role("button", name="Hưng Yên", exact=True)).to_have_count(0)

    plan = tmp_path / "ke-hoach-118.docx"
    write_plan(plan)
    turn_to(page, "Nạp văn bản")
    expect(page.get_by_text(REVIEWER)).to_be_visible()
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(plan)
    send = page.get_by_role("button", name="Gửi tới bàn soát xét")
    expect(send).to_be_visible(timeout=READ_MS)
    expect(page.get_by_label("Số, ký hiệu")).to_have_value("118/KH-UBND")
    expect(page.get_by_label("Ngày ban hành")).to_have_value("15/03/2022")
    send.click()

    expect(page.get_by_text("0/7 đã rà")).to_be_visible()
    complete(page)
    # A key of the desk does nothing while somebody types.
    press(page, "x", "Vì sao loại?")
    page.evaluate(COUNT_SENT)
    page.get_by_label("Lý do khác").press_sequentially("aaxx")
    assert page.evaluate("window.msSent") == 0
    expect(page.get_by_text("0/7 đã rà")).to_be_visible()
    page.get_by_label("Lý do khác").fill("")
    page.get_by_role("heading", name="Soát xét", exact=True).click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name=re.compile("^Chấp nhận .*A$"))).to_be_visible()
    settled(page)
    for done in range(1, 8):
        press(page, "a", f"{done}/7 đã rà")
    page.get_by_role("button", name="Duyệt: việc soát xét đã xong").click()
    page.get_by_role("link", name="Sang trang công bố").click()
    publish = page.get_by_role("button", name="Công bố bản phát hành mới")
    expect(publish).to_be_enabled(timeout=BUILD_MS)
    complete(page)
    waiting = page.get_by_role("table", name="Văn bản sẽ đổi trong lần công bố tới.")
    expect(waiting.get_by_role("row").filter(has_text="Hưng Yên")).to_contain_text("sẽ thêm")
    expect(waiting.get_by_role("row").filter(has_text="Hưng Yên")).to_contain_text(REVIEWER)
    # What will be compared is seen before it is.
    counted = page.get_by_role("table", name="Số so sánh của từng tỉnh theo kết quả")
    expect(counted.get_by_role("row").filter(has_text="Hưng Yên")).to_contain_text("0 → ")
    publish.click()
    expect(page.get_by_text("Đã công bố bản")).to_be_visible(timeout=BUILD_MS)
    expect(page.get_by_role("row").filter(has_text=REVIEWER)).to_contain_text("đang dùng")

    # Whoever had a page open gets the new release with the next action, and is told.
    reader.get_by_role("button", name="2025", exact=True).click()
    expect(reader.get_by_text("Bản phát hành mới")).to_be_visible()
    reader.get_by_role("button", name="Đã rõ").click()
    expect(reader.get_by_text("Bản phát hành mới")).to_have_count(0)
    # Until the run has ended a control may stand there twice: where it was, and one place higher.
    settled(reader)
    reader.get_by_role("button", name="Hưng Yên", exact=True).click()
    row = reader.get_by_role("row").filter(has_text="cấp tỉnh").filter(has_text="80")
    expect(row.first).to_contain_text("hồ sơ công việc")
    row.first.get_by_role("link", name=re.compile("^80")).first.click()
    expect(reader.locator("blockquote mark")).to_contain_text(GOALS[0])
    expect(reader.get_by_role("heading", name="Trang 2")).to_be_attached()
    expect(reader.get_by_text(re.compile(f"{REVIEWER}, "))).to_be_visible()
    reader.goto(desk + "coverage")
    complete(reader)
    expect(reader.get_by_role("table").filter(has_text="Hưng Yên").first).to_be_visible()
    reader.goto(desk + "data?unit=hung-yen")
    complete(reader)
    expect(reader.get_by_role("status").filter(has_text="phát biểu")).to_contain_text("7 phát biểu")

    # The same file a second time leads to what is here.
    turn_to(page, "Nạp văn bản")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(plan)
    expect(page.get_by_role("link", name="Mở hồ sơ ở bàn soát xét")).to_be_visible(timeout=READ_MS)
    # So does another file with the same number, before it is sent.
    copy = docx.Document(str(plan))
    copy.add_paragraph("Bản sao gửi các sở.")
    copy.save(str(tmp_path / "ban-sao.docx"))
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(tmp_path / "ban-sao.docx")
    expect(page.get_by_text("Văn bản số 118/KH-UBND đã có")).to_be_visible(timeout=READ_MS)
    expect(page.get_by_role("link", name="Mở hồ sơ ở bàn soát xét")).to_be_visible()
    expect(page.get_by_role("button", name="Gửi tới bàn soát xét")).to_be_disabled()

    # And back: the release without the province, by click.
    turn_to(page, "Công bố")
    page.get_by_role("button", name="Quay về một bản trước").click()
    page.get_by_label("Vì sao quay về").fill("công bố nhầm")
    page.get_by_role("button", name="Quay về bản này").click()
    expect(page.get_by_text("Đã quay về bản")).to_be_visible()
    reader.goto(desk + "compare")
    complete(reader)
    expect(reader.get_by_role("button", name="Hưng Yên", exact=True)).to_have_count(0)
    reader.context.close()


def test_who_comes_through_a_proxy_is_no_local_reviewer(browser: Browser, desk: str) -> None:
    context = browser.new_context(locale="vi-VN", extra_http_headers={"X-Forwarded-For": "127.0.0.1"})
    page = context.new_page()
    for name in ("intake", "review", "publish"):
        page.goto(desk + name)
        complete(page)
        expect(page.get_by_text("chưa cấu hình đăng nhập")).to_be_visible()
        expect(page.get_by_test_id("stFileUploader")).to_have_count(0)
        expect(page.get_by_role("navigation").get_by_role("link")).to_have_count(8)
    context.close()


@pytest.mark.parametrize("name", ["vo.docx", "../../ma doc.pdf"])
def test_a_broken_file_gets_one_clear_sentence(page: Page, tmp_path: Path, name: str) -> None:
    page.goto(page.url + "intake")
    complete(page)
    content = b"PK\x03\x04 hong" if name.endswith("docx") else b"%PDF-1.7 <script>"
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    expect(page.get_by_role("alert").first).to_be_visible(timeout=READ_MS)
    expect(page.get_by_role("button", name="Gửi tới bàn soát xét")).to_have_count(0)
