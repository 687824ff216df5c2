"""One family of errors, drawn once; each says what, where and what to do, in any process."""

import ast
import builtins
import pickle
from pathlib import Path

import pytest

from clew import errors
from clew.errors import ClewError
from tests.own_files import PACKAGE, ending, named, tree

FAMILY = sorted(
    (
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, ClewError)
    ),
    key=lambda kind: kind.__name__,
)
BUILTIN = {
    name
    for name, item in vars(builtins).items()
    if isinstance(item, type) and issubclass(item, BaseException)
}
DOORS = {"cli", "web"}


def drawn() -> dict[str, str]:
    """Child → parent, as the tree in the module's docstring shows it."""
    tree_lines = [
        line for line in (errors.__doc__ or "").splitlines() if line[:1] in "├└│ " and line
    ]
    above: list[str] = ["ClewError"]
    parents: dict[str, str] = {}
    for line in tree_lines:
        name = line.lstrip("├└│─ ").split()[0]
        depth = (len(line) - len(line.lstrip("├└│─ "))) // 4
        parents[name] = above[depth - 1]
        above[depth:] = [name]
    return parents


def test_the_drawn_tree_is_the_real_one() -> None:
    assert drawn() == {k.__name__: k.__bases__[0].__name__ for k in FAMILY if k is not ClewError}


@pytest.mark.parametrize("kind", FAMILY)
def test_an_error_survives_the_way_between_processes(kind: type[ClewError]) -> None:
    sent = kind("no such page 'p. 9'", where="report.pdf: page 9", do="open page 3")
    came = pickle.loads(pickle.dumps(sent))
    assert (type(came), str(came), vars(came)) == (kind, str(sent), vars(sent))


@pytest.mark.parametrize("kind", FAMILY)
def test_an_error_keeps_its_kind_when_it_is_given_a_place(kind: type[ClewError]) -> None:
    placed = kind("no such page").at("report.pdf: page 9")
    assert (type(placed), placed.where) == (kind, "report.pdf: page 9")


@pytest.mark.parametrize("kind", FAMILY)
def test_an_error_answers_the_terminal_with_refused_or_wrong_usage(kind: type[ClewError]) -> None:
    assert kind.exit_code in {1, 2}


@pytest.mark.parametrize("kind", FAMILY)
def test_an_error_answers_the_browser_with_an_error_status(kind: type[ClewError]) -> None:
    assert 400 <= kind.status <= 599


@pytest.mark.parametrize("file", ending(".py", under="clew"), ids=named)
def test_no_room_has_errors_of_its_own(file: Path) -> None:
    known = BUILTIN | {kind.__name__ for kind in FAMILY}
    own = [
        node.name
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ClassDef)
        and known & {ast.unparse(parent).rpartition(".")[2] for parent in node.bases}
    ]
    assert not own or file == PACKAGE / "errors.py"


@pytest.mark.parametrize("file", ending(".py", under="clew"), ids=named)
def test_no_room_below_the_doors_swallows_whatever_comes(file: Path) -> None:
    broad = [
        handler.lineno
        for handler in ast.walk(tree(file))
        if isinstance(handler, ast.ExceptHandler)
        and (handler.type is None or ast.unparse(handler.type) in {"Exception", "BaseException"})
        and ast.unparse(handler.body[-1]) != "raise"
    ]
    assert not broad or file.relative_to(PACKAGE).parts[0] in DOORS
