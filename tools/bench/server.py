"""A static host on this machine: text travels compressed, and each answer's size is noted."""

from __future__ import annotations

import gzip
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

COMPRESSED = ("text/", "application/javascript", "application/json", "image/svg+xml")


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


class Host:
    """A running server; ``sent`` holds the sizes of the answers since it was last cleared."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.sent: list[int] = []


@contextmanager
def serving(folder: Path) -> Iterator[Host]:
    """Serve a folder for the length of a ``with`` block."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            path = folder / unquote(urlsplit(self.path).path).lstrip("/")
            found = path.is_file()
            body = on_the_wire(path) if found else b""
            host.sent.append(len(body))
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", content_type(path.name))
            self.send_header("Content-Length", str(len(body)))
            if found and is_text(path.name):
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(body)

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
