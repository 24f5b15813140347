"""The command line: words in, words and exit status out. Nothing else in feeder prints.

Exit status: 0 done (also when nothing is new), 1 at least one source failed, 2 usage or configuration, 3 the store or
the output cannot be used, 128 and the number of the signal that ended it. Messages go to stderr, results to stdout.
"""

from __future__ import annotations

import errno
import gc
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper

DONE, FAILED, USAGE, UNUSABLE = 0, 1, 2, 3

_OBJECTS = 20_000  # made between two looks for garbage, which find none in modules; 700 cost a start a fifteenth
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit status."""
    gc.set_threshold(_OBJECTS)
    from feeder.cli import parser

    arguments = sys.argv[1:] if arguments is None else arguments
    if not arguments:
        parser.build().print_help(sys.stderr)
        return USAGE
    options = parser.build(arguments[0]).parse_args(arguments)
    from feeder.errors import FeederError

    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal may know fewer letters than the news
    try:
        with _ending_in_order():
            status = parser.load(options.command)(options)
        if sys.stdout:  # it may be closed
            sys.stdout.flush()
        return status
    except FeederError as error:
        return _say(error, _status(error))
    except KeyboardInterrupt as stop:
        status = 128 + (stop.args[0] if stop.args else signal.SIGINT)  # as a shell has it
        return _say("stopped; what was read so far is stored, and the next run goes on from there", status)
    except BrokenPipeError:  # the reader of our output went away: `feeder ... | head`
        sys.stderr.close()
        return DONE
    except OSError as error:
        if error.errno not in _FULL or error.filename:
            raise
        return _lost(error)


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """SIGTERM, by which systemd and containers end a process, ends a command as Ctrl-C does: what it holds is set free
    for others."""

    def stop(number: int, _: object) -> None:
        raise KeyboardInterrupt(number)

    mine = threading.current_thread() is threading.main_thread()  # signals are for no other one to answer
    if not mine or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return
    signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _status(error: Exception) -> int:
    """The exit status that says whose fault it is."""
    from feeder.errors import ConfigError, InputError, OutputError, StoreError

    if isinstance(error, ConfigError | InputError):
        return USAGE
    return UNUSABLE if isinstance(error, StoreError | OutputError) else FAILED


def _lost(error: OSError) -> int:
    """What was printed went to a file on a full disk; what is left of it is not tried again at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return _say(f"the result cannot be written ({error.strerror}); make room, or send it elsewhere", UNUSABLE)


def _say(message: object, status: int) -> int:
    for line in str(message).splitlines():
        print(f"feeder: {line}", file=sys.stderr)
    return status
