"""The little a served list needs of its index, so that a page can be told apart from the engine."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from clew.model.party import Party


class Clue(Protocol):
    """One reason for or against."""

    @property
    def kind(self) -> str:
        """What is compared: name, birth date, document."""

    @property
    def rule(self) -> str:
        """Name of the rule that spoke."""

    @property
    def weight(self) -> float:
        """How strongly it speaks, in log-odds; negative speaks against."""

    @property
    def a(self) -> str:
        """The value of the checked person."""

    @property
    def b(self) -> str:
        """The value on the list."""

    @property
    def sentence(self) -> str:
        """What it says, in one sentence."""


class Hit(Protocol):
    """One listed entity that may be the checked person."""

    @property
    def list_id(self) -> str:
        """Its id on the list."""

    @property
    def name(self) -> str:
        """Its best known name."""

    @property
    def probability(self) -> float:
        """That the two are the same, from 0 to 1."""

    @property
    def log_odds(self) -> float:
        """Sum of the clues' weights, without the starting point."""

    @property
    def clues(self) -> Sequence[Clue]:
        """The reasons for and against."""


class Edition(Protocol):
    """Which list this is, as of when."""

    @property
    def name(self) -> str:
        """The list's name."""

    @property
    def date(self) -> str:
        """The day the list gives itself, ISO 8601; may be empty."""

    @property
    def counted(self) -> int:
        """Parties on the list when it was built, by which the default prior goes."""

    @property
    def version(self) -> object:
        """The version of the index."""


class Index(Protocol):
    """One list, ready to be asked."""

    @property
    def edition(self) -> Edition:
        """Which list this is, as of when."""

    def __len__(self) -> int: ...

    def refresh(self) -> None:
        """Take up what another process has changed of it."""

    def check(
        self, party: Party, threshold: float = ..., prior: float | None = ...
    ) -> Sequence[Hit]:
        """Give who on the list may be *party*, best first."""

    def bearers(self, words: str) -> Sequence[tuple[str, float]]:
        """Give (id, how well) of those whose names hold each of *words*; 1 is letter for letter."""

    def entity(self, list_id: str) -> Mapping[str, Any]:
        """Give one listed entity as FollowTheMoney JSON.

        Raises:
            NotFound: the list has no such id.
        """
