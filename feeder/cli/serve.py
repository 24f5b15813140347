"""feeder serve: the files of the output over HTTP, until told to end."""

from __future__ import annotations

import argparse
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from feeder.app import opened
from feeder.cli import DONE
from feeder.config import Config
from feeder.errors import ConfigError

if TYPE_CHECKING:
    from feeder.serve.app import App
    from feeder.serve.server import Beside


def run(options: argparse.Namespace) -> int:
    with opened(options.config, empty=True) as app:
        config = app.config
    application = _application(config)
    from feeder.serve.server import serve

    with _listen(options.host, options.port) as listening:
        print(_said(config, listening), flush=True)
        serve(application, listening)
    return DONE


@contextmanager
def beside(config: Config, options: argparse.Namespace) -> Iterator[tuple[Beside, str]]:
    """The same in a thread, not yet begun, and what to say of it. Raises ConfigError."""
    application = _application(config)
    from feeder.serve.server import Beside

    with _listen(options.host, options.port) as listening:
        yield Beside(application, listening), _said(config, listening)


def turn(server: Beside, config: Config) -> None:
    """Answer as the configuration has it from now on. Raises ConfigError."""
    server.turn(_application(config))


def _application(config: Config) -> App:
    folder, publisher = config.output, config.publisher
    if "://" in folder:
        raise ConfigError(f"output: {folder}: feeder serves folders alone; let the store there serve its files itself")
    try:
        import_module("feeder.serve.server")
    except ImportError as error:
        raise ConfigError(f"{error.name} is missing, which serving needs: pip install 'feeder-kpu[serve]'") from error
    from feeder.serve.app import App

    return App(Path(folder), publisher.hub, publisher.url, config.moved)


def _said(config: Config, listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"serving {config.output} at http://{f'[{host}]' if ':' in host else host}:{port}/"


def _listen(host: str, port: int) -> socket.socket:
    """Raises ConfigError where nobody may listen."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2000)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ConfigError(f"cannot listen at {host}, port {port}: {reason}; choose with --host and --port") from error
