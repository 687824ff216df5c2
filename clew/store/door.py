"""The one door to a case: it is told who asks, for which agency and why, and writes that down."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, Engine, Select, and_, or_, select, true
from sqlalchemy.exc import OperationalError

from clew import audit
from clew.errors import CaseError
from clew.model.asker import Asker
from clew.model.evaluation import KEPT_FROM_COURT
from clew.policy import Scope, scope_of
from clew.store.case import Case
from clew.store.tables import SOURCE, STATEMENT


def now() -> str:
    """The time in UTC, to the second: 2026-03-01T12:00:00Z."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass
class View:
    """What an asker may see of a case, within one transaction.

    Attributes:
        conn: the transaction; the line in the log is part of it.
        scope: what the asker may see.
        case: the case.
        asker: who asks.
        facts: what the line in the log will say besides: counts, ids; never a personal value.
        masked: categories → sources that hold somebody of them; `masking` fills it.
    """

    conn: Connection
    scope: Scope
    case: Case
    asker: Asker
    facts: dict[str, object] = field(default_factory=dict)
    masked: dict[tuple[str, ...], frozenset[int]] = field(
        default_factory=dict, init=False, repr=False
    )

    def sources(self) -> Select[tuple[int]]:
        """The numbers of the sources the asker may read; every query of the case joins it."""
        query = select(SOURCE.c.no).where(SOURCE.c.state == "in")
        if self.scope.agencies is not None:
            query = query.where(SOURCE.c.agency.in_(sorted(self.scope.agencies)))
        return query.where(self._may_go_to_court())

    def is_seen(self) -> ColumnElement[bool]:
        """The same as a test on rows of `SOURCE` already found, which costs no more in a large case.

        No index leads to it, so that a query starts at what it looks for and not at the sources.
        """
        seen = SOURCE.c.state.concat("") == "in"
        if self.scope.agencies is not None:
            seen &= SOURCE.c.agency.in_(sorted(self.scope.agencies))
        return seen & self._may_go_to_court()

    def is_told(self) -> ColumnElement[bool]:
        """A test on rows of `STATEMENT`: no code of the value's own keeps it from the court this view is for."""
        if self.scope.court is None:
            return true()
        return or_(STATEMENT.c.handling.is_(None), _is_free(STATEMENT.c.handling))

    def for_court(self, permitted: Iterable[str] = ()) -> "View":
        """Give the view of what a court may be told: no source or value that a handling code keeps from one.

        Victims stay masked in it, whatever the asker may see.

        Args:
            permitted: agencies that permitted the use of their files; the code of a single value still holds.
        """
        scope = replace(self.scope, unmasked=False, court=frozenset(permitted))
        return replace(self, scope=scope)

    def _may_go_to_court(self) -> ColumnElement[bool]:
        if self.scope.court is None:
            return true()
        return or_(_is_free(SOURCE.c.handling), SOURCE.c.agency.in_(sorted(self.scope.court)))

    def note(self, **facts: object) -> None:
        """Add facts to the line in the log: counts and ids."""
        self.facts.update(facts)


def _is_free(handling: ColumnElement[str]) -> ColumnElement[bool]:
    return and_(*(handling.not_like(f"%{code}%") for code in KEPT_FROM_COURT))


@contextmanager
def _transaction(engine: Engine) -> Iterator[Connection]:
    """Begin and commit; a disk that is full or a database that went away is a refusal, said as such.

    Raises:
        CaseError: the database could not go on; nothing of the transaction is in it.
    """
    try:
        with engine.begin() as conn:
            yield conn
    except OperationalError as exc:
        raise CaseError(
            f"the database could not go on: {exc.orig}",
            do="free the disk or the database, then run it again; nothing is in half",
        ) from exc


class Door:
    """Opens a case to one asker.

    Every `act` is one transaction that ends with its line in the log: if the line cannot be
    written, the act does not happen.
    """

    def __init__(self, case: Case, asker: Asker) -> None:
        self.case = case
        self.asker = asker
        self.scope = scope_of(asker)
        self._writing = case.engine.execution_options(clew_begin="BEGIN IMMEDIATE")

    @contextmanager
    def act(
        self, name: str, notes: Mapping[str, str] | None = None, **facts: object
    ) -> Iterator[View]:
        """Do one act: read or write through the view; the line and the act commit together.

        Args:
            name: the act in one word: "view", "search", "decide", "export", …
            notes: texts the person typed, kept erasable beside the log.
            facts: ids and counts for the line.
        """
        with _transaction(self._writing) as conn:
            view = View(conn, self.scope, self.case, self.asker, dict(facts))
            yield view
            audit.append(conn, self.asker, name, view.facts, notes or {})

    @contextmanager
    def stream(self, name: str, **facts: object) -> Iterator[View]:
        """Read for long without holding others up: the line is written first, then the reading starts."""
        with self.act(name) as line:
            line.note(**facts)
        with self.quiet() as view:
            yield view

    @contextmanager
    def quiet(self) -> Iterator[View]:
        """Read within the asker's scope without a line: only for counters, live polling and steps of a logged act."""
        with _transaction(self.case.engine) as conn:
            yield View(conn, self.scope, self.case, self.asker)

    @contextmanager
    def step(self) -> Iterator[View]:
        """Write one step of a longer act whose line follows; nothing of it is visible until then."""
        with _transaction(self._writing) as conn:
            yield View(conn, self.scope, self.case, self.asker)
