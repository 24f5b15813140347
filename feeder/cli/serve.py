"""feeder serve: the files of the output over HTTP, until told to end."""

from __future__ import annotations

import argparse
import socket
from pathlib import Path

from feeder.app import opened
from feeder.cli import DONE
from feeder.errors import ConfigError


def run(options: argparse.Namespace) -> int:
    with opened(options.config, empty=True) as app:
        folder, publisher = app.config.output, app.config.publisher
    if "://" in folder:
        raise ConfigError(f"output: {folder}: feeder serves folders alone; let the store there serve its files itself")
    try:
        from feeder.serve.app import App
        from feeder.serve.server import serve
    except ImportError as error:
        raise ConfigError(f"{error.name} is missing, which serving needs: pip install 'feeder-kpu[serve]'") from error
    with _listen(options.host, options.port) as listening:
        host, port = listening.getsockname()[:2]
        print(f"serving {folder} at http://{f'[{host}]' if ':' in host else host}:{port}/", flush=True)
        serve(App(Path(folder), publisher.hub, publisher.url), listening)
    return DONE


def _listen(host: str, port: int) -> socket.socket:
    """Raises ConfigError where nobody may listen."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2000)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ConfigError(f"cannot listen at {host}, port {port}: {reason}; choose with --host and --port") from error
