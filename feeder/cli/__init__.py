"""The command line: words in, words and exit status out. Nothing else in feeder prints.

Exit status: 0 done (also when nothing is new), 1 at least one source failed, 2 usage or configuration, 3 the store or
the output cannot be used. Messages go to stderr, results to stdout.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Sequence
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
        status = parser.load(options.command)(options)
        if sys.stdout:  # it may be closed
            sys.stdout.flush()
        return status
    except FeederError as error:
        return _say(error, _status(error))
    except KeyboardInterrupt:
        return _say("stopped; what was read so far is stored, and the next run goes on from there", 130)
    except BrokenPipeError:  # the reader of our output went away: `feeder ... | head`
        sys.stderr.close()
        return DONE
    except OSError as error:
        if error.errno not in _FULL or error.filename:
            raise
        return _lost(error)


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
