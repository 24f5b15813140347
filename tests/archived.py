"""Pages in a web archive, as crawlers write it."""

from __future__ import annotations

import gzip
from pathlib import Path

DATE = "2025-11-13T02:12:33Z"


def archive(path: Path, *pages: tuple[str, str, bytes, dict[str, str]], packed: bool = True) -> Path:
    """Address, status, body and headers of each page."""
    records = []
    for url, status, body, headers in pages:
        lines = "".join(f"{key}: {value}\r\n" for key, value in headers.items())
        answer = f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: {DATE}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        records.append(head.encode() + answer + b"\r\n\r\n")
    path.write_bytes(b"".join(gzip.compress(each) if packed else each for each in records))
    return path
