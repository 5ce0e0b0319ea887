"""Hand-made designs: a railway in which every behaviour, role and fill occurs at least once."""

from __future__ import annotations

from pactgen.ir.behaviours import (
    Behaviour,
    ClearRows,
    CreateRow,
    Custom,
    DeleteRow,
    Health,
    ListRows,
    ReadRow,
    ReadSingleton,
    ReplaceRow,
    UpdateRow,
    Window,
    WriteSingleton,
)
from pactgen.ir.contract import (
    ABSENT,
    Absent,
    Contract,
    Json,
    Operation,
    Parameter,
    Requirement,
    Schema,
    SecurityScheme,
)
from pactgen.ir.database import Column, ColumnKind, ForeignKey, Generated, Table
from pactgen.ir.design import Design, Endpoint, Feature, Resource
from pactgen.ir.failures import (
    ErrorConst,
    ErrorEach,
    ErrorObject,
    ErrorPart,
    ErrorShape,
    FailureTable,
)
from pactgen.ir.fills import Built, Constant, Fill, FromColumn, FromRow, FromRows, FromWindow, Now
from pactgen.ir.inputs import (
    FilterRole,
    Input,
    KeyRole,
    Role,
    ScopeRole,
    SearchRole,
    SortRole,
    UnusedRole,
    ValueRole,
    WindowRole,
)
from pactgen.ir.messages import Answer, BodyInput
from pactgen.ir.wire import (
    Choice,
    ListOf,
    MapOf,
    Mode,
    Named,
    Nullable,
    Scalar,
    ScalarKind,
    WireField,
    WireModel,
    WireType,
)
from pactgen.source import Origin
from pactgen.values import replace

DOCUMENT = Origin("docs/api.yaml")
BEARER = (Requirement(schemes=(("Bearer", ("write",)),)),)
EITHER = (
    Requirement(schemes=(("Bearer", ("read",)), ("Key", ()))),
    Requirement(schemes=(("Basic", ()),)),
    Requirement(schemes=()),
)


def scalar(kind: ScalarKind, **bounds: int | str) -> Scalar:
    return Scalar(kind=kind, **bounds)  # type: ignore[arg-type]


TEXT = scalar("text")
UUID = scalar("uuid")


def member(
    name: str,
    type_: WireType,
    *,
    required: bool = True,
    default: Json | Absent = ABSENT,
    wire: str | None = None,
) -> WireField:
    return WireField(
        wire_name=wire or name, attribute=name, type=type_, required=required, default=default
    )


def model(name: str, mode: Mode, home: str, *members: WireField) -> WireModel:
    origin = DOCUMENT.child("components", "schemas", name)
    return WireModel(
        name=name, mode=mode, origin=origin, fields=members, home=home, description=f"A {name}."
    )


def column(name: str, kind: ColumnKind, *, nullable: bool = False, **more: object) -> Column:
    return Column(name=name, wire_name=name, kind=kind, nullable=nullable, **more)  # type: ignore[arg-type]


def key(kind: ColumnKind = "uuid", name: str = "id") -> Column:
    filled = Generated(kind="uuid" if kind in {"uuid", "text"} else "identity")
    return column(name, kind, primary_key=True, generated=filled)


def foreign(name: str, table: str, kind: ColumnKind = "uuid") -> Column:
    target = ForeignKey(table=table, column="id", on_delete="CASCADE", composition=True)
    return column(name, kind, references=target, index=True)


def parameter(
    name: str,
    role: Role,
    type_: WireType = TEXT,
    *,
    location: str = "query",
    wire: str | None = None,
    default: Json | Absent = ABSENT,
    required: bool | None = None,
) -> Input:
    needed = location == "path" if required is None else required
    said = Parameter(
        origin=DOCUMENT,
        name=wire or name,
        location=location,  # type: ignore[arg-type]
        required=needed,
        schema=Schema(origin=DOCUMENT),
        style="form" if location in {"query", "cookie"} else "simple",
        explode=location in {"query", "cookie"},
    )
    return Input(parameter=said, name=name, type=type_, required=needed, default=default, role=role)


def body(name: str, type_: str | WireType, *, required: bool = True) -> BodyInput:
    return BodyInput(
        name=name,
        type=Named(name=type_) if isinstance(type_, str) else type_,
        required=required,
        media_types=("application/json",),
        origin=DOCUMENT,
    )


def answer(status: int, fill: Fill | None = None, type_: WireType | None = None) -> Answer:
    if type_ is None and isinstance(fill, FromRow | Built):
        type_ = Named(name=fill.model)
    if type_ is None and isinstance(fill, FromRows):
        type_ = ListOf(item=Named(name=fill.model))
    return Answer(
        status=status, media_type="application/json" if fill else None, fill=fill, type=type_
    )


def endpoint(
    label: str,
    function: str,
    behaviour: Behaviour,
    sends: Answer,
    *inputs: Input,
    reads: BodyInput | None = None,
    security: tuple[Requirement, ...] = (),
    summary: str = "",
) -> Endpoint:
    method, path = label.split(" ")
    operation = Operation(
        origin=DOCUMENT.child("paths", path, method.lower()),
        method=method.lower(),
        path=path,
        operation_id=function.replace("_", "-"),
        summary=summary,
        description=None,
        tags=(),
        parameters=tuple(each.parameter for each in inputs),
        body=None,
        responses=(),
        security=security,
    )
    return Endpoint(
        operation=operation,
        operation_id=function.replace("_", "-"),
        feature="",
        function=function,
        behaviour=behaviour,
        inputs=inputs,
        body=reads,
        answer=sends,
        security=security,
        invalid_status=400,
        summary=summary or function.replace("_", " ").capitalize() + ".",
    )


def resource(name: str, plural: str, home: str) -> Resource:
    return Resource(
        name=name, plural=plural, singular=name.lower(), table=plural, home=home, origin=DOCUMENT
    )


def table(name: str, model_name: str, home: str, *columns: Column) -> Table:
    return Table(
        name=name,
        model=model_name,
        columns=columns,
        origin=DOCUMENT,
        home=home,
        description=f"One of the {name}.",
    )


def feature(package: str, endpoints: tuple[Endpoint, ...], *resources: Resource) -> Feature:
    return Feature(
        package=package,
        title=package.capitalize(),
        tag=package.capitalize(),
        description=f"All about {package}.",
        endpoints=tuple(replace(each, feature=package) for each in endpoints),
        tables=tuple(each.table for each in resources),
        resources=tuple(each.name for each in resources),
    )


# ---- stations: everything that a list can do ------------------------------------------------

STATION = table(
    "stations",
    "Station",
    "stations",
    key(),
    column("name", "text", length=200, unique=True),
    column("country_code", "text", length=2, index=True),
    column("platforms", "integer", nullable=True),
    column("position", "json", nullable=True),
    column("facilities", "json"),
    column("is_open", "boolean"),
    column("opened_on", "date", nullable=True),
    column("created_at", "timestamp", generated=Generated(kind="now")),
    column("updated_at", "timestamp", generated=Generated(kind="now", on_update=True)),
)
POSITION = model(
    "Position",
    "value",
    "stations",
    member("lat", scalar("number")),
    member("lon", scalar("number")),
)
STATION_MEMBERS = (
    member("name", scalar("text", min_length=1, max_length=200)),
    member("country_code", scalar("text", pattern="^[A-Z]{2}$"), wire="countryCode"),
    member("platforms", Nullable(inner=scalar("int32")), required=False),
    member("position", Named(name="Position"), required=False),
    member("facilities", ListOf(item=TEXT), required=False, default=[]),
    member("is_open", scalar("boolean"), required=False, default=True),
    member("opened_on", scalar("date"), required=False),
)
STATION_MODELS = (
    POSITION,
    model("StationWrite", "write", "stations", *STATION_MEMBERS),
    model(
        "StationPatch",
        "patch",
        "stations",
        *(replace(each, required=False, default=ABSENT) for each in STATION_MEMBERS),
    ),
    model(
        "StationRead",
        "read",
        "stations",
        member("id", UUID),
        *STATION_MEMBERS,
        member("created_at", scalar("timestamp")),
        member("updated_at", scalar("timestamp")),
    ),
    model("Links", "value", "stations", member("self_", TEXT, wire="self"), member("next", TEXT)),
    model(
        "StationPage",
        "value",
        "stations",
        member("data", ListOf(item=Named(name="StationRead"))),
        member("total", scalar("integer")),
        member("page", scalar("integer")),
        member("pages", scalar("integer")),
        member("links", Named(name="Links")),
    ),
)
STATION_PAGE = Built(
    model="StationPage",
    fields=(
        ("data", FromRows(model="StationRead")),
        ("total", FromWindow(figure="total")),
        ("page", FromWindow(figure="page")),
        ("pages", FromWindow(figure="pages")),
        (
            "links",
            Built(
                model="Links",
                fields=(
                    ("self_", FromWindow(figure="self_url")),
                    ("next", FromWindow(figure="next_url")),
                ),
            ),
        ),
    ),
)
STATION_KEY = parameter("station_id", KeyRole(column="id"), UUID, location="path", wire="stationId")
STATIONS = feature(
    "stations",
    (
        endpoint(
            "GET /stations",
            "list_stations",
            ListRows(
                resource="Station",
                window=Window(style="page", default_size=20, max_size=100),
                counts=True,
                order=(("name", False), ("id", False)),
            ),
            answer(200, STATION_PAGE),
            parameter("country", FilterRole(column="country_code", op="eq"), wire="countryCode"),
            parameter("name", FilterRole(column="name", op="contains")),
            parameter("facility", FilterRole(column="facilities", op="has"), ListOf(item=TEXT)),
            parameter("opened_from", FilterRole(column="opened_on", op="ge"), scalar("date")),
            parameter("opened_to", FilterRole(column="opened_on", op="le"), scalar("date")),
            parameter(
                "platforms", FilterRole(column="platforms", op="in"), ListOf(item=scalar("int32"))
            ),
            parameter("search", SearchRole(columns=("name", "country_code"))),
            parameter(
                "sort",
                SortRole(
                    part="field",
                    fields=(("name", "name", False), ("-name", "name", True)),
                ),
                Choice(values=("name", "-name")),
            ),
            parameter("page", WindowRole(part="page"), scalar("integer", minimum=1), default=1),
            parameter(
                "limit",
                WindowRole(part="size"),
                scalar("integer", minimum=1, maximum=100),
                default=20,
            ),
            parameter("trace", UnusedRole(reason="tracing"), location="header", wire="X-Trace"),
            security=EITHER,
            summary="List the stations of a country, or of all countries.",
        ),
        endpoint(
            "POST /stations",
            "create_station",
            CreateRow(resource="Station"),
            replace(
                answer(201, FromRow(model="StationRead")),
                headers=(("Location", FromColumn(column="id")),),
            ),
            reads=body("new", "StationWrite"),
            security=BEARER,
        ),
        endpoint(
            "GET /stations/{stationId}",
            "get_station",
            ReadRow(resource="Station"),
            answer(200, FromRow(model="StationRead")),
            STATION_KEY,
            security=EITHER,
        ),
        endpoint(
            "PUT /stations/{stationId}",
            "replace_station",
            ReplaceRow(resource="Station"),
            answer(200, FromRow(model="StationRead")),
            STATION_KEY,
            reads=body("station", "StationWrite"),
            security=BEARER,
        ),
        endpoint(
            "PATCH /stations/{stationId}",
            "update_station",
            UpdateRow(resource="Station"),
            answer(200, FromRow(model="StationRead")),
            STATION_KEY,
            reads=body("changes", "StationPatch"),
            security=BEARER,
        ),
        endpoint(
            "DELETE /stations/{stationId}",
            "delete_station",
            DeleteRow(resource="Station"),
            answer(204),
            STATION_KEY,
            security=BEARER,
        ),
    ),
    resource("Station", "stations", "stations"),
)

# ---- bookings: nested rows, offset and cursor windows, what nobody can infer ----------------

BOOKING = table(
    "bookings",
    "Booking",
    "bookings",
    key("bigint"),
    foreign("station_id", "stations"),
    column("passenger_name", "text"),
    column("price", "double", nullable=True),
    column("seat", "text", nullable=True),
    column("status", "text", generated=Generated(kind="constant", value="open")),
)
BOOKING_MEMBERS = (
    member("passenger_name", scalar("text", min_length=1)),
    member("price", scalar("number"), required=False),
    member("seat", Nullable(inner=TEXT), required=False),
)
BOOKING_MODELS = (
    model("BookingWrite", "write", "bookings", *BOOKING_MEMBERS),
    model(
        "BookingRead",
        "read",
        "bookings",
        member("id", scalar("int64")),
        member("station_id", UUID, wire="stationId"),
        *BOOKING_MEMBERS,
        member("status", TEXT),
    ),
    model("BookingReplace", "write", "bookings", member("id", scalar("int64")), *BOOKING_MEMBERS),
    model("BookingRef", "value", "bookings", member("id", scalar("int64"))),
    model(
        "BookingSlice",
        "value",
        "bookings",
        member("items", ListOf(item=Named(name="BookingRead"))),
        member("next", Nullable(inner=TEXT), required=False),
        member("more", scalar("boolean")),
        member("at", scalar("timestamp")),
    ),
    model("Receipt", "value", "bookings", member("kind", TEXT), member("notes", MapOf(value=TEXT))),
)
SCOPE = parameter(
    "station_id",
    ScopeRole(column="station_id", parent="Station"),
    UUID,
    location="path",
    wire="stationId",
)
BOOKING_KEY = parameter(
    "booking_id", KeyRole(column="id"), scalar("int64"), location="path", wire="bookingId"
)
BOOKINGS = feature(
    "bookings",
    (
        endpoint(
            "GET /stations/{stationId}/bookings",
            "list_station_bookings",
            ListRows(
                resource="Booking",
                window=Window(style="offset", default_size=50, max_size=500),
                counts=False,
                order=(("id", False),),
            ),
            answer(200, FromRows(model="BookingRead")),
            SCOPE,
            parameter("limit", WindowRole(part="size"), scalar("integer", minimum=1)),
            parameter("offset", WindowRole(part="offset"), scalar("integer", minimum=0)),
        ),
        endpoint(
            "POST /stations/{stationId}/bookings",
            "create_booking",
            CreateRow(resource="Booking", filled=(("seat", "unknown"),)),
            answer(
                201,
                Built(model="BookingRef", fields=(("id", FromColumn(column="id")),)),
            ),
            SCOPE,
            reads=body("new", "BookingWrite"),
        ),
        endpoint(
            "GET /stations/{stationId}/bookings/{bookingId}",
            "get_station_booking",
            ReadRow(resource="Booking"),
            answer(200, FromRow(model="BookingRead")),
            SCOPE,
            BOOKING_KEY,
        ),
        endpoint(
            "DELETE /stations/{stationId}/bookings",
            "clear_station_bookings",
            ClearRows(resource="Booking"),
            answer(204),
            SCOPE,
        ),
        endpoint(
            "GET /bookings",
            "list_bookings",
            ListRows(
                resource="Booking",
                window=Window(style="cursor", default_size=10, max_size=50),
                counts=False,
                order=(("id", True),),
            ),
            answer(
                200,
                Built(
                    model="BookingSlice",
                    fields=(
                        ("items", FromRows(model="BookingRead")),
                        ("next", FromWindow(figure="next_cursor")),
                        ("more", FromWindow(figure="has_more")),
                        ("at", Now()),
                    ),
                ),
            ),
            parameter("cursor", WindowRole(part="cursor")),
            parameter("size", WindowRole(part="size"), scalar("integer", minimum=1)),
        ),
        endpoint(
            "PUT /bookings",
            "replace_booking",
            ReplaceRow(resource="Booking", key_in_body="id"),
            answer(200, FromRow(model="BookingRead")),
            reads=body("booking", "BookingReplace"),
        ),
        endpoint(
            "POST /bookings/{bookingId}",
            "update_booking_with_form",
            UpdateRow(resource="Booking"),
            answer(200),
            BOOKING_KEY,
            parameter("seat", ValueRole(column="seat")),
        ),
        endpoint(
            "DELETE /bookings/{bookingId}",
            "delete_booking",
            DeleteRow(resource="Booking"),
            answer(200, Constant(value={"message": "Booking deleted"}), MapOf(value=TEXT)),
            BOOKING_KEY,
        ),
        endpoint(
            "POST /bookings/{bookingId}/payment",
            "pay_booking",
            Custom(reason="a payment is a business rule"),
            answer(
                200,
                Built(
                    model="Receipt",
                    fields=(
                        ("kind", Constant(value="card")),
                        ("notes", Constant(value={"a": "b"})),
                    ),
                ),
            ),
            BOOKING_KEY,
            reads=body("payment", "Receipt"),
        ),
    ),
    resource("Booking", "bookings", "bookings"),
)

# ---- company: a singleton, health, and operations without a table ---------------------------

PROFILE = table(
    "profiles",
    "Profile",
    "company",
    key("integer"),
    column("motto", "text", nullable=True),
    column("color", "text", generated=Generated(kind="constant", value="red")),
)
PROFILE_MODELS = (
    model("ProfileRead", "read", "company", member("motto", TEXT, required=False)),
    model("ProfileWrite", "write", "company", member("motto", TEXT, required=False)),
    model(
        "ProfilePatch", "patch", "company", member("motto", Nullable(inner=TEXT), required=False)
    ),
    model(
        "Status", "value", "monitoring", member("status", TEXT), member("time", scalar("timestamp"))
    ),
)
COMPANY = feature(
    "company",
    (
        endpoint(
            "GET /company",
            "get_company",
            ReadSingleton(resource="Profile"),
            answer(200, FromRow(model="ProfileRead")),
        ),
        endpoint(
            "PUT /company",
            "replace_company",
            WriteSingleton(resource="Profile", partial=False),
            answer(200, FromRow(model="ProfileRead")),
            reads=body("profile", "ProfileWrite"),
        ),
        endpoint(
            "PATCH /company",
            "update_company",
            WriteSingleton(resource="Profile", partial=True),
            answer(200, FromRow(model="ProfileRead")),
            reads=body("changes", "ProfilePatch"),
        ),
    ),
    resource("Profile", "profiles", "company"),
)
MONITORING = feature(
    "monitoring",
    (
        endpoint(
            "GET /health",
            "health",
            Health(),
            answer(
                200,
                Built(model="Status", fields=(("status", Constant(value="ok")), ("time", Now()))),
            ),
        ),
        endpoint(
            "POST /restart",
            "restart",
            Custom(reason="nobody can tell"),
            answer(202),
        ),
    ),
)

# ---- the whole -------------------------------------------------------------------------------

FAILURES = FailureTable(
    shapes=(
        ErrorShape(
            name="error",
            media_type="application/json",
            body=ErrorObject(
                members=(
                    ("code", ErrorPart(part="status")),
                    ("message", ErrorPart(part="detail", max_length=200)),
                    ("kind", ErrorConst(value="error")),
                    (
                        "errors",
                        ErrorEach(
                            item=ErrorObject(
                                members=(
                                    ("field", ErrorPart(part="field")),
                                    ("text", ErrorPart(part="field_message")),
                                )
                            )
                        ),
                    ),
                )
            ),
        ),
        ErrorShape(name="nothing", media_type="application/json", body=None),
    ),
    default="error",
    by_operation={"get-station": (("404", "nothing"), ("4XX", "error"))},
)


def railway() -> Design:
    """Return the design with everything in it."""
    return design(
        (STATIONS, BOOKINGS, COMPANY, MONITORING),
        (STATION, BOOKING, PROFILE),
        (*STATION_MODELS, *BOOKING_MODELS, *PROFILE_MODELS),
    )


def design(
    features: tuple[Feature, ...], tables: tuple[Table, ...], models: tuple[WireModel, ...]
) -> Design:
    """Return a design of these parts."""
    endpoints = tuple(each for one in features for each in one.endpoints)
    contract = Contract(
        origin=DOCUMENT,
        dialect="3.1.0",
        title="Railway API",
        version="1.2.0",
        summary=None,
        description="Trains and where they stop.",
        servers=("https://example.com/v1",),
        tags=(),
        operations=tuple(each.operation for each in endpoints),
        schemas={},
        security_schemes=(
            SecurityScheme(origin=DOCUMENT, key="Bearer", type="oauth2", scopes=("read", "write")),
            SecurityScheme(
                origin=DOCUMENT, key="Key", type="apiKey", location="header", name="X-Key"
            ),
            SecurityScheme(origin=DOCUMENT, key="Basic", type="http", scheme="basic"),
        ),
    )
    resources = [
        Resource(
            name=one.model,
            plural=one.name,
            singular=one.model.lower(),
            table=one.name,
            home=one.home,
            origin=DOCUMENT,
        )
        for one in tables
    ]
    return Design(
        contract=contract,
        title="Railway API",
        project="railway-api",
        package="railway_api",
        log_name="railway-api",
        base_path="/v1",
        features=features,
        resources={each.name: each for each in resources},
        tables={each.name: each for each in tables},
        models={each.name: each for each in models},
        aliases={},
        failures=FAILURES,
        decisions=(),
        ledger=(),
        gaps=(),
    )
