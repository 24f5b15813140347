"""Run feeder's main job on the sample site beside this file.

The site is served on loopback, as a proxy that answers for http://kota-contoh.example/: so everything is fetched as
from a real site, and the feeds hold public addresses.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

HERE = Path(__file__).parent


class SampleSite(SimpleHTTPRequestHandler):
    """Files without their suffix, whatever host is asked for."""

    def translate_path(self, path: str) -> str:
        found = Path(super().translate_path(urlsplit(path).path))
        return str(found.with_name(found.name + ".html") if not found.is_file() else found)

    def log_request(self, code: object = "-", size: object = "-") -> None:
        sys.stderr.write(f"  sample site: {self.path.removeprefix('http://')}\n")

    def log_error(self, format: str, *args: object) -> None:
        """It is one request all the same."""


def main() -> int:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SampleSite, directory=str(HERE / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    proxy = {"HTTP_PROXY": f"http://127.0.0.1:{server.server_port}", "NO_PROXY": ""}
    command = [sys.executable, "-m", "feeder", "fetch", "--config", str(HERE / "config.yaml")]
    print("$ feeder fetch --config demo/config.yaml", flush=True)
    status = subprocess.run(command, env=os.environ | proxy, check=False).returncode
    server.shutdown()
    if status == 0:
        print_result(HERE / "output")
    return status


def print_result(output: Path) -> None:
    names = ("atom.xml", "rss.xml", "feed.json", "archive/index.json", "index.html")
    print("\nThe feeds of the sample site:")
    for name in names:
        print(f"  {output / name}")
    print("\nTo look at them: open index.html in a browser, or")
    print(f"  python3 -m http.server --directory {output} 8000")
    print("and add http://127.0.0.1:8000/atom.xml to a feed reader.")


if __name__ == "__main__":
    sys.exit(main())
