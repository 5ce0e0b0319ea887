"""A music store on the Chinook database that its own scripts made and filled, on two databases.

The contract is ours; the scripts lie beside the project (PACTGEN_SCHEMAS, else ../shared/schemas),
and the tests skip where they do not.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx
import pytest

from pactgen.prove.proving import open_backend
from pactgen.prove.server import base_path_of, running, sqlite_url
from tests.live.projects import ROOT, scaffold
from tests.live.schemas.databases import POSTGRES, database

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTRACT = Path(__file__).with_name("api.yaml")
SCRIPTS = Path(os.environ.get("PACTGEN_SCHEMAS", ROOT.parent / "shared" / "schemas"))


def script(dialect: str) -> Path:
    found = SCRIPTS / f"chinook__{'sqlite' if dialect == 'sqlite' else 'postgres'}.sql"
    if not found.is_file():
        pytest.skip(f"{found.name} is not there")
    return found


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def api(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    """Scaffold on the script, run the script, start the backend on what it left."""
    original, folder = script(request.param), tmp_path_factory.mktemp(request.param)
    (folder / "docs").mkdir()
    shutil.copy(CONTRACT, folder / "docs")
    shutil.copy(original, folder / "docs" / "schema.sql")
    project = scaffold(folder / "docs" / "api.yaml", folder)
    assert project.custom == frozenset()
    with database(request.param, folder) as filled:
        filled.script(original)
        url = f"postgresql+asyncpg://{urlsplit(POSTGRES).netloc}/{filled.name}"
        if request.param == "sqlite":
            url = sqlite_url(Path(filled.name))
        base = base_path_of(project.document)
        backend = open_backend(project.folder)
        with (
            running(backend, database_url=url, base_path=base) as server,
            httpx.Client(base_url=f"{server.url}{base}/", timeout=30) as client,
        ):
            yield client


@pytest.fixture(scope="module")
def db() -> Iterator[sqlite3.Connection]:
    """Return the original data, to know what is right."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(script("sqlite").read_text(encoding="utf-8"))
    yield connection
    connection.close()


def get(api: httpx.Client, path: str, status_code: int = 200, **params: Any) -> Any:
    answered = api.get(path, params=params)
    assert answered.status_code == status_code, (path, params, answered.text)
    return answered.json()


def test_artists_page(api):
    body = get(api, "artists")
    assert body["total"] >= 275
    assert body["page"] == 1
    assert body["per_page"] == 20
    assert len(body["data"]) == 20
    assert body["data"][0] == {"id": 1, "name": "AC/DC"}
    third = get(api, "artists", page=3, per_page=50)
    assert [a["id"] for a in third["data"]] == list(range(101, 151))


def test_artists_by_name_and_search(api):
    assert [a["id"] for a in get(api, "artists", name="Queen")["data"]] == [51]
    found = get(api, "artists", q="santana", per_page=100)
    assert found["total"] >= 8
    assert all("santana" in a["name"].lower() for a in found["data"])


def test_artists_sorted(api):
    down = get(api, "artists", sort="-id", per_page=5)["data"]
    assert [a["id"] for a in down] == sorted((a["id"] for a in down), reverse=True)
    assert api.get("artists", params={"sort": "colour"}).status_code == 422


def test_unicode_name(api):
    assert get(api, "artists/6")["name"] == "Antônio Carlos Jobim"


def test_artist_lifecycle(api):
    made = api.post("artists", json={"name": "Zebra"})
    assert made.status_code == 201, made.text
    key = made.json()["id"]
    assert key > 275
    assert api.put(f"artists/{key}", json={"name": "Zebra II"}).json() == {
        "id": key,
        "name": "Zebra II",
    }
    assert get(api, f"artists/{key}") == {"id": key, "name": "Zebra II"}
    assert api.delete(f"artists/{key}").status_code == 204
    assert get(api, f"artists/{key}", 404)["message"]


def test_artist_with_albums_stays(api):
    r = api.delete("artists/1")
    assert r.status_code == 409, r.text
    assert set(r.json()) >= {"code", "message"}
    assert "artist_id_fkey" not in r.text
    assert get(api, "artists/1")["name"] == "AC/DC"


def test_artist_invalid(api):
    for bad in ({}, {"name": ""}, {"name": "x" * 121}, {"name": 5}):
        assert api.post("artists", json=bad).status_code == 422, bad


def test_albums_of_artist(api):
    assert [a["title"] for a in get(api, "artists/1/albums")] == [
        "For Those About To Rock We Salute You",
        "Let There Be Rock",
    ]
    get(api, "artists/99999/albums", 404)


def test_albums_filters(api):
    body = get(api, "albums", artist_id=22, limit=100)
    assert body["total"] == 14
    assert len(body["items"]) == 14
    body = get(api, "albums", title="Greatest")
    assert body["total"] >= 4
    assert all("greatest" in a["title"].lower() for a in body["items"])


def test_album_detail(api):
    album = get(api, "albums/1")
    assert album["artist"] == {"id": 1, "name": "AC/DC"}
    assert len(album["tracks"]) == 10
    assert {t["album_id"] for t in album["tracks"]} == {1}


def test_album_write(api):
    r = api.post("albums", json={"title": "New", "artist_id": 99999})
    assert r.status_code == 422, (r.status_code, r.text)
    r = api.post("albums", json={"title": "New", "artist_id": 2})
    assert r.status_code == 201, r.text
    key = r.json()["id"]
    r = api.patch(
        f"albums/{key}",
        json={"title": "Newer"},
        headers={"content-type": "application/merge-patch+json"},
    )
    assert r.status_code == 200
    assert r.json() == {"id": key, "title": "Newer", "artist_id": 2}
    assert get(api, f"albums/{key}")["tracks"] == []
    assert api.delete(f"albums/{key}").status_code == 204
    assert api.delete("albums/1").status_code == 409


def test_tracks_through_relation(api, db):
    want = db.execute(
        "select count(*) from Track join Album using (AlbumId) where ArtistId=1"
    ).fetchone()[0]
    body = get(api, "tracks", artist_id=1, limit=500)
    assert body["total"] == want == len(body["items"])


def test_tracks_by_genre_name(api, db):
    want = db.execute(
        "select count(*) from Track join Genre using (GenreId) where Genre.Name='Rock'"
    ).fetchone()[0]
    body = get(api, "tracks", genre="Rock", limit=5)
    assert body["total"] == want
    assert len(body["items"]) == 5
    assert {t["genre_id"] for t in body["items"]} == {1}
    assert get(api, "tracks", genre="Nope")["total"] == 0


def test_tracks_ranges_and_sort(api, db):
    want = [
        r[0]
        for r in db.execute(
            "select TrackId from Track where Milliseconds between 2000000 and 2600000 "
            "order by Milliseconds desc limit 10"
        )
    ]
    body = get(
        api,
        "tracks",
        min_milliseconds=2000000,
        max_milliseconds=2600000,
        sort="-milliseconds",
        limit=10,
    )
    assert [t["id"] for t in body["items"]] == want
    body = get(api, "tracks", album_id=141, sort="name", limit=500)
    names = [t["name"] for t in body["items"]]
    assert len(names) == body["total"] == 57


def test_tracks_combined(api, db):
    want = db.execute(
        "select count(*) from Track join Album using (AlbumId) join Genre using (GenreId) "
        "where ArtistId=90 and Genre.Name='Metal'"
    ).fetchone()[0]
    assert get(api, "tracks", artist_id=90, genre="Metal")["total"] == want


def test_track_detail(api):
    t = get(api, "tracks/1")
    assert t["album"] == {"id": 1, "title": "For Those About To Rock We Salute You", "artist_id": 1}
    assert t["genre"] == {"id": 1, "name": "Rock"}
    assert t["media_type"] == {
        "id": 1,
        "name": "MPEG audio file",
    }
    assert t["unit_price"] == 0.99
    assert t["bytes"] == 11170334


def test_track_lifecycle(api):
    new = {
        "name": "Song",
        "album_id": None,
        "media_type_id": 1,
        "genre_id": 3,
        "milliseconds": 1000,
        "unit_price": 1.29,
    }
    r = api.post("tracks", json=new)
    assert r.status_code == 201, r.text
    key = r.json()["id"]
    assert r.json()["unit_price"] == 1.29
    assert r.json()["album_id"] is None
    assert get(api, f"tracks/{key}")["album"] is None
    r = api.put(f"tracks/{key}", json=new | {"name": "Song 2", "composer": "Me", "album_id": 1})
    assert r.status_code == 200, r.text
    assert r.json()["composer"] == "Me"
    assert r.json()["album_id"] == 1
    assert api.post("tracks", json=new | {"media_type_id": 777}).status_code == 422
    assert api.post("tracks", json=new | {"milliseconds": 0}).status_code == 422
    assert api.delete(f"tracks/{key}").status_code == 204
    assert api.delete("tracks/1").status_code == 409


def test_lookups(api):
    assert len(get(api, "genres")) == 25
    assert {"id": 25, "name": "Opera"} in get(api, "genres")
    assert len(get(api, "media-types")) == 5


def test_playlists(api, db):
    assert len(get(api, "playlists")) >= 18
    grunge = get(api, "playlists/16")
    want = [
        r[0]
        for r in db.execute(
            "select TrackId from PlaylistTrack where PlaylistId=16 order by TrackId"
        )
    ]
    assert grunge["name"] == "Grunge"
    assert sorted(t["id"] for t in grunge["tracks"]) == want
    body = get(api, "playlists/1/tracks", limit=500)
    assert body["total"] == 3290
    assert len(body["items"]) == 500
    assert len({t["id"] for t in body["items"]}) == 500
    assert get(api, "playlists/2/tracks")["items"] == []
    get(api, "playlists/9999/tracks", 404)


def test_playlist_lifecycle(api):
    r = api.post("playlists", json={"name": "Mine", "track_ids": [3, 1]})
    assert r.status_code == 201, r.text
    key = r.json()["id"]
    assert sorted(t["id"] for t in r.json()["tracks"]) == [1, 3]
    assert api.put(f"playlists/{key}/tracks/5").status_code == 204
    assert api.put(f"playlists/{key}/tracks/5").status_code == 204
    assert sorted(t["id"] for t in get(api, f"playlists/{key}")["tracks"]) == [1, 3, 5]
    assert api.delete(f"playlists/{key}/tracks/1").status_code == 204
    assert api.delete(f"playlists/{key}/tracks/1").status_code == 404
    assert api.put(f"playlists/{key}/tracks/99999").status_code == 404
    assert api.put("playlists/99999/tracks/1").status_code == 404
    r = api.put(f"playlists/{key}", json={"name": "Ours", "track_ids": [7]})
    assert r.status_code == 200, r.text
    assert [t["id"] for t in r.json()["tracks"]] == [7]
    assert r.json()["name"] == "Ours"
    assert api.post("playlists", json={"name": "Bad", "track_ids": [99999]}).status_code == 422
    r = api.put(f"playlists/{key}", json={"name": "Ours", "track_ids": []})
    assert r.json()["tracks"] == []
    assert api.delete(f"playlists/{key}").status_code == 204
    assert not [p for p in get(api, "playlists") if p["name"] == "Bad"]


def test_customers(api):
    body = get(api, "customers", country="Brazil")
    assert body["total"] == 5
    assert {c["country"] for c in body["data"]} == {"Brazil"}
    assert get(api, "customers", email="luisg@embraer.com.br")["data"][0]["id"] == 1
    assert get(api, "customers", support_rep_id=3, per_page=100)["total"] == 21
    assert get(api, "customers/1")["last_name"] == "Gonçalves"


def test_customer_lifecycle(api):
    r = api.post("customers", json={"first_name": "A", "last_name": "B", "email": "a@b.example"})
    assert r.status_code == 201, r.text
    key = r.json()["id"]
    r = api.patch(f"customers/{key}", json={"company": "C", "support_rep_id": 3})
    assert r.status_code == 200, r.text
    assert (r.json()["company"], r.json()["first_name"]) == ("C", "A")
    r = api.patch(f"customers/{key}", json={"company": None})
    assert r.json()["company"] is None
    assert r.json()["support_rep_id"] == 3
    assert api.patch(f"customers/{key}", json={"support_rep_id": 500}).status_code == 422
    assert api.patch("customers/99999", json={}).status_code == 404
    assert api.delete(f"customers/{key}").status_code == 204
    assert api.delete("customers/1").status_code == 409


def test_customer_invoices(api):
    assert len(get(api, "customers/1/invoices")) == 7
    get(api, "customers/4711/invoices", 404)


def test_invoices_list(api, db):
    assert get(api, "invoices")["total"] >= 412
    want = db.execute("select count(*) from Invoice where BillingCountry='Germany'").fetchone()[0]
    assert get(api, "invoices", billing_country="Germany")["total"] == want
    top = get(api, "invoices", sort_by="total", order="desc", limit=1)["items"][0]
    assert top["total"] == db.execute("select max(Total) from Invoice").fetchone()[0]
    lo, hi = db.execute(
        "select min(InvoiceDate), max(InvoiceDate) from "
        "(select InvoiceDate from Invoice order by InvoiceDate limit 20)"
    ).fetchone()
    want = db.execute(
        "select count(*) from Invoice where InvoiceDate between ? and ?", (lo, hi)
    ).fetchone()[0]
    body = get(
        api,
        "invoices",
        invoice_date_from=lo.replace(" ", "T") + "Z",
        invoice_date_to=hi.replace(" ", "T") + "Z",
    )
    assert body["total"] == want


def test_invoice_detail(api, db):
    inv = get(api, "invoices/1")
    assert inv["customer"]["id"] == inv["customer_id"] == 2
    assert [line["track"]["id"] for line in inv["lines"]] == [2, 4]
    assert inv["total"] == 1.98
    assert inv["lines"][0]["track"]["name"] == "Balls to the Wall"
    assert inv["invoice_date"].startswith(
        db.execute("select InvoiceDate from Invoice where InvoiceId=1")
        .fetchone()[0]
        .replace(" ", "T")[:19]
    )


def test_invoice_write(api):
    new = {
        "customer_id": 5,
        "invoice_date": "2024-05-06T07:08:09Z",
        "total": 3.27,
        "billing_city": "Graz",
        "lines": [
            {"track_id": 7, "unit_price": 0.99, "quantity": 2},
            {"track_id": 9, "unit_price": 1.29, "quantity": 1},
        ],
    }
    r = api.post("invoices", json=new)
    assert r.status_code == 201, r.text
    body = r.json()
    key = body["id"]
    assert body["customer"]["id"] == 5
    assert body["total"] == 3.27
    assert body["invoice_date"].startswith("2024-05-06T07:08:09")
    assert [
        (line["track"]["id"], line["unit_price"], line["quantity"]) for line in body["lines"]
    ] == [(7, 0.99, 2), (9, 1.29, 1)]
    assert get(api, f"invoices/{key}") == body
    assert api.post("invoices", json=new | {"lines": []}).status_code == 422
    before = get(api, "invoices")["total"]
    assert (
        api.post(
            "invoices",
            json=new
            | {"lines": new["lines"] + [{"track_id": 99999, "unit_price": 1, "quantity": 1}]},
        ).status_code
        == 422
    )
    assert api.post("invoices", json=new | {"customer_id": 99999}).status_code == 422
    assert get(api, "invoices")["total"] == before
    # The lines refer to the invoice, so it stays (or goes with its lines): never an error.
    assert api.delete(f"invoices/{key}").status_code in (204, 409)


def test_employees(api):
    people = get(api, "employees")
    assert len(people) == 8
    assert people[1]["reports_to"] == 1
    assert get(api, "employees/2")["hire_date"].startswith("2002-05-01T00:00:00")
    assert len(get(api, "employees/3/customers")) >= 21
    get(api, "employees/99/customers", 404)
