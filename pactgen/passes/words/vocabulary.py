"""The words by which contracts spell paging, sorting, searching, wrapping and acting.

Lower case, compared after every separator has been dropped (`per_page` and `perPage` are
`perpage`). They only suggest a reading: whatever rests on one is a Decision that can be overruled.
"""

from __future__ import annotations

import re
from functools import cache

PAGE = frozenset({"page", "pagenumber", "pageno", "pageindex", "currentpage", "pagenum"})
SIZE = frozenset(
    {
        "perpage",
        "pagesize",
        "limit",
        "size",
        "maxresults",
        "take",
        "top",
        "first",
        "pagelimit",
        "maxitems",
        "itemsperpage",
        "resultsperpage",
        "maxpagesize",
    }
)
SIZE_BESIDE = frozenset({"count", "rows", "max", "num", "length", "batchsize", "numresults"})
"""The size of a page where something says which page: `count` of SCIM (RFC 7644, 3.4.2.4)."""
OFFSET = frozenset({"offset", "recordindex", "skip", "start", "startindex", "startat"})
CURSOR = frozenset(
    {"cursor", "pagetoken", "nexttoken", "nextcursor", "startingafter", "continuationtoken"}
    | {"iterator", "paginationtoken"}
)
AFTER = frozenset({"after", "afterid", "pageafter", "pagecursor", "searchafter"})
"""Cursors too, where they are described as such: what lies `after` may be a time as well."""
SORT = frozenset({"sort", "sortby", "orderby", "ordering", "sortfield", "sortkey", "order"})
DIRECTION = frozenset(
    {"order", "direction", "sortorder", "sortdir", "dir", "sortdirection", "orderdirection"}
)
SEARCH = frozenset({"q", "query", "search", "keyword", "term", "searchterm", "searchquery"}) | {
    "freetext",
    "fulltext",
    "searchphrase",
    "searchstring",
    "searchtext",
    "searchvalue",
    "searchword",
    "textsearch",
}

PART = re.compile(r"\b(?:substrings?|partial(?:ly)?|contains?|containing|part of)\b", re.IGNORECASE)
"""In a description: the parameter is a part of the text that is looked for."""

ENVELOPES = frozenset({"data", "result", "payload"})
"""Members that wrap what an answer is about, whatever stands beside them."""
ITEM_WRAPPERS = ENVELOPES | {"item", "record", "entity", "object"}
"""The others may as well be parts of a thing: `{item: {…}, quantity, price}`."""
LIST_WRAPPERS = frozenset(
    {"content", "data", "embedded", "entries", "items", "list", "records", "results", "rows",
     "values"}
)  # fmt: skip
REPORTS = frozenset({"errors", "messages", "notices", "warnings"})
"""Lists of what an answer reports beside the rows that it carries."""
LINKS = frozenset({"links", "link", "embedded", "href", "hateoas"})
SELF = frozenset({"url", "self", "selflink", "selfurl", "resourceurl"})

BULK = frozenset({"bulk", "batch", "many", "multiple", "list", "array", "multi", "mass"})
"""Words of a last segment that say: many at once."""

HEALTH = frozenset(
    {"health", "healthz", "healthcheck", "ping", "livez", "readyz", "alive", "ready", "liveness"}
)
DERIVED = frozenset(
    {
        "report",
        "reports",
        "statistic",
        "statistics",
        "stats",
        "analytics",
        "metrics",
        "dashboard",
        "summary",
        "export",
        "tree",
    }
)
"""Nouns of things that are computed from others, not stored."""
TREES = frozenset({"hierarchy", "nested", "tree"})
"""Those that are made of the rows at the top, each with the rows below it."""
SUMMARIES = frozenset({"stats", "statistics", "summary", "metrics", "totals", "counts"})
"""Those that are made of figures of rows."""
COMPUTED = DERIVED | frozenset(
    {
        "availability",
        "balance",
        "calculation",
        "chart",
        "comparison",
        "conflict",
        "count",
        "counter",
        "diff",
        "estimate",
        "estimation",
        "feed",
        "forecast",
        "health",
        "log",
        "metric",
        "preview",
        "progress",
        "rate",
        "result",
        "stat",
        "statistic",
        "status",
        "suggestion",
        "timing",
        "total",
        "trend",
        "usage",
    }
)
"""The same among words of a noun (`past_usage`), in the singular: what is shown once and never
written may as well be counted, summed up or measured when it is asked for."""
OWN = frozenset(
    {
        "about",
        "account",
        "app",
        "identity",
        "info",
        "latest",
        "meta",
        "new",
        "next",
        "now",
        "profile",
        "session",
        "time",
        "token",
        "upcoming",
        "uri",
        "url",
        "user",
        "version",
    }
)
"""Words of what depends on the caller, the time or the program itself, and not on a row."""
MINE = frozenset({"me", "mine", "my", "myself"})
"""Words of a path that stand for whoever calls, and that nothing else is called."""
SHAPING = frozenset({"expand", "embed", "fields", "include", "lang", "locale", "select"})
"""Inputs that say how much of a thing is shown, not which thing."""
EVERYTHING = frozenset({"*", "all", "alle", "any", "both", "everything", "todas", "todos", "tous"})
"""Values of a filter that leave nothing out."""
FIND = re.compile(r"^(find|search|filter|list|all|query)", re.IGNORECASE)
VERBS = frozenset(
    [
        "accept",
        "activate",
        "add",
        "approve",
        "archive",
        "assign",
        "authorize",
        "auth",
        "ban",
        "block",
        "book",
        "buy",
        "calculate",
        "call",
        "cancel",
        "capture",
        "change",
        "check",
        "clear",
        "clone",
        "close",
        "commit",
        "complete",
        "confirm",
        "connect",
        "convert",
        "copy",
        "deactivate",
        "decline",
        "delete",
        "deliver",
        "deploy",
        "disable",
        "disconnect",
        "dismiss",
        "download",
        "duplicate",
        "enable",
        "execute",
        "export",
        "extend",
        "filter",
        "finish",
        "fork",
        "forgot",
        "freeze",
        "generate",
        "hide",
        "impersonate",
        "import",
        "initialize",
        "init",
        "install",
        "invite",
        "join",
        "kick",
        "leave",
        "like",
        "link",
        "lock",
        "login",
        "logout",
        "mark",
        "merge",
        "move",
        "mute",
        "notify",
        "open",
        "parse",
        "pause",
        "pay",
        "ping",
        "poll",
        "preview",
        "process",
        "propose",
        "publish",
        "purchase",
        "push",
        "read",
        "rebuild",
        "receive",
        "recover",
        "redeem",
        "refresh",
        "refund",
        "register",
        "reindex",
        "reject",
        "reload",
        "remove",
        "rename",
        "reopen",
        "reorder",
        "replay",
        "reply",
        "report",
        "request",
        "resend",
        "reset",
        "resolve",
        "restart",
        "restore",
        "resume",
        "retry",
        "return",
        "revoke",
        "rollback",
        "rotate",
        "run",
        "save",
        "scan",
        "schedule",
        "search",
        "send",
        "set",
        "share",
        "ship",
        "signin",
        "signout",
        "signup",
        "solve",
        "start",
        "stop",
        "submit",
        "subscribe",
        "suspend",
        "swap",
        "switch",
        "sync",
        "synchronize",
        "test",
        "toggle",
        "track",
        "transfer",
        "translate",
        "trigger",
        "unarchive",
        "unassign",
        "unban",
        "unblock",
        "unfollow",
        "unlike",
        "unlink",
        "unlock",
        "unpublish",
        "unregister",
        "unsubscribe",
        "update",
        "upload",
        "upsert",
        "use",
        "validate",
        "verify",
        "view",
        "vote",
        "whoami",
        "withdraw",
        "follow",
        "login2fa",
        "logoff",
        "authenticate",
        "authorise",
    ]
)
"""Last segments that name an action on what stands before them, not a collection."""

ASKING = frozenset({"filter", "find", "query", "search"})
"""Last segments by which POST asks for rows, and makes none."""
SETTINGS = frozenset({"config", "default", "detail", "option", "preference", "setting", "webhook"})
"""Last words of what there is one of, although it is told in the plural."""
BY_KEYS = frozenset({"batch", "batchget", "bulk", "bulkget", "byid", "byids", "getbatch"}) | {
    "getmany",
    "ids",
    "many",
    "mget",
    "multi",
    "multiget",
    "multiple",
}
"""Last segments by which rows are asked for whose keys a list names."""
REMARKS = frozenset({"comment", "comments", "explanation", "message", "note", "notes", "reason"})
"""Last words of what is said about an action, and is no state of the thing."""

LOGIN = frozenset({"session", "sessions", "token", "tokens", "auth", "login"})
"""Nouns that stand for a login when the body brings a password."""

FILES = frozenset({"image", "photo", "picture", "avatar", "logo", "icon", "cover", "banner"}) | {
    "thumbnail",
    "portrait",
    "file",
    "content",
    "attachment",
    "document",
    "pdf",
    "video",
    "audio",
    "poster",
    "scan",
}
"""Last words of paths at which a thing has one file."""

FILE_SIZE = frozenset({"size", "filesize", "bytes", "contentlength", "length"})
FILE_NAME = frozenset({"filename", "originalname", "originalfilename", "name", "title"})
FILE_TYPE = frozenset({"mimetype", "contenttype", "mediatype", "filetype"})

PASSWORD = frozenset({"password", "passwd", "passphrase", "passcode", "pwd"})
CARD_CODES = frozenset({"cvc", "cvc2", "cvv", "cvv2", "csc", "cardcode", "securitycode"})
"""What proves that somebody holds a payment card; PCI DSS 3.3.1 forbids to keep it."""
LOGIN_PATHS = LOGIN | {
    "accesstoken",
    "authenticate",
    "authentication",
    "local",
    "logon",
    "signin",
}
"""Last segments of paths that take a name and a password."""
RENEW = frozenset({"refresh", "refreshtoken", "refreshtokens", "tokenrefresh", "renew"})
"""Last segments of paths that take a refresh token."""
LOGOUT = frozenset({"logout", "logoff", "signout"})
"""Last segments of paths that end the session of whoever is calling."""
EVERYWHERE = frozenset(
    f"{word}{end}"
    for word in ("logout", "logoff", "signout")
    for end in ("all", "everywhere", "alldevices", "allsessions", "fromall", "fromalldevices")
)
"""Last segments, one or two of them, that end all sessions of whoever is calling."""
REVOKE = frozenset({"revoke", "revocation", "blacklist", "invalidate"}) | {
    "revoketoken",
    "tokenrevocation",
    "tokenrevoke",
}
"""Last segments of paths that take a token back (RFC 7009)."""
TOKEN_PATHS = LOGIN | {"oauth", "oauth2", "jwt", "connect"}
"""Segments of paths that deal with tokens of people."""
MAILED = frozenset(
    {"forgotpassword", "passwordforgot", "forgot", "recover", "recoverpassword", "passwordreset"}
    | {"resetpassword", "resendverification", "requestverifytoken", "verifyemail", "emailverify"}
    | {"verifyemailaddress", "resendconfirmation", "confirmemail", "magiclink", "otp"}
)
"""Last segments, one or two of them, that send somebody a message, or take what it brought."""
NEW_PASSWORD = frozenset({"newpassword", "new", "newpasswd", "newpwd", "passwordnew"})
CURRENT_PASSWORD = frozenset(
    {"currentpassword", "current", "oldpassword", "old", "existingpassword", "presentpassword"}
)
CHANGE_PASSWORD = frozenset(
    {"changepassword", "passwordchange", "updatepassword", "passwordupdate", "setpassword"}
)
"""Last segments, one or two of them, that give the caller another password."""
_TWICE = ("confirmation", "confirm", "repeat", "repeated", "again", "verify", "retype", "2")
CONFIRMATIONS = frozenset(
    form
    for word in _TWICE
    for named in ("password", "newpassword")
    for form in (f"{named}{word}", f"{word}{named}", f"new{word}password")
)
"""Members that say a new password once more."""
REGISTER = frozenset({"register", "registration", "registrations", "signup", "signups"})
CALLER = frozenset({"me", "myself", "self", "whoami", "currentuser", "current", "profile"})
"""Last segments that stand for the row of whoever is calling."""
PEOPLE = frozenset({"user", "account", "member", "customer", "person", "profile", "player"})
"""What those who log in are called."""
OWNERS = ("user", "owner", "author", "creator", "customer", "member", "account")
"""What the person is called that a row belongs to, the likeliest first."""
MAKERS = ("user", "owner", "author", "creator")
"""Who made rows: whoever was calling."""
OWNED_BY = ("createdby", "ownedby", "createdbyid")
LOGIN_NAMES = ("username", "login", "email", "user", "name", "emailaddress", "loginname", "phone")
"""Members that say who logs in; the first that rows have, where they have several."""

EITHER_NAMES = frozenset(
    {"identifier", "identity", "usernameoremail", "emailorusername", "loginid"}
)
"""Members that may be a user name as well as an address."""

ACCESS_TOKEN = frozenset({"token", "accesstoken", "jwt", "authtoken", "authenticationtoken"}) | {
    "access",
    "bearertoken",
    "jwttoken",
    "usertoken",
    "apitoken",
}
REFRESH_TOKEN = frozenset({"refreshtoken", "refresh"})
TOKEN_TYPE = frozenset({"tokentype"})
EXPIRES_IN = frozenset({"expiresin", "expirationin", "lifetime", "ttl"})
EXPIRES_AT = frozenset({"expiresat", "expires", "expiry", "expiration", "accesstokenexpires"}) | {
    "expirationtime",
    "expireson",
    "validuntil",
}

INFO = frozenset({"version", "info", "about", "buildinfo", "appinfo", "serverinfo", "status"}) | {
    "versions",
    "systeminfo",
    "serviceinfo",
    "ver",
}
"""Last segments that ask what the program is."""
PROGRAM_NAME = frozenset({"name", "app", "appname", "application", "service", "servicename"}) | {
    "product",
    "title",
}
PROGRAM_VERSION = frozenset({"version", "apiversion", "appversion", "serverversion", "release"})
PROGRAM_COMMIT = frozenset(
    {"commit", "commithash", "commitsha", "gitcommit", "githash", "gitsha"}
) | {
    "revision",
    "sha",
}
PROGRAM_ENVIRONMENT = frozenset({"env", "environment", "stage", "profile"})
UPTIME = frozenset({"uptime", "uptimeseconds", "uptimesecs", "uptimeinseconds"})
NOW = frozenset({"currenttime", "now", "servertime", "time", "timestamp"})

MARKS = frozenset(
    {"bookmark", "favorite", "favourite", "follow", "like", "star", "subscribe", "upvote", "vote"}
    | {"watch"}
)
"""Last segments by which whoever is calling says something of a thing, and takes it back."""

FOLLOWING = frozenset({"follow", "subscribe"})
"""Those by which whoever is calling asks for what somebody makes."""
FEEDS = frozenset({"feed", "following", "hometimeline", "timeline"})
"""Last segments that ask for what those make."""

LOWER_BOUND = ("gte", "ge", "min", "from", "since", "after", "start", "starting", "begin")
UPPER_BOUND = ("lte", "le", "max", "to", "until", "before", "end", "ending")

CREATED = frozenset(
    {
        "created", "createdat", "createdate", "createddate", "createdon", "createdtime",
        "createtime", "creationdate", "creationtime", "dateadded", "datecreated", "insertedat",
    }
)  # fmt: skip
NEWEST = frozenset({"latest", "newest", "recent", "mostrecent"})
"""Words that ask for what was made last."""
LAST = NEWEST - {"recent"} | {"last", "mostrecent"}
"""The same where one row is asked for."""
FIRST = frozenset({"first", "oldest"})
DELETED = frozenset({"deletedat", "deleted", "deletedon", "datedeleted", "deletiondate"}) | {
    "isdeleted",
    "deletedtime",
    "deletetime",
    "deletiontime",
    "removedat",
    "softdeletedat",
}
"""Columns that mark rows as deleted."""
UPDATED = frozenset(
    {
        "datemodified", "dateupdated", "lastmodified", "lastmodifiedat", "lastmodifieddate",
        "lastupdate", "lastupdated", "lastupdatedat", "modified", "modifiedat", "modifieddate",
        "modifiedon", "updated", "updatedat", "updateddate", "updatedon", "updatetime",
    }
)  # fmt: skip

INCLUDES = frozenset(
    {"include", "includes", "expand", "expands", "embed", "embeds", "populate", "with"}
)
"""Parameters that ask for related rows."""

VERSIONS = frozenset({"version", "revision", "rev", "versionnumber", "revisionnumber"})
"""Numbers that may count the changes of a row, where something else says so, too."""
LOCKS = frozenset({"lockversion", "rowversion", "optlock", "recordversion", "entityversion"}) | {
    "concurrencyversion",
    "optimisticlock",
    "optimisticlockversion",
    "versionlock",
}
"""Those that count nothing else."""
LOCKING = re.compile(
    r"\boptimistic|\bconcurren|\block(?:s|ed|ing)?\b|\bstale\b|\blost updates?\b"
    r"|\b(?:increment|increas|bump|count)\w*\b.{0,40}\b(?:change|update|write|save|modif)",
    re.IGNORECASE | re.DOTALL,
)
"""In the description of such a number."""

TOTAL = frozenset(
    {
        "total",
        "totalcount",
        "totalitems",
        "totalresults",
        "totalelements",
        "totalrecords",
        "count",
        "itemcount",
        "recordcount",
        "totalentries",
        "totalsize",
        "totalhits",
        "odatacount",
    }
)
PAGES = frozenset({"pages", "totalpages", "pagecount", "lastpage", "numpages", "maxpage"})
COUNT = frozenset({"count", "total", "totalcount", "itemcount"})
"""Last segments that ask how many there are."""
KEYS = frozenset({"ids", "keys", "uuids", "guids", "id"})
"""What a list of keys is called, besides the keys of the noun (`book_ids`)."""
SEVERAL = re.compile(r"\b(?:comma|ids|id/s|list of|several|multiple|one or more)\b", re.IGNORECASE)
"""In a description of a text: it may be several values, with commas between them."""
COMMAS = re.compile(
    r"\bcomma[- ]\w+ed\b|\b(?:sep[ae]rat|delimit)e[ds]?(?: \w+)? (?:by|with|using) (?:an? )?comma",
    re.IGNORECASE,
)
"""In one of a text: it is several values, whatever it is called."""
WRITTEN = frozenset(
    {"count", "created", "createdcount", "inserted", "insertedcount", "added", "stored"}
    | {"updated", "updatedcount", "changed", "deleted", "deletedcount", "removed", "affected"}
)
"""What an answer calls the number of rows that were written or removed."""
HERE = frozenset({"pageitems", "numberofelements", "returned", "returnedcount"})
MORE = frozenset({"hasmore", "hasnext", "hasnextpage", "istruncated", "more"})
LESS = frozenset({"hasprevious", "hasprev", "haspreviouspage", "hasprevpage"})
NEXT_CURSOR = frozenset(
    {"nextcursor", "nextpagetoken", "nexttoken", "endcursor", "cursor", "after", "iterator"}
)
COUNTED = frozenset({"number", "no", "num", "seq", "sequence", "sequenceno", "sequencenumber"})
"""A whole number that tells the rows of one thing apart: number 3 of an organization's tickets."""
NEXT = frozenset({"next", "nextpage", "nextpageurl", "nextlink", "nexturl", "odatanextlink"})
PREVIOUS = frozenset({"previous", "prev", "previouspage", "prevpage", "prevpageurl", "prevlink"})
TRUTHS = frozenset({"success", "ok", "succeeded"})
RECEIPTS = TRUTHS | {
    "code", "error", "expires", "expiresin", "message", "refreshtoken", "requestid", "result",
    "status", "statuscode", "timestamp", "token", "traceid", "type", "url", "version",
}  # fmt: skip
"""What an answer says about itself, beside the thing that it carries."""


@cache
def bare(name: str) -> str:
    """Return the letters and digits of any script, in lower case, to compare with these words."""
    return re.sub(r"[\W_]+", "", name.casefold())
