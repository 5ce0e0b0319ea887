"""Singular and plural of English nouns: rules, and the words that break them.

Location: pactgen/passes/words/inflection.py. Used by `names`. Pure functions of lower-case words;
what is not English, or not known, stays as it is or takes the plain `s`.
"""

import re

_INVARIABLE = frozenset(
    {
        "aircraft", "analytics", "audio", "auth", "broadcast", "data", "deer", "equipment", "fish",
        "geofencing", "hardware", "information", "inventory", "kubernetes", "logistics",
        "maintenance", "media", "metadata", "metrics", "money", "news", "offspring", "physics",
        "progress", "rice", "series", "settings", "sheep", "software", "species", "staff", "stats",
        "statistics", "traffic",
    }
)  # fmt: skip
_IRREGULAR = {
    "analysis": "analyses", "axis": "axes", "basis": "bases", "calf": "calves", "child": "children",
    "crisis": "crises", "criterion": "criteria", "datum": "data", "diagnosis": "diagnoses",
    "foot": "feet", "goose": "geese", "half": "halves", "index": "indices", "knife": "knives",
    "leaf": "leaves", "life": "lives", "loaf": "loaves", "man": "men", "matrix": "matrices",
    "medium": "media", "mouse": "mice", "person": "people", "phenomenon": "phenomena",
    "quiz": "quizzes", "shelf": "shelves", "thief": "thieves", "tooth": "teeth",
    "vertex": "vertices", "wife": "wives", "wolf": "wolves", "woman": "women",
}  # fmt: skip
_SINGULARS = {
    many: one for one, many in _IRREGULAR.items() if one not in {"datum", "medium", "basis"}
} | {"ads": "ad", "ons": "on"}
_ENDS_IN_S = frozenset(
    {
        "alias",
        "atlas",
        "bias",
        "bus",
        "campus",
        "canvas",
        "chaos",
        "christmas",
        "corpus",
        "cosmos",
        "focus",
        "gas",
        "kudos",
        "lens",
    }
)
"""Singular, although they look like plurals."""
_S_AND_ES = frozenset({"alias", "atlas", "bias", "canvas", "gas", "lens"})
"""Their plural looks like that of a word in -se."""
_PLAIN_USES = frozenset(
    {
        "abuse",
        "blouse",
        "cause",
        "clause",
        "course",
        "excuse",
        "fuse",
        "greenhouse",
        "house",
        "mouse",
        "nurse",
        "pause",
        "phrase",
        "purse",
        "refuse",
        "reuse",
        "spouse",
        "use",
        "warehouse",
    }
)
_PLAIN_US = frozenset({"bureaus", "gurus", "menus", "plateaus"})
_PLAIN_IES = frozenset({"brownie", "calorie", "cookie", "genie", "lie", "movie", "pie", "rookie",
                        "selfie", "tie", "zombie"})  # fmt: skip
_PLAIN_CHES = frozenset({"ache", "avalanche", "cache", "headache", "niche"})
_PLAIN_OES = frozenset({"canoe", "foe", "oboe", "shoe", "toe"})
_O_AND_ES = frozenset({"echo", "embargo", "hero", "potato", "tomato", "torpedo", "veto"})
_SHORT = 3


def plural_of(word: str) -> str:
    """Return the plural of a lower-case word; a plural stays as it is."""
    if not word or not word.isascii() or word in _INVARIABLE:
        return word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if singular_of(word) != word:
        return word
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    if re.search(r"(s|x|z|ch|sh)$", word) or word in _O_AND_ES:
        return word + "es"
    return word + "s"


def singular_of(word: str) -> str:
    """Return the singular of a lower-case word; a singular stays as it is."""
    if word in _INVARIABLE or word in _IRREGULAR or word in _ENDS_IN_S:
        return word
    if word in _SINGULARS:
        return _SINGULARS[word]
    if word in _PLAIN_US:
        return word[:-1]
    if not word.endswith("s") or len(word) <= _SHORT or re.search(r"(ss|us|is)$", word):
        return word
    one = word[:-1]
    if word.endswith("ies"):
        return one if one in _PLAIN_IES or len(word) <= _SHORT + 1 else word[:-3] + "y"
    return word[:-2] if _takes_es(one) else one


def _takes_es(one: str) -> bool:
    """Tell whether a word that ends in -e is a shorter word with -es."""
    if not one.endswith("e"):
        return False
    stem = one[:-1]
    if stem in _S_AND_ES or stem in _O_AND_ES:
        return True
    if stem.endswith("us"):
        return one not in _PLAIN_USES
    if stem.endswith("ch"):
        return one not in _PLAIN_CHES
    if stem.endswith("o"):
        return one not in _PLAIN_OES
    return bool(re.search(r"(ss|x|zz|sh)$", stem))
