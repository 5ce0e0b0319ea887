"""Ask the repositories of examples/records and the same queries by hand; prints one JSON object.

Location: benchmarks/queries.py. Run by repository.py, the backend's `src` on PYTHONPATH and an
empty database in DATABASE_URL. Both sides get a new session for each query and take turns, so that
what else the machine does meets both; the figures are CPU microseconds, medians of the rounds.
"""

import asyncio
import gc
import importlib
import json
import time
from collections.abc import Awaitable, Callable, Sequence
from statistics import median
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload, subqueryload

ROWS = 400
QUERIES = 8
ROUNDS = 61

Query = Callable[[AsyncSession], Awaitable[Any]]

models = importlib.import_module("records.models")
Artist, Record, Sale, Shelf = models.Artist, models.Record, models.Sale, models.Shelf
Genre, SaleLine, ShelfRecord, Track = (
    models.Genre,
    models.SaleLine,
    models.ShelfRecord,
    models.Track,
)


def part(feature: str, module: str, name: str) -> type[Any]:
    """Return a class of the backend."""
    return getattr(importlib.import_module(f"records.{feature}.{module}"), name)


def rows() -> list[Any]:
    """Make rows of every table."""
    made: list[Any] = [Genre(id=1, name="Jazz"), Genre(id=2, name="Fado")]
    for number in range(1, ROWS + 1):
        made += [
            Artist(id=number, name=f"Artist {number}"),
            Record(
                id=number,
                artist_id=number,
                genre_id=1 + number % 2,
                title=f"Record {number}",
                price=9,
                condition="good",
            ),
            *(Track(record_id=number, position=each, title="Track") for each in (1, 2, 3)),
            Sale(id=number, buyer=f"Buyer {number}"),
            *(
                SaleLine(sale_id=number, line_no=each, record_id=number, quantity=1, unit_price=9)
                for each in (1, 2)
            ),
        ]
    for number in range(1, 41):
        made.append(Shelf(id=number, name=f"Shelf {number}"))
        made += [models.ShelfRecord(shelf_id=number, record_id=each) for each in range(1, 11)]
    return made


def generated() -> dict[str, Query]:
    """Return what the repositories answer."""
    artists = part("artists", "repository", "ArtistRepository")
    sales = part("sales", "repository", "SaleRepository")
    shelves = part("shelves", "repository", "ShelfRepository")
    listed = part("artists", "schemas", "ListArtistsQuery")()
    sold = part("sales", "schemas", "ListSalesQuery")()

    async def page(session: AsyncSession) -> None:
        await sales(session).list_sales(sold)
        await sales(session).count_sales(sold)

    return {
        "list, a page": lambda session: artists(session).list_artists(listed),
        "list, what belongs to it": lambda session: sales(session).list_sales(sold),
        "list and its total": page,
        "list, no pages": lambda session: shelves(session).list_shelves(),
        "read": lambda session: artists(session).get(7),
        "read, what belongs to it": lambda session: sales(session).get(7),
    }


def by_hand() -> dict[str, Query]:
    """Return the same as a person would write it."""
    lines = selectinload(Sale.lines).joinedload(SaleLine.record).joinedload(Record.artist)
    standing = subqueryload(Shelf.records).joinedload(Record.artist)

    async def every(session: AsyncSession, query: Select[Any]) -> Sequence[Any]:
        return (await session.scalars(query)).all()

    async def page(session: AsyncSession) -> None:
        await every(session, select(Sale).options(lines).order_by(Sale.id).limit(20).offset(0))
        await session.scalar(select(func.count()).select_from(Sale))

    return {
        "list, a page": lambda session: every(
            session, select(Artist).order_by(Artist.id).limit(20).offset(0)
        ),
        "list, what belongs to it": lambda session: every(
            session, select(Sale).options(lines).order_by(Sale.id).limit(20).offset(0)
        ),
        "list and its total": page,
        "list, no pages": lambda session: every(
            session, select(Shelf).options(standing).order_by(Shelf.id)
        ),
        "read": lambda session: session.get(Artist, 7),
        "read, what belongs to it": lambda session: session.get(Sale, 7, options=[lines]),
    }


async def microseconds(sessions: Callable[[], AsyncSession], query: Query) -> float:
    """Return the CPU time of one query among some."""
    began = time.process_time()
    for _ in range(QUERIES):
        async with sessions() as session:
            await query(session)
    return (time.process_time() - began) / QUERIES * 1e6


async def compared(
    sessions: Callable[[], AsyncSession], generated: Query, by_hand: Query
) -> tuple[float, float, float]:
    """Return the medians of both, and that of their ratios; who begins changes every round."""
    pairs = []
    for number in range(ROUNDS):
        gc.collect()
        turns = (generated, by_hand) if number % 2 else (by_hand, generated)
        times = {query: await microseconds(sessions, query) for query in turns}
        pairs.append((times[generated], times[by_hand]))
    ratios = [one / other for one, other in pairs]
    return median(one for one, _ in pairs), median(other for _, other in pairs), median(ratios)


async def main() -> None:
    """Fill the database, then measure."""
    home = importlib.import_module("records.database")
    database = home.Database.connect(importlib.import_module("records.settings").Settings())
    async with database.engine.begin() as connection:
        await connection.run_sync(home.Base.metadata.create_all)
    async with database.sessions() as session:
        for row in rows():
            session.add(row)
            await session.flush()
        await session.commit()
    own, other = generated(), by_hand()
    gc.disable()
    found = {name: await compared(database.readers, own[name], other[name]) for name in own}
    await database.engine.dispose()
    print(json.dumps(found))


if __name__ == "__main__":
    asyncio.run(main())
