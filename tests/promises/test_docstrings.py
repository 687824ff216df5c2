"""Every module, class and public function says in plain words what it is for."""

import ast
from pathlib import Path

import pytest

from tests.own_files import Defined, defined, ending, named, tree

FILES = ending(".py", under="clew") + ending(".py", under="bench")


def is_told_elsewhere(item: Defined) -> bool:
    """Dunder methods and overloads need no sentence of their own."""
    words = {ast.unparse(d) for d in item.node.decorator_list}
    return bool(words & {"overload", "override", "typing.overload"} or item.name.endswith("__"))


@pytest.mark.parametrize("file", FILES, ids=named)
def test_a_module_says_what_it_is(file: Path) -> None:
    assert ast.get_docstring(tree(file))


@pytest.mark.parametrize("file", FILES, ids=named)
def test_each_class_and_public_function_says_what_it_is(file: Path) -> None:
    silent = [
        item.name
        for item in defined(file)
        if (item.public or isinstance(item.node, ast.ClassDef))
        and not is_told_elsewhere(item)
        and not ast.get_docstring(item.node)
    ]
    assert not silent
