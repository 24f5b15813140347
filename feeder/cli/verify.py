"""feeder verify: whether database, archive and feeds are whole and say the same."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from itertools import groupby

from feeder.app import opened
from feeder.cli import DONE, FAILED, words
from feeder.edition.verifying import Fault

_SHOWN = 10  # faults of one kind


def run(options: argparse.Namespace) -> int:
    with opened(options.config, told=words.tell) as app:
        found = app.verify()
    if options.json:
        words.dump({"faults": [asdict(each) for each in found]})
    elif found:
        _print(found)
    else:
        print("database, archive and feeds are whole, and say the same")
    return FAILED if found else DONE


def _print(found: list[Fault]) -> None:
    """By the remedy, each of which is named once."""
    for remedy, some in groupby(found, key=lambda each: each.remedy):
        faults = list(some)
        for each in faults[:_SHOWN]:
            print(f"{each.where}: {each.what}")
        if len(faults) > _SHOWN:
            print(f"... and {len(faults) - _SHOWN} more; all of them: feeder verify --json")
        print(f"  to mend: {remedy}")
