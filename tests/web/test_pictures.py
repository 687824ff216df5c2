"""Saving a drawing: what is sent comes back as a file, one line in the log, and nothing that leads out of it."""

import httpx

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><text y="9">Џ</text></svg>'


def save(desk: httpx.Client, name: str, svg: str = DRAWING) -> httpx.Response:
    return desk.post(
        f"/api/pictures/{name}", content=svg, headers={"Content-Type": "image/svg+xml"}
    )


def test_a_drawing_comes_back_as_what_its_address_ends_in(desk: httpx.Client) -> None:
    begins = {"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF"}
    for kind, begin in begins.items():
        made = save(desk, f"chart.{kind}")
        assert made.content.startswith(begin)
        assert f'filename="chart.{kind}"' in made.headers["Content-Disposition"]


def test_saving_is_an_export_in_the_log(desk: httpx.Client) -> None:
    save(desk, "network.pdf")
    line = desk.get("/api/log").json()[0]
    assert (line["act"], "network" in str(line)) == ("export", True)


def test_a_drawing_that_leads_to_another_file_is_refused_and_not_logged_as_saved(
    desk: httpx.Client,
) -> None:
    made = save(desk, "chart.png", DRAWING.replace("<text", '<image href="/etc/x.png"/><text'))
    assert made.status_code == 400
    assert "<image>" in made.json()["what"]
    assert all(line["act"] != "export" for line in desk.get("/api/log").json())


def test_another_sites_page_cannot_have_a_drawing_set(desk: httpx.Client) -> None:
    sent = desk.post(
        "/api/pictures/chart.pdf", content=DRAWING, headers={"Origin": "http://evil.example"}
    )
    assert sent.status_code == 403


def test_the_map_and_the_timeline_are_saved_as_picture_and_page(desk: httpx.Client) -> None:
    for address in ("/api/routes/routes", "/api/timeline/timeline"):
        assert desk.get(f"{address}.png").content.startswith(b"\x89PNG")
        made = desk.get(f"{address}.pdf")
        assert made.content.startswith(b"%PDF")
        assert made.headers["Content-Type"] == "application/pdf"
