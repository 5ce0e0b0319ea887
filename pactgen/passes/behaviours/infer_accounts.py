"""What people do with accounts of theirs: log in, stay so, leave, and look at themselves.

Location: pactgen/passes/behaviours/infer_accounts.py. Used by `infer_behaviours`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.passes.behaviours.verdict import Verdict, custom
from pactgen.passes.reading.callers import tells_caller
from pactgen.passes.resources.find_owners import NOBODYS
from pactgen.passes.resources.issued_tokens import takes_tokens
from pactgen.passes.words.callers import names_caller
from pactgen.passes.words.prose import says_whose, sentences

if TYPE_CHECKING:
    from pactgen.config import Config
    from pactgen.decisions import Level
    from pactgen.ir.contract import Contract
    from pactgen.passes.resources.values import Departure, Kept, PasswordChange, Sighting


def on_account(contract: Contract, one: Sighting, kept: Kept) -> Verdict | None:
    """Return what a row does for itself; None where it is an operation like any other."""
    if kept.account is None:
        return None
    issues = kept.account.login(one) is not None or kept.account.renewal(one) is not None
    if issues and not takes_tokens(contract):
        return custom("It answers a token, and no bearer scheme of the contract takes one.")
    if kept.account.login(one) is not None:
        why = f"It takes a name and a password of {kept.name} rows and answers a token."
        return Verdict(name="login", resource=kept.name, why=why, level="MEDIUM")
    if kept.account.renewal(one) is not None:
        why = "It takes a refresh token that a login has issued, and answers another token."
        return Verdict(name="renew", resource=kept.name, why=why, level="MEDIUM")
    departure = kept.account.departure(one)
    if departure is not None and takes_tokens(contract):
        return Verdict(name="logout", resource=None, why=_of_departure(departure), level="LOW")
    change = kept.account.change(one)
    if change is None and one not in kept.account.own:
        return None
    if not tells_caller(contract, one.operation):
        return custom("It is about whoever is calling, and its credentials do not tell who it is.")
    return _on_own(one, kept) if change is None else _on_password(kept, change)


def _of_departure(departure: Departure) -> str:
    if departure.everywhere:
        return "All tokens that whoever is calling was given are taken back."
    if departure.of_caller:
        return "The tokens of the session that is calling are taken back."
    return "The token that it brings is taken back, with all of its session (RFC 7009)."


def _on_own(one: Sighting, kept: Kept) -> Verdict:
    """`/users/me` is the row of whoever is calling: a token names it by its key."""
    names = {"get": "read", "put": "replace", "patch": "update", "delete": "delete"}
    name = names[one.operation.method]
    if name in {"replace", "update"} and one.body is None:
        return custom(f"{one.operation.method.upper()} of the caller brings no object to store.")
    if name == "read" and (one.answer is None or one.answer.many):
        return custom("Its answer does not show who is calling.")
    why = f"The {kept.name} whose key is the subject of the token."
    level: Level = "LOW" if kept.account is not None and kept.account.logins else "MEDIUM"
    return Verdict(name=name, resource=kept.name, why=why, level=level, of_caller=True)


def _on_password(kept: Kept, change: PasswordChange) -> Verdict:
    """Whoever is calling gets another password; who has the present one proves to be that."""
    why = f"It brings a new password of the {kept.name} whose key is the subject of the token"
    level: Level = "HIGH"
    if change.current is None:
        why += "; nothing else proves that it is the same person."
    else:
        why, level = f"{why}, and the present one, which must be right.", "LOW"
    return Verdict(name="change-password", resource=kept.name, why=why, level=level)


def untold_rows(one: Sighting, kept: Kept, config: Config) -> str | None:
    """Return why a list is not that of all rows: the words about it say whose, and nothing who.

    Everybody's rows are nobody's to see then.
    """
    lists = one.method == "get" and one.answer is not None and one.answer.many
    if not lists or (kept.owned is not None and one.operation.label in kept.owned.keeping):
        return None
    nobodys = config.resource(kept.name).owner == NOBODYS
    if nobodys or kept.is_mark or kept.account is not None:
        return None
    if names_caller(one.place.tail):
        return f"Its path speaks of the caller, and nothing tells whose the {kept.name} rows are."
    if one.place.steps:
        return None
    told = sentences(*one.operation.texts)
    said = next((each for each in told if says_whose(each)), None)
    if said is None:
        return None
    return f"It says “{said}”, and nothing tells which {kept.name} rows those are."
