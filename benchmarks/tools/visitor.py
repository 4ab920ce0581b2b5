"""A participant who costs the machine little: whole requests out, whole answers in."""

import re
import socket
from urllib.parse import urlencode

STUDY = "bewohnerparkausweis"
TOKEN = r'name="csrf_token" value="([^"]+)"'
READ = r'name="read" value="([^"]+)"'
STREAM_TOKEN = r'data-token="([^"]+)"'


class Line:
    """One kept connection and the cookie that belongs to it."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.cookie = ""

    def ask(self, asked: bytes) -> tuple[int, str, bytes]:
        """Status, headers, body."""
        self.socket.sendall(asked)
        got = b""
        while b"\r\n\r\n" not in got:
            got += self.socket.recv(262_144)
        head, _, body = got.partition(b"\r\n\r\n")
        headers = head.decode("latin-1")
        length = int(found[1]) if (found := re.search(r"(?i)content-length: (\d+)", headers)) else 0
        while len(body) < length:
            body += self.socket.recv(262_144)
        return int(headers.split(" ", 2)[1]), headers, body

    def get(self, path: str) -> bytes:
        return self.ask(request("GET", path, self.cookie))[2]

    def post(self, path: str, fields: dict[str, str]) -> str:
        """Where the answer leads."""
        body = urlencode(fields).encode()
        status, headers, answer = self.ask(request("POST", path, self.cookie, body))
        if status != 303:
            raise SystemExit(f"POST {path} was answered {status}: {answer[:500].decode()}")
        if found := re.search(r"(?i)set-cookie: ([^;]+)", headers):
            self.cookie = found[1]
        return re.search(r"(?i)location: (\S+)", headers)[1]  # type: ignore[index]


def request(
    method: str, path: str, cookie: str, body: bytes = b"", kind: str = "x-www-form-urlencoded"
) -> bytes:
    head = [f"{method} {path} HTTP/1.1", "Host: localhost"]
    head += [f"Cookie: {cookie}"] if cookie else []
    if method == "POST":
        head += [f"Content-Type: application/{kind}", f"Content-Length: {len(body)}"]
    return "\r\n".join((*head, "", "")).encode() + body


def found_in(page: bytes, pattern: str) -> str:
    found = re.search(pattern, page.decode())
    if found is None:
        raise SystemExit(f"no {pattern} in the page")
    return found[1]


def participant(port: int) -> Line:
    """Somebody who begins with the revised version and stands on the page of the address."""
    while True:
        line = Line(port)
        page = line.get(f"/s/{STUDY}?lang=de")
        consent = {"csrf_token": found_in(page, TOKEN), "read": found_in(page, READ)}
        line.post(f"/s/{STUDY}", consent | {"decision": "yes", "lang": "de"})
        token = {"csrf_token": found_in(line.get("/task"), TOKEN)}
        if line.post("/task", token) == "/form/start":
            line.get("/form/start")
            line.post("/form/start", token | {"action": "continue"})
            return line
