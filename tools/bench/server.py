"""A static host on this machine: text travels compressed, and each answer's size is noted.

It sets the headers that the book suggests to whoever publishes a copy (``book/en/copy.md``).
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

HASHED = re.compile(r"-[0-9a-f]{10}\.\w+$")  # such a name holds the content's hash
HEADERS = {
    "Content-Security-Policy": "default-src 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
COMPRESSED = (
    *("text/", "application/javascript", "application/json", "application/wasm"),
    "image/svg+xml",
)
PIECE = 16_384  # bytes


def content_type(name: str) -> str:
    """Media type of a file, by its name."""
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def is_text(name: str) -> bool:
    """Whether a normal static host compresses a file of this name."""
    return content_type(name).startswith(COMPRESSED)


@cache
def on_the_wire(path: Path) -> bytes:
    """A file's content as it travels: text by gzip (level 6), everything else as it is."""
    content = path.read_bytes()
    return gzip.compress(content, 6, mtime=0) if is_text(path.name) else content


@cache
def etag(path: Path) -> str:
    """What a server calls this content of a file."""
    return f'"{hashlib.sha256(path.read_bytes()).hexdigest()[:16]}"'


def cache_control(address: str) -> str:
    """How long a browser may keep a file: for good where its address changes with its content."""
    path, _, query = address.partition("?")
    for_good = HASHED.search(path) or query.startswith("v=")
    return "public, max-age=31536000, immutable" if for_good else "no-cache"


class Host:
    """A running server; ``sent`` holds the sizes of the answers since it was last cleared.

    A size is that of the body as it travels and of the head above it, in bytes.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.sent: list[int] = []


@contextmanager
def serving(
    folder: Path,
    headers: Mapping[str, str] = MappingProxyType({}),
    *,
    etags: bool = False,
    rate: float | None = None,
) -> Iterator[Host]:
    """Serve a folder for the length of a ``with`` block, with these headers on every answer.

    With ``etags`` a browser is told that it has a file already; ``rate`` is what the line carries,
    for all requests together, in bytes a second.
    """
    line = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            path = folder / unquote(urlsplit(self.path).path).lstrip("/")
            found = path.is_file()
            has_it = found and etags and self.headers.get("If-None-Match") == etag(path)
            body = on_the_wire(path) if found and not has_it else b""
            head = {
                "Content-Type": content_type(path.name),
                "Content-Length": str(len(body)),
                "Cache-Control": cache_control(self.path),
                **headers,
            }
            if found and etags:
                head["ETag"] = etag(path)
            if body and is_text(path.name):
                head["Content-Encoding"] = "gzip"
            self.send_response(304 if has_it else 200 if found else 404)
            for name, value in head.items():
                self.send_header(name, value)
            host.sent.append(len(body) + sum(len(name) + len(head[name]) + 4 for name in head))
            self.end_headers()
            for start in range(0, len(body), PIECE):
                self.send_piece(body[start : start + PIECE])

        def send_piece(self, piece: bytes) -> None:
            if rate is not None:
                with line:
                    time.sleep(len(piece) / rate)
            self.wfile.write(piece)

        def log_message(self, *_: object) -> None:
            """Say nothing: the terminal is for results."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    host = Host(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
