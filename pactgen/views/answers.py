"""The expressions that an answer is built of: the row, the rows, figures about the page.

Location: pactgen/views/answers.py. Used by the view of router.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, assert_never

from pactgen.emit import identifier, string
from pactgen.ir.behaviours import DownloadFile, ListRows, Window
from pactgen.ir.fills import (
    Built,
    Constant,
    Counted,
    FiguresByValue,
    Fill,
    FromColumn,
    FromFigure,
    FromGroups,
    FromInput,
    FromProgram,
    FromRow,
    FromRows,
    FromToken,
    FromValues,
    FromWindow,
    Now,
    OwnAddress,
    PageLinks,
    RowAddress,
    RowTag,
    RowTime,
)
from pactgen.ir.inputs import WindowRole
from pactgen.ir.wire import Named
from pactgen.values import dataclass
from pactgen.views.arguments import count_name, is_query, select_arguments
from pactgen.views.cursors import listed, next_function
from pactgen.views.fills import all_leaves, is_table
from pactgen.views.guards import state_code, state_imports
from pactgen.views.imports import Import
from pactgen.views.layout import (
    Code,
    boxed,
    call,
    chain,
    comprehension,
    entries,
    flat,
    mapping,
    parsed,
    prefixed,
    suffixed,
)
from pactgen.views.literals import json_code
from pactgen.views.repository_lists import window_value
from pactgen.views.types import body_type

if TYPE_CHECKING:
    from pactgen.ir.design import Design, Endpoint

LONG = 60
"""Columns of a call that is not written in the middle of an answer."""
COUNTED = frozenset({"total", "pages", "last_url"})
_OPPOSITES = {"is_first": "has_previous", "is_last": "has_more", "is_empty": "items"}
OF_ADDRESSES: Final = "!#$%&'()*+,/:;=?@[]~"
"""Characters of addresses besides letters and digits (RFC 3986, section 2)."""
NEEDS_REQUEST = frozenset({"next_url", "previous_url", "first_url", "last_url", "self_url"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """What the expressions of one answer refer to."""

    design: Design
    endpoint: Endpoint
    service: str
    row: str
    found: str
    request: str
    tokens: str

    # ---- what is needed --------------------------------------------------------------------

    @property
    def figures(self) -> list[str]:
        """The figures that the answer shows."""
        leaves = all_leaves(self.endpoint.answer)
        return [leaf.figure for leaf in leaves if isinstance(leaf, FromWindow)]

    @property
    def needs_request(self) -> bool:
        """Tell whether links are made of the request's address."""
        leaves = all_leaves(self.endpoint.answer)
        addresses = [leaf for leaf in leaves if isinstance(leaf, RowAddress)]
        own = any(isinstance(leaf, OwnAddress) for leaf in leaves)
        if own or any(each.at is None or each.whole for each in addresses):
            return True
        if isinstance(self.endpoint.behaviour, DownloadFile):
            return True
        return self._window is not None and any(each in NEEDS_REQUEST for each in self.figures)

    @property
    def reads_found(self) -> bool:
        """Tell whether the rows that were found are shown or counted."""
        answer = self.endpoint.answer
        fills = [answer.fill, *(fill for _, fill in answer.headers)]
        shown = [flat(self.code(fill)) for fill in fills if fill is not None]
        return any(re.search(rf"\b{self.found}\b", each) for each in shown)

    @property
    def counts_first(self) -> bool:
        """Tell whether the total is used more than once, or is no short expression."""
        if not self._counts or self._window is None:
            return False
        used = len([each for each in self.figures if each in COUNTED])
        return used > 1 or (used == 1 and len(flat(self.total)) > LONG)

    @property
    def imports(self) -> tuple[Import, ...]:
        """What the expressions need."""
        package = self.design.package
        paging, links = f"{package}.paging", f"{package}.page_links"
        found: list[Import] = []
        for figure in self.figures:
            if self._window is None:
                continue
            match figure:
                case "next_url" | "previous_url":
                    found.append(Import(links, figure))
                    found += [self._next] if self._window.style == "cursor" else []
                case "first_url" | "self_url":
                    found.append(Import(links, "self_url"))
                case "last_url":
                    found += [Import(links, "self_url"), Import(paging, "count_pages")]
                case "pages":
                    found.append(Import(paging, "count_pages"))
                case "next_cursor":
                    found.append(self._next)
                case _:
                    pass
        return (*found, *self._leaf_imports)

    @property
    def _next(self) -> Import:
        """What says where the next page starts."""
        module = f"{self.design.package}.cursors"
        return Import(module, next_function(self.design, self.endpoint))

    @property
    def _leaf_imports(self) -> list[Import]:
        found: list[Import] = []
        leaves = all_leaves(self.endpoint.answer)
        for leaf in leaves:
            if isinstance(leaf, FromRow) and leaf.is_chosen:
                found += body_type(self.design, Named(name=leaf.model)).imports
        if is_table(self.endpoint):
            found.append(Import(f"{self.design.package}.csv_text", "as_csv"))
            models = (leaf.model for leaf in leaves if isinstance(leaf, FromRows))
            shown = (body_type(self.design, Named(name=model)) for model in models)
            found += [each for one in shown for each in one.imports]
        if any(isinstance(fill, PageLinks) for _, fill in self.endpoint.answer.headers):
            found.append(Import(f"{self.design.package}.page_links", "link_header"))
        if any(isinstance(leaf, FromWindow) and leaf.is_link for leaf in leaves):
            found.append(Import(f"{self.design.package}.page_links", "link_to"))
        if any(isinstance(leaf, RowTag) and not leaf.is_bare for leaf in leaves):
            found.append(Import(f"{self.design.package}.preconditions", "entity_tag"))
        if any(isinstance(leaf, RowTime) for leaf in leaves):
            found.append(Import("email.utils", "format_datetime"))
        if any(isinstance(leaf, RowTag) and leaf.of_all for leaf in leaves):
            found += state_imports(self.design, self.endpoint)
        if any(isinstance(leaf, Now) for leaf in leaves):
            found.append(Import(f"{self.design.package}.database", "utc_now"))
        if any(_quotes(leaf) for leaf in leaves):
            found.append(Import("urllib.parse", "quote"))
        return found

    @property
    def _behaviour(self) -> ListRows | None:
        behaviour = self.endpoint.behaviour
        return behaviour if isinstance(behaviour, ListRows) else None

    @property
    def _window(self) -> Window | None:
        return self._behaviour.window if self._behaviour is not None else None

    @property
    def _counts(self) -> bool:
        return self._behaviour is not None and self._behaviour.counts

    # ---- expressions -----------------------------------------------------------------------

    def code(self, fill: Fill) -> Code:
        """Return the expression that makes this part of the answer."""
        match fill:
            case FromRow(model=model, is_chosen=True):
                shown = body_type(self.design, Named(name=model))
                return call(f"{shown.text}.model_validate", self.row)
            case FromRow(in_list=in_list):
                return f"[{self.row}]" if in_list else self.row
            case FromRows() | Counted() | FromValues() | FromGroups():
                return self._many(fill)
            case FromColumn() | FromFigure() | FiguresByValue() | FromInput():
                return self._value(fill)
            case FromWindow() | PageLinks():
                return self._about_page(fill)
            case RowAddress() | OwnAddress():
                return self._address(fill)
            case RowTag() | RowTime():
                return self._tag(fill)
            case Constant() | Now():
                return json_code(fill.value) if isinstance(fill, Constant) else "utc_now()"
            case FromToken():
                return f"{self.tokens}.{fill.part}"
            case FromProgram():
                told = f"{self.found}.{fill.part}"
                return f"int({told})" if fill.is_whole else told
            case Built():
                return entries(
                    *(self._entry(f'"{identifier(name)}": ', inner) for name, inner in fill.fields)
                )
        assert_never(fill)

    def _many(self, fill: FromRows | Counted | FromValues | FromGroups) -> Code:
        if isinstance(fill, FromGroups):
            return comprehension(f"dict({self.row})", f"for {self.row} in {self.found}")
        found = self.found if self._window is None else f"{self.found}.items"
        if not isinstance(fill, FromRows) or fill.inside is None:
            return found
        element = mapping(f'"{identifier(fill.inside[0])}": {self.row}')
        return comprehension(element, f"for {self.row} in {found}")

    def _value(self, fill: FromColumn | FromFigure | FiguresByValue | FromInput) -> Code:
        match fill:
            case FromColumn(column=column, is_address=True):
                kept = f"{self.row}.{identifier(column)}"
                return call("quote", kept, f"safe={string(OF_ADDRESSES)}")
            case FromColumn(column=column, or_empty=str(empty)):
                return f"{self.row}.{identifier(column)} or {empty}"
            case FromColumn(column=column):
                return f"{self.row}.{identifier(column)}"
            case FromFigure(name=name):
                return f"{self.found}[{string(name)}]"
            case FiguresByValue(entries=told):
                pairs = ((string(value), string(name)) for value, name in told)
                return mapping(*(f"{value}: {self.found}[{name}]" for value, name in pairs))
            case FromInput(name=name):
                inputs = self.endpoint.inputs
                return next(identifier(one.name) for one in inputs if one.parameter.name == name)

    def _tag(self, fill: RowTag | RowTime) -> Code:
        if isinstance(fill, RowTime):
            return call("format_datetime", f"{self.row}.{identifier(fill.column)}", "usegmt=True")
        state = state_code(self.design, self.endpoint, self.row, fill.column, of_all=fill.of_all)
        return state if fill.is_bare else call("entity_tag", state)

    def _about_page(self, fill: FromWindow | PageLinks) -> Code:
        if isinstance(fill, PageLinks):
            told = (named(name, self._about_page(one)) for name, one in fill.fields)
            return call("link_header", *told)
        figure = self._figure(fill.figure)
        if fill.is_link:
            return call("link_to", figure)
        if fill.figure in {"first_row", "last_row"} and self._window is not None:
            none = "0" if fill.is_number else "None"
            return suffixed(figure, f" if {self.found}.items else {none}")
        if fill.figure in {"next_page", "previous_page"}:
            return self._page_beside(figure, fill)
        return suffixed(figure, ' or ""') if fill.is_text else figure

    def _page_beside(self, figure: Code, fill: FromWindow) -> Code:
        """Return the number of another page; a number that must be there comes before the first."""
        window = self._window
        first = 1 if window is None else window.first_page
        none = str(first - 1) if fill.is_number else "None"
        return none if window is None else suffixed(figure, f" else {none}")

    def _address(self, fill: RowAddress | OwnAddress) -> str:
        """Spell the request's address, or that of the row: below it, or below another path."""
        url = f"{self.request}.url"
        if isinstance(fill, OwnAddress):
            return f'str({url}.replace(query=""))' if fill.whole else f"{url}.path"
        here = f"{url}.replace(query='')" if fill.whole else f"{url}.path"
        key = f"{self.row}.{identifier(fill.column)}"
        key = f"quote({key}, safe='')" if fill.is_text else key
        end = "/" if fill.ends else ""
        if fill.at is None:
            joint = "" if self.endpoint.operation.path.endswith("/") else "/"
            return f'f"{{{here}}}{joint}{{{key}}}{end}"'
        start = string(f"{self.design.base_path}{fill.at}/".replace("{", "{{")).removesuffix('"')
        path = f'f{start}{{{key}}}{end}"'
        if not fill.whole:
            return path
        return f'str({url}.replace(path={path}, query=""))'

    def _entry(self, key: str, fill: Fill) -> Code:
        return valued(key, self.code(fill))

    @property
    def total(self) -> Code:
        """The call that counts the whole list."""
        arguments = [each.name for each in select_arguments(self.design, self.endpoint)]
        return call(f"await {self.service}.{count_name(self.design, self.endpoint)}", *arguments)

    def _figure(self, figure: str) -> Code:
        window = self._window
        if window is None:
            return self._unpaged(figure)
        total: Code = "total" if self.counts_first else self.total
        match figure:
            case "total" if self._counts:
                return total
            case "total" | "count":
                return f"len({self.found}.items)"
            case "pages":
                return call("count_pages", total, self._size(window))
            case "has_more" | "has_previous":
                return f"{self.found}.{figure}"
            case "is_first" | "is_last" | "is_empty":
                return f"not {self.found}.{_OPPOSITES[figure]}"
            case "next_cursor":
                return self._next_cursor()
            case _ if figure in NEEDS_REQUEST:
                return self._url(figure, window, total)
            case _:
                return self._position(figure, window)

    def _size(self, window: Window) -> str:
        return window_value(self.design, self.endpoint, "size", str(window.default_size))

    def _page(self, window: Window) -> str:
        return window_value(self.design, self.endpoint, "page", str(window.first_page))

    def _position(self, figure: str, window: Window) -> str:
        """Return where in the list this page stands."""
        page = self._page(window)
        offset = window_value(self.design, self.endpoint, "offset", "0")
        match figure:
            case "page" if window.style == "offset":
                return f"{self.found}.window.offset // {grouped(self._size(window))} + 1"
            case "page":
                return page
            case "offset":
                return f"{self.found}.window.offset" if window.style == "page" else offset
            case "first_row":
                return f"{self.found}.window.offset + 1"
            case "last_row":
                return f"{self.found}.window.offset + len({self.found}.items)"
            case "next_page":
                return f"{grouped(page)} + 1 if {self.found}.has_more"
            case "previous_page":
                return f"{grouped(page)} - 1 if {self.found}.has_previous"
            case _:
                return self._size(window)

    def _unpaged(self, figure: str) -> Code:
        """Return a figure about a list that is not cut into pages."""
        match figure:
            case "total" | "count" | "size":
                return f"len({self.found})"
            case "page" | "pages":
                return "1"
            case "offset":
                return "0"
            case "has_more" | "has_previous":
                return "False"
            case "is_first" | "is_last":
                return "True"
            case "is_empty":
                return f"not {self.found}"
            case _:
                return "None"

    def _next_cursor(self) -> Code:
        function = next_function(self.design, self.endpoint)
        keys = listed(self.endpoint).order if function == "next_cursor" else ()
        return call(function, self.found, *(string(name) for name, _ in keys))

    # ---- links -----------------------------------------------------------------------------

    def _url(self, figure: str, window: Window, total: Code) -> Code:
        if figure == "self_url":
            return call("self_url", self.request)
        size = self._size(window)
        last: Code
        match window.style:
            case "page":
                part = "page"
                page = grouped(self._page(window))
                values = {"next_url": f"{page} + 1", "previous_url": f"{page} - 1"}
                first = str(window.first_page)
                pages = call("count_pages", total, size)
                last = (
                    call("max", pages, "1")
                    if window.first_page
                    else call("max", chain("-", pages, "1"), "0")
                )
            case "offset":
                part = "offset"
                offset = window_value(self.design, self.endpoint, "offset", "0")
                offset, step = grouped(offset), grouped(size)
                values = {
                    "next_url": f"{offset} + {step}",
                    "previous_url": f"max({offset} - {step}, 0)",
                }
                first = "0"
                pages = call("count_pages", total, size)
                last = chain("*", call("max", chain("-", pages, "1"), "0"), step)
            case "cursor":
                part = "cursor"
                values = {"next_url": flat(self._next_cursor()), "previous_url": "None"}
                first = '""'
                last = '""'
        name = self._parameter(part)
        if figure in {"first_url", "last_url"}:
            value = first if figure == "first_url" else last
            return call("self_url", self.request, named(name, value))
        return call(figure, self.request, self.found, named(name, values[figure]))

    def _parameter(self, part: str) -> str:
        for each in self.endpoint.inputs:
            if isinstance(each.role, WindowRole) and each.role.part == part and is_query(each):
                return each.parameter.name
        return part


def named(name: str, value: Code) -> Code:
    """Return a keyword argument, also for names that are none in Python."""
    if name.isidentifier() and not name.startswith("_"):
        return prefixed(f"{identifier(name)}=", value)
    return prefixed("**", mapping(valued(f"{string(name)}: ", value)))


def grouped(expression: str) -> str:
    """Put parentheses around an expression that is to be calculated with."""
    is_one = " " not in expression or expression.startswith("int(")
    return expression if is_one else f"({expression})"


def valued(before: str, value: Code) -> Code:
    """Return an assignment or an entry: calls are broken where they are long."""
    if not isinstance(value, str):
        return prefixed(before, value)
    if value.endswith(")"):
        return prefixed(before, parsed(value))
    return boxed(before, value)


def _quotes(leaf: Fill) -> bool:
    is_text = isinstance(leaf, RowAddress) and leaf.is_text
    return is_text or (isinstance(leaf, FromColumn) and leaf.is_address)


def as_text(answering: Answering, fill: Fill) -> Code:
    """Return the expression for the value of a header."""
    code = answering.code(fill)
    match fill:
        case FromColumn(is_address=True) | Constant(value=str()) | RowAddress() | OwnAddress():
            return code
        case RowTag(is_bare=False) | RowTime() | PageLinks():
            return code
        case Now():
            return suffixed("utc_now()", ".isoformat()")
        case FromWindow(figure=figure) if figure.endswith("_url") or figure == "next_cursor":
            return code
        case _:
            return call("str", code)
