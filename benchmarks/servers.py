"""Servers to measure, each a process of its own on a free port of this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
APPS = PROJECT / "benchmarks" / "apps"
STARTS_WITHIN_S = 60.0
DASHBOARD_HEALTH = "/_stcore/health"
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; `started_ms` passed from its start to its first healthy answer."""

    port: int
    process: subprocess.Popen[bytes]
    started_ms: float

    @property
    def address(self) -> str:
        """Where it answers, ending in "/"."""
        return f"http://127.0.0.1:{self.port}/"

    def memory_mb(self) -> float:
        """Memory that is its own, shared pages by their share (PSS), in MB; Linux only."""
        for line in Path(f"/proc/{self.process.pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
        return 0.0

    def cpu_s(self) -> float:
        """Processor time used so far, in seconds; Linux only."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS


def free_port() -> int:
    """A port of this machine on which nobody listens, and that nobody is given for the next minute.

    A connection that its server has ended keeps the port from all who ask for just any (TIME_WAIT); a server
    that names it, with SO_REUSEADDR as servers do, gets it.
    """
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
        with socket.create_connection(("127.0.0.1", port)) as caller:
            probe.accept()[0].close()
            caller.recv(1)
    return port


def is_healthy(port: int, path: str = DASHBOARD_HEALTH) -> bool:
    """Whether a server answers there without an error; False where nobody listens yet."""
    connection = HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", path)
        return connection.getresponse().status < 400
    except OSError:
        return False
    finally:
        connection.close()


@contextmanager
def running(
    command: Sequence[str], health: str, *, cwd: Path, environment: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """A server started by `command`, in which {port} stands for its port; it ends with the block."""
    port = free_port()
    started = time.perf_counter()
    process = subprocess.Popen(
        [part.replace("{port}", str(port)) for part in command],
        cwd=cwd,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not is_healthy(port, health):
            if process.poll() is not None or time.perf_counter() - started > STARTS_WITHIN_S:
                raise SystemExit(f"{command[0]}: the server does not start")
            time.sleep(0.02)
        yield Server(port, process, (time.perf_counter() - started) * 1000)
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


_STREAMLIT = (sys.executable, "-m", "streamlit", "run")
_ADDRESS = ("--server.address=127.0.0.1", "--server.port={port}", "--server.headless=true")


@contextmanager
def dashboard(releases: Path, *options: str) -> Iterator[Server]:
    """The dashboard as it is served, with the settings of the repository, on the releases of `releases`."""
    command = (*_STREAMLIT, "app.py", *_ADDRESS, *options)
    with running(
        command, DASHBOARD_HEALTH, cwd=PROJECT, environment={"MOCSO_RELEASES": str(releases)}
    ) as server:
        yield server


@contextmanager
def yardstick(name: str, releases: Path, *options: str, elements: int = 0) -> Iterator[Server]:
    """A script of `benchmarks/apps` with Streamlit's default settings and no others than `options`."""
    environment = {"MOCSO_RELEASES": str(releases), "MOCSO_BENCH_ELEMENTS": str(elements)}
    command = (*_STREAMLIT, str(APPS / f"{name}.py"), *_ADDRESS, "--browser.gatherUsageStats=false", *options)
    # A folder without settings: those of the repository must not help the yardstick.
    with (
        tempfile.TemporaryDirectory() as folder,
        running(command, DASHBOARD_HEALTH, cwd=Path(folder), environment=environment) as server,
    ):
        yield server
