"""What a phone report says it holds, beside what came: its own counts, its models, its zip's files."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from clew.model.evidence import Evidence, Refusal

_COUNT = re.compile(r"(?:model|item|total)?_?counts?|total", re.IGNORECASE)
_MODELS = re.compile(r"(?:model|item)_?count", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,12}")


class Tally:
    """Counts the models of a report and remembers how many it says there are.

    Attributes:
        direct: type → how many models of it stand right in a section.
        every: how many models there are, those inside others too.
    """

    def __init__(self, types: Iterable[str]) -> None:
        """Prepare to compare; *types* are the model types a section of counts may name."""
        self._types = frozenset(types)
        self.direct: Counter[str] = Counter()
        self.every = 0
        self._said: list[tuple[str, int]] = []

    def section(self, said: Mapping[str, str]) -> None:
        """Take note of a section of models: its type, and its count when it gives one."""
        for name, value in said.items():
            if _COUNT.fullmatch(name) and _NUMBER.fullmatch(value):
                self._said.append((said.get("type", ""), int(value)))

    def report(self, said: Mapping[str, str]) -> None:
        """Take note of how many models the report as a whole says it holds."""
        for name, value in said.items():
            if _MODELS.fullmatch(name) and _NUMBER.fullmatch(value):
                self._said.append(("", int(value)))

    def listed(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Take note of counts in a section of the report's own data: ("Call", "120")."""
        for name, value in pairs:
            if name in self._types and _NUMBER.fullmatch(value):
                self._said.append((name, int(value)))

    def differences(self) -> Iterator[Refusal]:
        """Give a refusal for each count of the report that its content does not bear out."""
        for kind, number in self._said:
            direct = self.direct[kind] if kind else sum(self.direct.values())
            if number == direct or (not kind and number == self.every):
                continue
            what = f"{kind} models" if kind else "models"
            yield Refusal(
                "",
                f"{kind or 'models'}: {number}",
                f"the report says it holds {number:,} {what}, and {direct:,} are in it",
                "ask whether the report was cut or filtered; what is in it was read",
            )


def files_in(evidence: Evidence) -> dict[str, int] | None:
    """Give the files of a report's zip, path in lower case → bytes; None for XML without a zip."""
    with evidence.path.open("rb") as handle:
        if handle.read(2) != b"PK":
            return None
        with zipfile.ZipFile(handle) as archive:
            return {i.filename.lower(): i.file_size for i in archive.infolist()}
