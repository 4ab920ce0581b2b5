"""The lab as it is really served: a process of its own, spoken to over sockets."""

import re
import signal
import socket
import subprocess
import threading
import time
from contextlib import ExitStack, closing, suppress
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

import pytest

from lab.web.security import MAX_BODY_BYTES
from lab.web.serving import free_port
from tests.served import command, environment, serving

STUDY = "kitchen_sink"


def get(url):
    """The status of a page."""
    parts = urlsplit(url)
    with closing(HTTPConnection(parts.hostname or "", parts.port, timeout=10)) as line:
        return visit(line, parts.path)


def visit(line, path):
    line.request("GET", path)
    answer = line.getresponse()
    answer.read()
    return answer.status


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    return tmp_path_factory.mktemp("house")


@pytest.fixture(scope="module")
def served(house):
    """For tests that leave it as it was."""
    with serving(house) as lab:
        yield lab


def ask(port, request):
    """Sends the bytes as they are; gives the whole answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(request)
        answer = b""
        while part := line.recv(65536):
            answer += part
    return answer.decode("latin-1")


def request_with(*headers, path="/livez"):
    lines = [f"GET {path} HTTP/1.1", *headers, "Connection: close", "", ""]
    return "\r\n".join(lines).encode()


def status(answer):
    return int(answer.split(" ", 2)[1]) if answer else 0


def test_the_lab_prints_where_it_is_and_is_there(served):
    assert get(f"{served.url}/s/{STUDY}") == 200
    assert get(served.staff_link) == 200


def test_the_server_does_not_say_what_it_is(served):
    answer = ask(served.port, request_with(f"Host: localhost:{served.port}"))

    assert status(answer) == 200
    assert re.search(r"^server:\s*$", answer, re.MULTILINE)
    assert not any(word in answer.lower() for word in ("granian", "werkzeug", "python"))


@pytest.mark.parametrize(
    "hosts",
    [
        ["Host: evil.example"],
        ["Host: localhost", "Host: evil.example"],
        ["Host: evil.example", "Host: localhost"],
        ["Host: localhost:80:80"],
        ["Host: localhost, evil.example"],
        ["Host:"],
        ["Host: evil.example", "X-Forwarded-Host: localhost"],
        [],
    ],
    ids=str,
)
def test_a_foreign_or_doubled_host_is_refused(served, hosts):
    assert status(ask(served.port, request_with(*hosts))) in (0, 400)


@pytest.mark.parametrize("forwarded", ["X-Forwarded-Host", "Forwarded", "X-Forwarded-Server"])
def test_no_link_follows_a_header_that_anybody_can_send(served, forwarded):
    host, evil = f"Host: localhost:{served.port}", f"{forwarded}: evil.example"

    answer = ask(served.port, request_with(host, evil, path=f"/s/{STUDY}"))

    assert status(answer) == 200
    assert "evil.example" not in answer


@pytest.mark.parametrize(
    "garbage",
    [b"\x00\xff\n\n", b"GET /\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"A" * 100_000 + b"\r\n\r\n"],
    ids=["bytes", "no version", "odd version", "endless line"],
)
def test_garbage_hurts_nobody(served, garbage):
    with suppress(ConnectionResetError, BrokenPipeError):
        ask(served.port, garbage)

    assert get(f"{served.url}/livez") == 200


def test_too_long_a_form_is_refused_on_a_page_of_the_lab(served):
    request = request_with(
        f"Host: localhost:{served.port}",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {MAX_BODY_BYTES + 1}",
        path="/withdraw",
    ).replace(b"GET", b"POST")

    answer = ask(served.port, request + b"x" * (MAX_BODY_BYTES + 1))

    assert status(answer) == 413
    assert "Das ist zu viel Text" in answer.encode("latin-1").decode()
    assert "content-security-policy" in answer.lower()


def test_twenty_people_who_send_half_a_form_do_not_stop_the_others(tmp_path):
    with serving(tmp_path) as lab:
        host = f"Host: localhost:{lab.port}"
        kind = "Content-Type: application/x-www-form-urlencoded"
        half = request_with(host, kind, "Content-Length: 9", path="/withdraw")
        half = half.replace(b"GET", b"POST") + b"code"
        whole = half + b"=none"
        with ExitStack() as held:
            for _ in range(20):
                line = socket.create_connection(("127.0.0.1", lab.port), timeout=10)
                held.enter_context(line).sendall(half)
            time.sleep(2)

            assert get(f"{lab.url}/s/{STUDY}") == 200
            assert status(ask(lab.port, whole)) == 503
        time.sleep(1)

        assert status(ask(lab.port, whole)) == 400


def test_a_taken_port_is_replaced_and_said(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        with serving(tmp_path, port=taken) as lab:
            assert lab.port != taken
            assert lab.lines[0] == f"Port {taken} is taken; the lab uses {lab.port}."


def test_a_second_server_on_the_same_recordings_is_refused_with_what_to_do(house, served):
    second = subprocess.run(
        command("serve", "--port", "0"),
        env=environment(house),
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert second.returncode == 2
    assert "another process" in second.stderr
    assert "Traceback" not in second.stderr


def test_being_asked_to_stop_it_answers_what_it_has_begun(tmp_path):
    """Under load: every request that was sent before the signal is answered whole."""
    outcomes: list[tuple[float, int]] = []
    stop = threading.Event()

    def keep_visiting(port):
        with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as line:
            while not stop.is_set():
                sent = time.monotonic()
                try:
                    outcomes.append((sent, visit(line, f"/s/{STUDY}")))
                except (OSError, HTTPException):
                    outcomes.append((sent, 0))
                    return

    with serving(tmp_path) as lab:
        visitors = [threading.Thread(target=keep_visiting, args=(lab.port,)) for _ in range(8)]
        for visitor in visitors:
            visitor.start()
        while len(outcomes) < 100:
            time.sleep(0.01)
        asked = time.monotonic()
        lab.process.send_signal(signal.SIGTERM)
        ended = lab.process.wait(timeout=10)
    stop.set()
    for visitor in visitors:
        visitor.join()

    assert ended == 0
    assert {status for sent, status in outcomes if sent < asked} == {200}


def test_killed_it_leaves_nobody_behind_who_holds_the_port(tmp_path):
    with serving(tmp_path) as lab:
        port = lab.port
        lab.process.send_signal(signal.SIGKILL)
        lab.process.wait()

        assert free_port("127.0.0.1", port, exactly=True) == port
        with serving(tmp_path, port=port) as again:
            assert again.port == port
            assert get(f"{again.url}/livez") == 200
