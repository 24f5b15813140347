"""feeder init: a first config.yaml."""

from __future__ import annotations

import argparse
from importlib.resources import files
from pathlib import Path

from feeder.cli import DONE
from feeder.errors import InputError

_PLACEHOLDER = "mailto:operator@example.org"


def run(options: argparse.Namespace) -> int:
    path = Path(options.config or "config.yaml")
    text = files("feeder.config").joinpath("example.yaml").read_text(encoding="utf-8")
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text.replace(_PLACEHOLDER, options.contact or _PLACEHOLDER))
    except FileExistsError:
        raise InputError(f"{path}: is there already; move it away first, or name another file with --config") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}") from error
    print(f"written: {path}")
    if not options.contact:
        print(f"Put your address in place of {_PLACEHOLDER}, so that the office knows whom to write to.")
    print("Then: feeder fetch")
    return DONE
