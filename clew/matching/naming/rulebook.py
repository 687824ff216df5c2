"""Reads the rules kept as data beside the code."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def rules(name: str) -> dict[str, Any]:
    """Give the rules of one file: "scripts", "sounds", "words", "known" or "forms"."""
    text = files("clew.matching.naming").joinpath(f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)
