"""The listings of a thousand offices, served on loopback by a process of its own: python -m benchmarks.fleet_site

Eight hosts, each at an address of its own. A listing says that nothing changed to whoever names its validator.
"""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ETAG = '"unchanged"'
ARTICLES = 6
HOSTS = 8


def listing(office: int) -> str:
    return "".join(
        f'<div><h3><a href="/blog/read/{number}_berita-{number}">Berita nomor {number} dari kantor</a></h3></div>'
        for number in numbers(office)
    )


def numbers(office: int) -> range:
    """Of the articles that an office lists."""
    return range(office * 1000 + ARTICLES, office * 1000, -1)


class Site(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        known = self.headers["If-None-Match"] == ETAG
        found = self.path.startswith("/blog/category/")
        body = b"" if known or not found else f"<main>{listing(int(self.path.rpartition('/')[2]))}</main>".encode()
        head = f"HTTP/1.1 {304 if known else 200 if found else 404} X\r\nETag: {ETAG}\r\n"
        head += "" if known else f"Content-Type: text/html\r\nContent-Length: {len(body)}\r\n"
        self.wfile.write(head.encode() + b"\r\n" + body)

    def log_message(self, format: str, *args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    request_queue_size = 256
    daemon_threads = True


def main() -> None:
    """Says at which ports its hosts answer: 127.0.0.1, 127.0.0.2 ..."""
    servers = [Server((f"127.0.0.{number}", 0), Site) for number in range(1, HOSTS + 1)]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    print(*(server.server_port for server in servers), flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main()
