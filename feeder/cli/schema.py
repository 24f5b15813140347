"""feeder schema: the JSON Schema of config.yaml."""

from __future__ import annotations

import argparse

from feeder.cli import DONE, words
from feeder.config import schema


def run(options: argparse.Namespace) -> int:
    words.dump(schema())
    return DONE
