"""The addresses of the matching API, and how a question gets in and its answer out."""

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import unquote

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from clew.errors import ClewError, NotAllowed, UsageError
from clew.web.desk import LONGEST_WHY, WHY_HEADER
from clew.web.guard import LARGEST_BATCH, said
from clew.web.lists import matching, neighbours, shown
from clew.web.lists.asked import (
    MOST_OFFSET,
    MOST_RESULTS,
    OWN,
    MatchWish,
    known,
    match_wish,
    search_wish,
    switch,
    whole,
)
from clew.web.lists.held import WHOLE, Held, Listed, Lists
from clew.web.lists.searching import search
from clew.web.lists.tally import Asked, Tally

KEY_WORDS = ("apikey", "bearer")
"""Words before the key in ``Authorization``; yente's clients write the first."""
Answer = Callable[[Request], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Service:
    """What the addresses are answered from.

    Attributes:
        lists: the lists.
        tally: where questions are written down.
        key: what a client must show; None lets in whoever can reach this machine's own address.
    """

    lists: Lists
    tally: Tally
    key: str | None = None

    def routes(self) -> list[Route]:
        """Give the addresses, to be put into an application."""
        asked: list[tuple[str, str, Answer]] = [
            ("POST", "/match/{dataset}", self.match),
            ("GET", "/search/{dataset}", self.search),
            ("GET", "/entities/{id:path}/adjacent/{property}", self.adjacent_by),
            ("GET", "/entities/{id:path}/adjacent", self.adjacent),
            ("GET", "/entities/{id:path}", self.entity),
            ("GET", "/catalog", self.catalog),
            ("GET", "/algorithms", self.algorithms),
        ]
        opened = [Route(path, _answered(self._let_in(ask)), methods=[m]) for m, path, ask in asked]
        alive = [Route(path, _answered(_well), methods=["GET"]) for path in ("/healthz", "/readyz")]
        return opened + alive

    async def match(self, request: Request) -> object:
        """Check a batch of parties against a list."""
        wish = match_wish(request.query_params)
        dataset = request.path_params["dataset"]
        lists = self.lists.of(dataset, wish.include, wish.exclude)
        body = await _body(request)
        return await run_in_threadpool(self._matched, request, lists, body, wish)

    async def search(self, request: Request) -> object:
        """Find listed entities by name, number or id."""
        wish = search_wish(request.query_params)
        dataset = request.path_params["dataset"]
        lists = self.lists.of(dataset, wish.include, wish.exclude)

        def found() -> dict[str, object]:
            told = search(lists, wish)
            self.tally.add(Asked("search", dataset, hits=len(told["results"]), why=_why(request)))
            return told

        return await run_in_threadpool(found)

    async def entity(self, request: Request) -> object:
        """Give one listed entity."""
        known(request.query_params, {"nested", "dataset"})
        is_nested = switch(request.query_params, "nested", usual=True)
        tell = neighbours.nested if is_nested else shown.entity
        return await run_in_threadpool(lambda: tell(self._viewed(request)))

    async def adjacent(self, request: Request) -> object:
        """Give one listed entity and those its list names beside it."""
        limit, offset = _page(request)
        return await run_in_threadpool(
            lambda: neighbours.adjacent(self._viewed(request), limit, offset)
        )

    async def adjacent_by(self, request: Request) -> object:
        """Give the entities one property of a listed entity names."""
        limit, offset = _page(request)
        prop = request.path_params["property"]
        return await run_in_threadpool(
            lambda: neighbours.adjacent_by(self._viewed(request), prop, limit, offset)
        )

    async def catalog(self, request: Request) -> object:
        """Say which lists are served, as of when."""
        known(request.query_params, set())
        lists = [shown.dataset(held) for held in self.lists]
        names = [str(one["name"]) for one in lists]
        return {
            "datasets": [*lists, shown.together(WHOLE, lists)],
            "current": names,
            "outdated": [],
            "index_stale": False,
        }

    async def algorithms(self, request: Request) -> object:
        """Say how clew compares, and which rules may speak."""
        known(request.query_params, set())
        told = shown.algorithm(OWN[-1])
        return {"algorithms": [told], "default": OWN[-1], "best": OWN[-1]}

    def _matched(
        self, request: Request, lists: tuple[Held, ...], body: object, wish: MatchWish
    ) -> dict[str, object]:
        batch = matching.read_batch(body)
        told = matching.match(lists, batch, wish)
        results = [one for answer in told["responses"].values() for one in answer["results"]]
        self.tally.add(
            Asked(
                "check",
                request.path_params["dataset"],
                checks=len(batch.examples),
                hits=len(results),
                matches=sum(one["match"] for one in results),
                why=_why(request),
            )
        )
        return told

    def _viewed(self, request: Request) -> Listed:
        dataset = request.query_params.get("dataset", WHOLE)
        listed = self.lists.entity(request.path_params["id"], dataset)
        self.tally.add(Asked("view", listed.held.name, hits=1, why=_why(request)))
        return listed

    def _let_in(self, ask: Answer) -> Answer:
        async def asked(request: Request) -> object:
            if self.key is not None and not _shows(request, self.key):
                raise NotAllowed(
                    "this server answers only to its key",
                    where="Authorization",
                    do="send 'Authorization: ApiKey KEY', with the key in CLEW_API_KEY of the server",
                )
            return await ask(request)

        return asked


def _shows(request: Request, key: str) -> bool:
    word, _, shown_key = request.headers.get("authorization", "").partition(" ")
    return word.lower() in KEY_WORDS and hmac.compare_digest(
        shown_key.strip().encode(), key.encode()
    )


def _why(request: Request) -> str:
    return unquote(request.headers.get(WHY_HEADER, ""))[:LONGEST_WHY].strip()


def _page(request: Request) -> tuple[int, int]:
    params = request.query_params
    known(params, {"limit", "offset", "dataset", "sort"})
    if params.getlist("sort"):
        raise UsageError("neighbours stand as the list gives them", where="sort", do="leave it out")
    return whole(params, "limit", 10, 0, MOST_RESULTS), whole(params, "offset", 0, 0, MOST_OFFSET)


async def _well(request: Request) -> object:
    return {"status": "ok"}


async def _body(request: Request) -> object:
    """Read a request's JSON, whatever its length is said to be."""
    text = bytearray()
    async for part in request.stream():
        text += part
        if len(text) > LARGEST_BATCH:
            raise UsageError(
                f"a request of over {LARGEST_BATCH} bytes is too large",
                do="send fewer queries at a time",
            )
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as exc:
        raise UsageError(f"the request is not JSON: {exc}", do="send a JSON object") from exc


def _answered(ask: Answer) -> Callable[[Request], Awaitable[Response]]:
    """Write what *ask* gives as JSON, and a refusal in the words yente's clients look for."""

    async def endpoint(request: Request) -> Response:
        try:
            told, status = await ask(request), 200
        except ClewError as refusal:
            told, status = {"detail": str(refusal), **said(refusal)}, refusal.status
        return Response(orjson.dumps(told), status, media_type="application/json")

    return endpoint
