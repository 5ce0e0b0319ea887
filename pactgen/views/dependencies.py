"""The order in which classes and aliases can be defined.

Location: pactgen/views/dependencies.py. Used by the view of `schemas.py`.
"""

from collections.abc import Iterator, Mapping

from pactgen.ir.wire import WireAlias, WireModel
from pactgen.passes.features.home_models import used_names


def dependency_order(
    models: Mapping[str, WireModel], aliases: Mapping[str, WireAlias]
) -> tuple[list[str], frozenset[str]]:
    """Return all names, used ones before their users, and the aliases that lead to themselves."""
    needs: dict[str, tuple[str, ...]] = {
        name: used_names(item) for items in (aliases, models) for name, item in items.items()
    }
    reached = {name: _reachable(name, needs) for name in aliases}
    firm = {
        # A class may name an alias that leads back to it: it does so in quotes.
        name: tuple(used for used in names if name in aliases or name not in reached.get(used, ()))
        for name, names in needs.items()
    }
    order: dict[str, None] = {}
    for start in (*models, *aliases):
        _visit(start, firm, order)
    inner = {name: tuple(used for used in needs[name] if used in aliases) for name in aliases}
    recursive = {name for name in aliases if name in _reachable(name, inner)}
    return list(order), frozenset(recursive)


def _visit(start: str, needs: Mapping[str, tuple[str, ...]], order: dict[str, None]) -> None:
    """Walk without recursion: chains of schemas can be long."""
    waiting: list[tuple[str, Iterator[str]]] = [(start, iter(needs[start]))]
    entered = {start}
    if start in order:
        return
    while waiting:
        name, rest = waiting[-1]
        for used in rest:
            if used in needs and used not in order and used not in entered:
                entered.add(used)
                waiting.append((used, iter(needs[used])))
                break
        else:
            order.setdefault(name)
            waiting.pop()


def _reachable(start: str, needs: Mapping[str, tuple[str, ...]]) -> set[str]:
    found: set[str] = set()
    waiting = [*needs[start]]
    while waiting:
        name = waiting.pop()
        if name in needs and name not in found:
            found.add(name)
            waiting.extend(needs[name])
    return found
