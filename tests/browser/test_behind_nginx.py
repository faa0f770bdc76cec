"""Two dashboards behind nginx, configured as docs/deploy.md says: TLS, and one process a browser."""

from __future__ import annotations

import json
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPResponse, HTTPSConnection
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.servers import free_port
from tests.browser.conftest import FLAGS, ROOT, complete, start

GUIDE = ROOT / "docs" / "deploy.md"
NAME = "mocso.example.vn"
NGINX = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")

pytestmark = pytest.mark.skipif(NGINX is None, reason="no nginx on this computer")


@dataclass
class Site:
    """The site as a browser sees it, and its processes by port."""

    port: int
    folder: Path
    processes: dict[int, subprocess.Popen[bytes]]

    @property
    def address(self) -> str:
        return f"https://{NAME}:{self.port}/"

    def get(self, path: str, method: str = "GET", **headers: str) -> HTTPResponse:
        """One answer; its body has been read."""
        secure = ssl.create_default_context(cafile=str(self.folder / "fullchain.pem"))
        connection = HTTPSConnection(NAME, self.port, context=secure, timeout=20)
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=20)
        connection.sock = secure.wrap_socket(plain, server_hostname=NAME)
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer

    def served(self) -> list[tuple[str, str, str]]:
        """Port of the process, cookie and path of every request so far."""
        rows = [json.loads(line) for line in (self.folder / "access.log").read_text().splitlines()]
        return [
            (row["to"].rsplit(":", 1)[-1], row["cookie"], row["path"]) for row in rows if row["to"] != "-"
        ]


def site_block() -> str:
    """The configuration of the guide."""
    blocks: list[str] = re.findall(r"```nginx\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 1
    return blocks[0]


def configuration(folder: Path, port: int, plain: int, ports: list[int]) -> str:
    """What nginx reads: the guide's text, with the places of this test."""
    site = site_block()
    for old, new in (
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
        ("/etc/mocso/tls/", f"{folder}/"),
        ("127.0.0.1:8641", f"127.0.0.1:{ports[0]}"),
        ("127.0.0.1:8642", f"127.0.0.1:{ports[1]}"),
    ):
        assert old in site
        site = site.replace(old, new)
    places = " ".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    row = '{"to":"$upstream_addr","cookie":"$mocso_process","path":"$uri"}'
    return (
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1;\n"
        f"events {{}}\nhttp {{\n{places}\nlog_format row '{row}';\naccess_log {folder}/access.log row;\n"
        f"{site}\n}}\n"
    )


@pytest.fixture
def site(releases: Path, tmp_path: Path) -> Iterator[Site]:
    assert NGINX is not None
    tmp_path.chmod(0o755)
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}",
         "-addext", f"subjectAltName=DNS:{NAME}", "-keyout", tmp_path / "privkey.pem",
         "-out", tmp_path / "fullchain.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    port, plain, *ports = [free_port() for _ in range(4)]
    (tmp_path / "nginx.conf").write_text(configuration(tmp_path, port, plain, ports))
    env = {
        "STREAMLIT_SERVER_ALLOWED_HOSTS": NAME,
        "MOCSO_LEDGER_URL": f"sqlite:///{tmp_path}/ledger.sqlite",
        # As at a computer of its own: only what the proxy adds tells that readers come from elsewhere.
        "MOCSO_LOCAL_REVIEWER": "Người ngồi tại máy",
    }
    processes = {one: start(releases, tmp_path / f"{one}.log", port=one, env=env) for one in ports}
    proxy = subprocess.Popen(
        [NGINX, "-p", str(tmp_path), "-e", str(tmp_path / "error.log"), "-c", str(tmp_path / "nginx.conf")]
    )
    try:
        made = Site(port, tmp_path, processes)
        deadline = time.monotonic() + 20
        while True:
            try:
                made.get("/healthz")
            except OSError:
                assert time.monotonic() < deadline, (tmp_path / "error.log").read_text()
                time.sleep(0.1)
            else:
                break
        yield made
    finally:
        for process in (proxy, *processes.values()):
            process.terminate()
        for process in (proxy, *processes.values()):
            process.wait(timeout=20)


@pytest.fixture
def resolving(browser: Browser) -> Iterator[Browser]:
    """A browser that finds the server under its name; one driver serves it and the browser of the others."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    flags = [*FLAGS, f"--host-resolver-rules=MAP {NAME} 127.0.0.1"]
    chromium = browser.browser_type.launch(executable_path=path, args=flags)
    yield chromium
    chromium.close()


def opened(browser: Browser, address: str) -> Page:
    context = browser.new_context(ignore_https_errors=True, locale="vi-VN")
    page = context.new_page()
    page.goto(address)
    complete(page)
    return page


def test_the_guide_s_proxy(site: Site, resolving: Browser) -> None:
    # What is closed, and what the headers say.
    for path in ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check"):
        assert site.get(path).status == 404, path
    answer = site.get("/")
    assert answer.status == 200
    assert answer.headers["Strict-Transport-Security"]
    assert "Secure" in answer.headers["Set-Cookie"]
    assert f"wss://{NAME}:{site.port}" in answer.headers["Content-Security-Policy"]
    assert site.get("/healthz").status == 200
    # A file that is far too large is refused without being read.
    assert site.get("/_stcore/upload_file/x/y", "PUT", **{"Content-Length": str(45 << 20)}).status == 413

    # One browser, one process; all cookies for HTTPS only.
    before = len(site.served())
    page = opened(resolving, f"{site.address}compare")
    page.get_by_role("link", name="Dữ liệu", exact=True).click()
    complete(page)
    rows = site.served()[before:]
    mine = {cookie for _, cookie, path in rows if path.startswith("/_stcore") or path.startswith("/static")}
    assert len(mine) == 1
    first = {port for port, cookie, _ in rows if cookie in mine}
    assert len(first) == 1
    assert all(cookie.get("secure") for cookie in page.context.cookies())

    # Whoever comes through the proxy does not sit at the computer, and there is no login here.
    page.goto(f"{site.address}intake")
    complete(page)
    expect(page.get_by_role("heading", name="Nạp văn bản")).to_be_visible()
    expect(page.locator("input[type=file]")).to_have_count(0)
    assert site.get("/_stcore/upload_file/x/y", "PUT").status == 403

    # Many browsers, both processes.
    for _ in range(16):
        site.get("/healthz")
    assert {port for port, _, _ in site.served()} == {str(port) for port in site.processes}

    # A process dies: its readers go on with the other, where the address says what they had chosen.
    page.goto(f"{site.address}data?unit=lao-cai")
    complete(page)
    count = page.get_by_role("status").filter(has_text="trích nguyên văn")
    shown = count.inner_text()
    dead = site.processes[int(first.pop())]
    dead.kill()
    dead.wait()
    page.reload()
    complete(page)
    expect(count).to_have_text(shown)
    expect(page.get_by_role("main")).to_contain_text("Lào Cai")
    other = opened(resolving, site.address)
    expect(other.get_by_role("main")).to_be_visible()
