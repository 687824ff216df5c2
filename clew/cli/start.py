"""Where `clew` begins: a stop while it is still loading ends it cleanly, before anything is done."""

import os
import signal
import sys
from types import FrameType

STOPPED = 130
"""Exit code of a verb stopped by Ctrl-C or SIGTERM, as shells have it."""


def stop_now(_number: int, _frame: FrameType | None) -> None:
    """End at once: nothing was begun, so that nothing has to be cleared up."""
    os.write(2, b"stopped before anything was done\n")
    os._exit(STOPPED)


def run() -> None:
    """Load the verbs and run the one that is asked for."""
    signal.signal(signal.SIGINT, stop_now)
    from clew.cli.main import main

    sys.exit(main())
