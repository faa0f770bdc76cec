"""Sign-in with an OpenID provider, in a browser and around it: what each role may, and what nobody may."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, WebSocket, expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from benchmarks.servers import free_port
from ledger import Ledger, open_ledger
from tests.browser import planner
from tests.browser.conftest import complete, dashboard, own_copy
from tests.intake.third_province import write
from tests.oidc_provider import COOKIE_SECRET, Provider, oidc_provider

LAN, MINH, NOBODY = "lan@tinh.gov.vn", "minh@tinh.gov.vn", "ai-do@tinh.gov.vn"
ROLES = f'reviewer = ["{LAN}"]\npublisher = ["{MINH}"]'
COOKIE = "_streamlit_user"
CLOSED = {"intake": "Nạp văn bản", "review": "Soát xét", "publish": "Công bố"}
# As long as a page needs to be there, and a little more: then the proof runs out.
SECONDS_LEFT = 20
# A run of the publish page builds the release to come, to say what it will change.
ANSWER_SECONDS = 60


@dataclass(frozen=True)
class Site:
    """A dashboard that trusts a provider, and its ledger."""

    address: str
    provider: Provider
    ledger: Ledger

    @property
    def port(self) -> int:
        return int(self.address.rstrip("/").rsplit(":", 1)[1])

    @property
    def origin(self) -> str:
        return self.address.rstrip("/")

    def claims(self, email: str, **changed: Any) -> dict[str, Any]:
        """What Streamlit keeps of somebody who signed in."""
        return {
            "sub": email, "name": "Ai đó", "email": email, "email_verified": True, "provider": "default",
            "exp": time.time() + 600, "origin": self.origin, "is_logged_in": True, **changed,
        }  # fmt: skip


@pytest.fixture(scope="module")
def site(releases: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("people")
    url = f"sqlite:///{folder}/ledger.sqlite"
    port = free_port()
    with oidc_provider() as provider, open_ledger(url) as ledger:
        secrets = folder / "secrets.toml"
        secrets.write_text(provider.secrets_toml(f"http://127.0.0.1:{port}/oauth2callback", ROLES))
        options = ("--secrets.files", str(secrets))
        env = {"MOCSO_LEDGER_URL": url, "MOCSO_LOCAL_REVIEWER": "Người ngồi tại máy"}
        own = own_copy(releases, folder)
        with dashboard(own, folder / "log", *options, port=port, env=env) as address:
            yield Site(address, provider, ledger)


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """A page in a browser of its own, which brings the cookies it is given."""
    contexts: list[BrowserContext] = []

    def opened(path: str = "", **cookies: str) -> Page:
        context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="vi-VN")
        contexts.append(context)
        context.add_cookies([{"name": name, "value": value, "url": site.address}
                             for name, value in cookies.items()])  # fmt: skip
        page = context.new_page()
        page.goto(site.address + path)
        complete(page)
        return page

    yield opened
    for context in contexts:
        context.close()


def signed(claims: dict[str, Any], secret: str = COOKIE_SECRET) -> str:
    return create_signed_value(secret, COOKIE, json.dumps(claims)).decode()


def sign_in(page: Page, site: Site, name: str, email: str, **claims: Any) -> None:
    """Through the provider, by the button above every page."""
    site.provider.is_anybody(name, email, **claims)
    page.goto(site.address)
    complete(page)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("button", name=name)).to_be_visible()
    complete(page)


def offered(page: Page) -> set[str]:
    """The pages beyond reading that the navigation offers."""
    links = page.get_by_role("navigation").get_by_role("link").all_inner_texts()
    return {name for name in CLOSED.values() if any(name in link for link in links)}


def is_closed(page: Page) -> None:
    """The page says why it is closed, and holds neither a place for files nor a button that acts."""
    expect(page.get_by_text("lock", exact=True).first).to_be_attached()
    expect(page.locator("input[type=file]")).to_have_count(0)
    for name in ("Gửi tới bàn soát xét", "Chấp nhận", "Duyệt", "Công bố bản phát hành mới", "Rút văn bản"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)


@pytest.fixture(scope="module")
def submission(browser: Browser, site: Site, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A plan that a signed-in reviewer has handed in through the pages."""
    page = browser.new_context(locale="vi-VN").new_page()
    sign_in(page, site, "Nguyễn Thị Lan", LAN)
    made = planner.hand_in(page, site.address, write(tmp_path_factory.mktemp("plans"))[0])
    page.context.close()
    return made


def test_a_reviewer_reviews_and_a_publisher_publishes(
    site: Site, submission: str, visit: Callable[..., Page]
) -> None:
    lan = visit()
    sign_in(lan, site, "Nguyễn Thị Lan", LAN)
    assert offered(lan) == {"Nạp văn bản", "Soát xét"}
    planner.at_desk(lan, site.address, submission)
    planner.accept_all(lan)
    planner.approve(lan)
    lan.goto(f"{site.address}publish")
    complete(lan)
    is_closed(lan)
    assert not site.ledger.publications()

    minh = visit()
    sign_in(minh, site, "Trần Minh", MINH)
    assert offered(minh) == set(CLOSED.values())
    clicks: list[bytes] = []

    def note(socket: WebSocket) -> None:
        def keep(frame: bytes | str) -> None:
            if isinstance(frame, bytes) and asks_for_a_run(frame):
                clicks.append(frame)

        socket.on("framesent", keep)

    minh.on("websocket", note)
    # A reader sends just what the publisher's click will send: it is nobody's button but the publisher's.
    planner.publish(minh, site.address)
    [publication] = site.ledger.publications()
    assert publication.author == f"Trần Minh <{MINH}>"
    assert {one.author for one in site.ledger.decisions()} == {f"Nguyễn Thị Lan <{LAN}>"}

    # Something waits again; the frames of the publisher, sent again by others, publish nothing.
    seen = site.ledger.submission(submission).document_decision_id
    site.ledger.withdraw(submission, "Lan", seen=seen, reason="thử")
    assert clicks
    for cookies in ({}, {COOKIE: signed(site.claims(NOBODY))}, {COOKIE: signed(site.claims(LAN))}):
        answers = replayed(site, clicks, cookies)
        assert answers > 0
    assert len(site.ledger.publications()) == 1
    # The same by the publisher is a publication: the frames are what a click is.
    assert replayed(site, clicks, {COOKIE: signed(site.claims(MINH))}) > 0
    deadline = time.monotonic() + 60
    while len(site.ledger.publications()) < 2:
        assert time.monotonic() < deadline
        time.sleep(0.2)


def replayed(site: Site, frames: list[bytes], cookies: dict[str, str]) -> int:
    """Send frames over a session of one's own; how many script runs it answered with."""
    token = xsrf(site)
    cookie = "; ".join(f"{name}={value}" for name, value in {"_streamlit_xsrf": token, **cookies}.items())
    with connect(
        site.address.replace("http", "ws") + "_stcore/stream",
        additional_headers={"Cookie": cookie},
        origin=Origin(site.origin),
        subprotocols=[Subprotocol("streamlit"), Subprotocol(token)],
        max_size=None,
    ) as socket:
        return sum(is_answered(socket, frame) for frame in frames)


def asks_for_a_run(frame: bytes) -> bool:
    """Whether a frame of the browser is answered by a run of the script."""
    return bool(BackMsg.FromString(frame).WhichOneof("type") == "rerun_script")


def is_answered(socket: ClientConnection, frame: bytes) -> bool:
    """Send one frame, and wait until the script has run to its end."""
    socket.send(frame)
    message = ForwardMsg()
    while message.WhichOneof("type") != "script_finished":
        try:
            data = socket.recv(timeout=ANSWER_SECONDS)
        except TimeoutError:
            return False
        assert isinstance(data, bytes)
        message = ForwardMsg.FromString(data)
    return True


def xsrf(site: Site) -> str:
    """A token as the server hands it to any page."""
    connection = HTTPConnection("127.0.0.1", site.port, timeout=20)
    connection.request("GET", "/_stcore/host-config")
    connection.getresponse().read()
    connection.request("GET", "/_stcore/health")
    answer = connection.getresponse()
    answer.read()
    cookie = answer.headers["Set-Cookie"]
    connection.close()
    assert cookie.startswith("_streamlit_xsrf=")
    return str(cookie.split(";")[0].split("=", 1)[1]).strip('"')


@pytest.mark.parametrize("email", [None, NOBODY])
def test_who_has_no_role_reads(
    site: Site, submission: str, visit: Callable[..., Page], email: str | None
) -> None:
    page = visit()
    if email:
        sign_in(page, site, "Người Đọc", email)
    assert offered(page) == set()
    for path in ("intake", f"review?submission={submission}", "publish"):
        page.goto(site.address + path)
        complete(page)
        is_closed(page)
        expect(page.get_by_role("main")).not_to_contain_text("118/KH-UBND")
    page.goto(f"{site.address}data")
    complete(page)


def test_unverified_addresses_have_no_role(site: Site, visit: Callable[..., Page]) -> None:
    page = visit()
    sign_in(page, site, "Không Rõ", MINH, email_verified=False)
    assert offered(page) == set()
    page.goto(f"{site.address}publish")
    complete(page)
    is_closed(page)


def test_signing_out(site: Site, visit: Callable[..., Page]) -> None:
    page = visit()
    sign_in(page, site, "Nguyễn Thị Lan", LAN)
    before = len(site.provider.signed_out)
    page.get_by_role("button", name="Nguyễn Thị Lan").click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("button", name="Đăng nhập")).to_be_visible()
    complete(page)
    assert site.provider.signed_out[before:] == [LAN]
    assert COOKIE not in {cookie.get("name") for cookie in page.context.cookies()}
    page.goto(f"{site.address}intake")
    complete(page)
    is_closed(page)


def test_a_proof_that_runs_out_ends_what_it_allowed(
    site: Site, submission: str, visit: Callable[..., Page]
) -> None:
    # Where the proof runs out before the page is there, the next one lasts longer.
    for seconds in (SECONDS_LEFT, 3 * SECONDS_LEFT, 9 * SECONDS_LEFT):
        ends = time.time() + seconds
        # People's clocks may differ by a minute, which the dashboard grants.
        page = visit(f"review?submission={submission}", **{COOKIE: signed(site.claims(LAN, exp=ends - 60))})
        if time.time() < ends:
            break
    expect(page.get_by_text("Lịch sử quyết định")).to_be_visible()
    reopen = page.get_by_role("button", name="Mở lại việc soát xét")
    decisions = len(site.ledger.decisions())
    reopen = reopen.or_(page.get_by_role("button", name="Chấp nhận", exact=True)).first
    expect(reopen).to_be_visible()
    page.wait_for_timeout(max(0, ends - time.time()) * 1000 + 500)
    reopen.click()
    expect(page.get_by_text("Phiên đăng nhập đã hết hạn").first).to_be_visible()
    assert len(site.ledger.decisions()) == decisions
    page.reload()
    complete(page)
    is_closed(page)


def forged(site: Site) -> dict[str, str]:
    """Cookies that nobody signed, or that somebody else did, or for elsewhere, or long ago."""
    minh = site.claims(MINH)
    good = signed(minh)
    return {
        "another secret": signed(minh, "một bí mật khác, cũng dài như vậy"),
        "not signed": json.dumps(minh).replace('"', "'"),
        "a letter changed": good[:8] + ("A" if good[8] != "A" else "B") + good[9:],
        "another origin": signed({**minh, "origin": "http://noi-khac.example.vn"}),
        "not logged in": signed({**minh, "is_logged_in": False}),
        "run out": signed({**minh, "exp": time.time() - 3600}),
        "for ever": signed({key: value for key, value in minh.items() if key != "exp"}),
        "chunks": "chunks-2",
    }


def upload_status(site: Site, session: str, cookies: dict[str, str], **headers: str) -> int:
    """What Streamlit's own place for files says to a small file."""
    body = b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\n\r\nabc\r\n--x--\r\n'
    cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
    connection = HTTPConnection("127.0.0.1", site.port, timeout=20)
    said = {"Content-Type": "multipart/form-data; boundary=x", "Cookie": cookie, **headers}
    connection.request("PUT", f"/_stcore/upload_file/{session}/file", body, said)
    status = connection.getresponse().status
    connection.close()
    return status


def test_forged_cookies_are_nobody_s(site: Site, visit: Callable[..., Page]) -> None:
    token = xsrf(site)
    proof = {"X-Xsrftoken": token, "Origin": site.origin}
    for name, value in forged(site).items():
        page = visit("publish", **{COOKIE: value})
        is_closed(page)
        page.context.close()
        cookies = {"_streamlit_xsrf": token, COOKIE: value}
        assert upload_status(site, "session", cookies, **proof) == 403, name


def test_files_are_taken_from_those_who_may_submit(site: Site) -> None:
    token = xsrf(site)
    proof = {"X-Xsrftoken": token, "Origin": site.origin}
    for email in (None, NOBODY):
        cookies = {"_streamlit_xsrf": token} | ({COOKIE: signed(site.claims(email))} if email else {})
        assert upload_status(site, "session", cookies, **proof) == 403
    lan = {"_streamlit_xsrf": token, COOKIE: signed(site.claims(LAN))}
    # With the right, but without the token of a page, from another page, or without a session.
    assert upload_status(site, "session", lan, Origin=site.origin) == 403
    assert upload_status(site, "session", lan, **{**proof, "Origin": "http://noi-khac.example.vn"}) == 403
    assert upload_status(site, "session", lan, **proof) == 400


def test_the_api_reads_only(site: Site, submission: str) -> None:
    token = xsrf(site)
    cookie = f"_streamlit_xsrf={token}; {COOKIE}={signed(site.claims(MINH))}"
    headers = {"Cookie": cookie, "X-Xsrftoken": token, "Origin": site.origin}
    connection = HTTPConnection("127.0.0.1", site.port, timeout=20)
    for path in ("/api/v1/statements", "/api/v1/", f"/api/v1/submissions/{submission}", "/healthz"):
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            connection.request(method, path, b"{}", headers)
            answer = connection.getresponse()
            answer.read()
            assert answer.status in (404, 405), (method, path)
    # What waits for review is nowhere in what the API answers.
    for path in ("submissions", f"submissions/{submission}", "ledger", "decisions"):
        connection.request("GET", f"/api/v1/{path}", headers=headers)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 404, path
    connection.close()
