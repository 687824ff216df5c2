"""The terminal door: parse words, call one room, print. Commands load when they are called."""

import atexit
import gc
import signal
import sys
from importlib import import_module

import click

from clew import __version__
from clew.cli.start import STOPPED, stop_now
from clew.errors import ClewError

# At the end what is left goes at once; looking it through for cycles would take seconds.
atexit.register(gc.freeze)

COMMANDS = {
    "add": "Bring files of an agency into a case.",
    "watch": "Watch a folder and bring in what arrives in it.",
    "refused": "List records and values clew could not take.",
    "translate": "Lay a translation beside its original, with who made and who checked it.",
    "transcribe": "Lay the words of a voice message beside it, with who heard them.",
    "mapping": "Share how the columns of a table are read, or take in what others share.",
    "check": "Compare names of new files with those of other agencies.",
    "hits": "List what several agencies hold in common, with the clues.",
    "decide": "Answer a hit: same, different or unsure.",
    "undo": "Take back your last answer.",
    "screen": "Check people against lists, one or millions.",
    "index": "Make lists ready to be screened against, and keep them up to date.",
    "documents": "Ask what is odd about travel documents: dates, digits, numbers, pictures.",
    "search": "Find people, numbers and words, in any script.",
    "chart": "Give who is linked with whom.",
    "figures": "Read reports into facts, and test whether the figures add up.",
    "network": "Measure a network: who is central, who holds it together, what breaks it.",
    "borders": "Give detections at borders by route: changes, shares, where a level breaks.",
    "routes": "Give the routes a case shows: legs, flows, what does not fit.",
    "timeline": "Give everything a case dates, by kind.",
    "inform": "Give the authorities along a route, with a draft message to each.",
    "money": "Give who paid, who holds, who is owed, and what it may come to.",
    "prosecute": "Lay sources beside the elements of offences, for a prosecutor.",
    "custody": "Show who had an original in hand, and prove it is as received.",
    "handsets": "Give handsets at one cell within minutes, and cards that change handsets.",
    "export": "Write the case as FollowTheMoney JSON lines.",
    "rehearse": "Invent a joint exercise, and count found against planted.",
    "measure": "Measure how well names are matched, on labelled pairs.",
    "weights": "Show what each clue weighs, or fit the weights to labelled data.",
    "serve": "Open the desk in a browser.",
    "audit": "Show the record of who did what, and prove it whole.",
}


class Door(click.Group):
    """A command group that loads a command when it is called, and says a refusal once for all."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the verbs in the order an analyst uses them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the room's door for one verb."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"clew.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs without loading them."""
        with formatter.section("Verbs"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        """Run a verb; a refusal or a stop becomes its message on stderr and its exit code."""
        if signal.getsignal(signal.SIGINT) is stop_now:  # from here on a stop is cleared up after
            signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo(
                "stopped; nothing is in half, and the same command goes on from here", err=True
            )
            ctx.exit(STOPPED)
        except ClewError as exc:
            click.echo(f"clew: {exc}", err=True)
            ctx.exit(exc.exit_code)
        except BrokenPipeError:
            sys.stderr.close()
            ctx.exit(0)
        except OSError as exc:
            at = f"{exc.filename}: " if exc.filename else ""
            click.echo(
                f"clew: {at}{exc.strerror}\n  → free the disk or the folder, then run it again",
                err=True,
            )
            ctx.exit(1)


@click.group(cls=Door, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="clew")
def main() -> None:
    """Lay agencies' files side by side, and see what they hold in common.

    \b
    clew add CASE passengers.csv phone.ufdr --agency rs-police
    clew check CASE && clew hits CASE
    """


if __name__ == "__main__":
    main()
