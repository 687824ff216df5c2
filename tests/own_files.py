"""The project's own files, as the promises about its shape read them."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "clew"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Defined:
    """A class or function, its dotted name inside the file, and whether others may use it."""

    name: str
    node: ast.ClassDef | Function
    public: bool


@cache
def ours() -> tuple[Path, ...]:
    """Every file git keeps or would keep, as it stands in the work tree."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return tuple(
        path for name in sorted(set(listed.split("\0"))) if (path := ROOT / name).is_file()
    )


def ending(*suffixes: str, under: str = "") -> list[Path]:
    """Our files with one of these endings, in the folder *under* if one is named."""
    return [f for f in ours() if f.suffix in suffixes and f.is_relative_to(ROOT / under)]


def named(file: Path) -> str:
    """How a test report names *file*."""
    return file.relative_to(ROOT).as_posix()


@cache
def tree(file: Path) -> ast.Module:
    """The file as Python understands it."""
    return ast.parse(file.read_text(encoding="utf-8"))


def imported(file: Path) -> set[str]:
    """Dotted names a file imports: at its top, in functions, for types, by `import_module`."""
    names: set[str] = set()
    for node in ast.walk(tree(file)):
        match node:
            case ast.ImportFrom(module=str(module)):
                names |= {f"{module}.{alias.name}" for alias in node.names}
            case ast.Import():
                names |= {alias.name for alias in node.names}
            case ast.Call(
                func=ast.Name("import_module" | "__import__") | ast.Attribute(attr="import_module"),
                args=[ast.Constant(str(name)), *_],
            ):
                names.add(name)
    return names


def defined(file: Path) -> Iterator[Defined]:
    """The classes, functions and methods of a file, not those inside a function."""
    yield from _defined(tree(file).body, "", public=True)


def _defined(body: list[ast.stmt], prefix: str, *, public: bool) -> Iterator[Defined]:
    for node in body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            name = f"{prefix}{node.name}"
            known = public and not node.name.startswith("_")
            yield Defined(name, node, known)
            if isinstance(node, ast.ClassDef):
                yield from _defined(node.body, f"{name}.", public=known)


def functions(file: Path) -> list[Function]:
    """Every function of a file, those inside functions too."""
    nodes = ast.walk(tree(file))
    return [n for n in nodes if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


def lines_without_docstring(function: Function) -> int:
    """Lines from `def` to the last one, the docstring left out."""
    docstring = 0
    match function.body[0]:
        case ast.Expr(ast.Constant(str())) as first:
            docstring = (first.end_lineno or first.lineno) - first.lineno + 1
    return (function.end_lineno or function.lineno) - function.lineno + 1 - docstring
