"""A site of twenty articles of 57 KB, served on loopback by a process of its own: python -m benchmarks.site"""

from __future__ import annotations

import hashlib
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ARTICLES = 20
_SENTENCE = "Komisi Pemilihan Umum menggelar rapat koordinasi bersama pemangku kepentingan di kantor setempat. "
_MENU = "".join(f'<li class="nav-item"><a href="/page/read/{n}">Menu nomor {n}</a></li>' for n in range(80))
_STYLE = "".join(f".card-{n} {{ margin: {n}px; padding: 4px 8px; border: 1px solid #ddd }}\n" for n in range(250))
_SCRIPT = "".join(
    f"window.dataLayer.push({{id: {n}, name: 'kejadian-{n}', value: Math.random()}});\n" for n in range(250)
)


def article(number: int) -> str:
    """A page of about 57 KB, of which 6 KB are text, as templates of offices are."""
    paragraphs = "".join(f'<p style="text-align: justify;">{_SENTENCE * 4} Bagian {n}.</p>\n' for n in range(14))
    side = "".join(f'<div class="side"><a href="/blog/read/{n}_x">Berita lama {n}</a></div>' for n in range(60))
    return _frame(
        f"Rapat koordinasi nomor {number}",
        f"<h1>Rapat koordinasi nomor {number}</h1><p>Kamis, 13 November 2025 | 09.{number % 60:02} WIB</p>"
        f'<div class="isi">{paragraphs}</div></main><aside><h4>Berita Populer</h4>{side}</aside><main>',
    )


def listing(first: int) -> str:
    cards = "".join(
        f'<div class="card"><h5><a href="{path(n)}">Rapat koordinasi nomor {n}</a></h5><p>{_SENTENCE[:90]}...</p>'
        f'<a href="{path(n)}">Selengkapnya</a></div>'
        for n in range(first + ARTICLES - 1, first - 1, -1)
    )
    return _frame("Berita Terkini", f"<h2>Berita Terkini</h2>{cards}")


def path(number: int) -> str:
    return f"/blog/read/{number}_rapat-koordinasi-nomor-{number}"


def _frame(title: str, main: str) -> str:
    return (
        f'<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>{title} | KPU</title>'
        f"<style>{_STYLE}</style><script>{_SCRIPT}</script></head><body>"
        f"<nav><ul>{_MENU}</ul></nav><main>{main}</main><footer>KPU</footer></body></html>"
    )


LISTINGS = {"/blog/category/104": listing(1), "/blog/category/105": listing(1 + ARTICLES)}
PAGES = LISTINGS | {path(n): article(n) for n in range(1, 2 * ARTICLES + 1)}


class Site(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        body = PAGES.get(self.path, "").encode()
        etag = f'"{hashlib.md5(body).hexdigest()}"'
        status = 404 if not body else 304 if self.headers["If-None-Match"] == etag else 200
        payload = body if status == 200 else b""
        head = f"HTTP/1.1 {status} X\r\nContent-Type: text/html; charset=utf-8\r\nETag: {etag}\r\n"
        head += "" if status == 304 else f"Content-Length: {len(payload)}\r\n"
        self.wfile.write(head.encode() + b"\r\n" + payload)

    def log_message(self, format: str, *args: object) -> None:
        pass


def main() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    print(server.server_port, flush=True)
    sys.stdin.close()
    server.serve_forever()


if __name__ == "__main__":
    main()
