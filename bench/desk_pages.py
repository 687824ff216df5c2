"""How long pages of the desk take on the rehearsal's case."""

import time
from pathlib import Path

from bench.measured import Figure, percentile

PAGES_MS = 300
SEARCH_MS = 100


def page_figures(case: Path) -> list[Figure]:
    """Ask each page of the desk a few times; the slowest tenth counts."""
    from fastapi.testclient import TestClient

    from clew.web.app import create_app

    figures = []
    with TestClient(create_app(case, "bench", "bench"), base_url="http://127.0.0.1:8200") as client:
        hit = client.get("/api/hits?limit=1").json()["hits"][0]
        source = hit["clues"][0]["a"]
        pages = {
            "inbox": "/api/hits?decision=open&limit=50",
            "review": f"/api/hits/{hit['id']}",
            "entity": f"/api/entities/{hit['a']['entity']}",
            "source": f"/api/sources/{source['source']}",
            "excerpt": f"/api/sources/{source['source']}/excerpt?where={source['where']}",
            "chart": "/api/chart",
            "search": "/api/search?q=hoxha",
        }
        for name, page in pages.items():
            client.get(page)
            times = []
            for _ in range(10):
                started = time.perf_counter()
                client.get(page).raise_for_status()
                times.append((time.perf_counter() - started) * 1000)
            slow = percentile(times, 0.9)
            figures.append(
                Figure(
                    f"desk page: {name} (p90 of 10)",
                    f"{slow:.0f} ms",
                    f"{PAGES_MS} ms",
                    "",
                    slow < PAGES_MS,
                )
            )
    return figures


def search_figures(case: Path) -> list[Figure]:
    """Search a large case in process."""
    from clew.model.asker import Asker
    from clew.store import Door, open_case
    from clew.store.search import count_entities, search, telephone_countries

    opened = open_case(case)
    door = Door(opened, Asker("bench", "bench", "measuring"))
    times = []
    with door.quiet() as view:
        size = count_entities(view)
    for query in (
        "Arben Hoxha",
        "Хоџа",
        "P00012345",
        "0630012345",
        "kraniqi",
        "p777@example.test",
        "Demir Emine",
    ):
        started = time.perf_counter()
        with door.act("search", {"query": query}) as view:
            search(view, query, 50, telephone_countries(view))
        times.append((time.perf_counter() - started) * 1000)
    opened.close()
    slow = max(times)
    what = (
        f"search over {size:,} entities (slowest of {len(times)} queries, line in the log included)"
    )
    return [Figure(what, f"{slow:.0f} ms", f"{SEARCH_MS} ms", "", slow < SEARCH_MS)]
