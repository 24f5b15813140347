"""feeder correct and feeder hide: what a person sets right."""

from __future__ import annotations

import argparse

from feeder.app import App, opened
from feeder.cli import words
from feeder.errors import InputError
from feeder.normalise.correcting import DATE, HIDDEN, TITLE, TOPICS
from feeder.revise import by_hand


def run(options: argparse.Namespace) -> int:
    with opened(options.config, told=words.tell) as app:
        item = app.named(options.item)
        said = _hide(app, item, options) if options.command == "hide" else _correct(app, item, options)
        if not options.json:
            print(f"{options.item}: {said}")
        return words.report([], app.publish(), app.tell(), options.json)


def _hide(app: App, item: str, options: argparse.Namespace) -> str:
    if options.undo:
        by_hand.undo(app.store, item, [HIDDEN])
        return "is shown again"
    if not options.reason:
        raise InputError("say why it is hidden, with --reason; or show it again, with --undo")
    by_hand.hide(app.store, item, app.store.now(), options.reason)
    return "is hidden; nothing of it is left but a tombstone"


def _correct(app: App, item: str, options: argparse.Namespace) -> str:
    if options.undo:
        return "as the site has it again: " + ", ".join(by_hand.undo(app.store, item, [TITLE, DATE, TOPICS]))
    if not (options.title or options.date or options.topic or options.no_topic):
        raise InputError(
            "say what to correct, with --title, --date, --topic or --no-topic; or take corrections back, with --undo"
        )
    for id in (*options.topic, *options.no_topic):
        app.choosing.topic(id)
    by_hand.correct(
        app.store,
        item,
        app.store.now(),
        app.zone,
        title=options.title or "",
        date=options.date or "",
        about=options.topic,
        not_about=options.no_topic,
    )
    return "corrected"
