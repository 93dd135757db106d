"""Lists in pages of every kind, as fastapi-pagination makes them, and an effect behind idempotency keys, which
asgi-idempotency-header heeds; both in FastAPI.

In: the requests of a client. Out: what these make of them. `tests/families/pages/spec.json` is the document that FastAPI writes of
this app. Two things are no part of it: `GET /journal` tells a test what the server saw of the requests of one `User-Agent`, and
`Drop` ends connections where a test asks for that.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import Counter
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, FastAPI, Header, Query, Request, Response
from fastapi_pagination import LimitOffsetPage, Page, add_pagination, paginate
from fastapi_pagination.cursor import CursorPage, CursorParams
from fastapi_pagination.customization import CustomizedPage
from fastapi_pagination.links import Page as LinkedPage
from fastapi_pagination.links.default import UseHeaderLinks
from idempotency_header_middleware import IdempotencyHeaderMiddleware
from idempotency_header_middleware.backends import MemoryBackend
from pydantic import BaseModel


class Track(BaseModel):
    id: str
    number: int


class Plan(BaseModel):
    title: str


TRACKS = [Track(id=f"track {number}", number=number) for number in range(1, 8)]


class Drop:
    """Ends the connection in the place of a response, once it is ready, as often as `X-Drop` says for one `User-Agent`."""

    def __init__(self, app):
        self.app = app
        self.dropped = Counter()

    async def __call__(self, scope, receive, send):
        headers = dict(scope.get("headers", []))
        times, agent = int(headers.get(b"x-drop", 0)), headers.get(b"user-agent")
        if self.dropped[agent] >= times:
            return await self.app(scope, receive, send)
        self.dropped[agent] += 1

        async def never(_):
            pass

        await self.app(scope, receive, never)
        # uvicorn's own: ASGI has no word for this.
        receive.__self__.transport.abort()


class Journal:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] == "http":
            headers = {name.decode(): value.decode("latin-1") for name, value in scope["headers"]}
            target = scope["path"] + ("?" if scope["query_string"] else "") + scope["query_string"].decode()
            seen.append({"target": target, "agent": headers.get("user-agent"), "key": headers.get("idempotency-key")})
        await self.app(scope, receive, send)


seen: list[dict[str, Any]] = []
planned: list[Plan] = []
app = FastAPI(title="Pages", version="1.0.0")
app.add_middleware(IdempotencyHeaderMiddleware, backend=MemoryBackend(), enforce_uuid4_formatting=True)
app.add_middleware(Drop)
app.add_middleware(Journal)


@app.get("/numbers", operation_id="by_number")
def by_number() -> Page[Track]:
    """Pages with numbers."""
    return paginate(TRACKS)


@app.get("/offsets", operation_id="by_offset")
def by_offset() -> LimitOffsetPage[Track]:
    """Pages behind so many items."""
    return paginate(TRACKS)


@app.get("/links", operation_id="by_link")
def by_link() -> LinkedPage[Track]:
    """Pages with a link to the next one."""
    return paginate(TRACKS)


LINK = {200: {"headers": {"Link": {"schema": {"type": "string"}}}}}


@app.get("/headers", operation_id="by_link_header", responses=LINK)
def by_link_header() -> CustomizedPage[Page[Track], UseHeaderLinks()]:
    """The same in the header `Link`."""
    return paginate(TRACKS)


BY_CURSOR = {"x-pagination": {"style": "cursor", "cursor": "cursor", "next": "next_page", "items": "items"}}


@app.get("/cursors", operation_id="by_cursor", openapi_extra=BY_CURSOR)
def by_cursor(params: Annotated[CursorParams, Depends()]) -> CursorPage[Track]:
    """Pages with a token of the next one."""
    raw = params.to_raw_params()
    start = int(raw.cursor.removeprefix("behind ÿ>")) if raw.cursor else 0
    end = start + raw.size
    following = f"behind ÿ>{end}" if end < len(TRACKS) else None
    return CursorPage[Track].create(TRACKS[start:end], params, next_=following, total=len(TRACKS))


TOKEN = {200: {"headers": {"X-Next-Token": {"schema": {"type": "string"}}}}}
BY_TOKEN = {"x-pagination": {"style": "cursor", "cursor": "token", "next": "X-Next-Token"}}


@app.get("/tokens", operation_id="by_token", responses=TOKEN, openapi_extra=BY_TOKEN)
def by_token(response: Response, token: str | None = None, size: Annotated[int, Query(ge=1, le=100)] = 50) -> list[Track]:
    """The same in a header, of a list alone."""
    start = int(urlsafe_b64decode(token)) if token else 0
    end = start + size
    if end < len(TRACKS):
        response.headers["X-Next-Token"] = urlsafe_b64encode(str(end).encode()).decode()
    return TRACKS[start:end]


@app.post("/plans", operation_id="plan", status_code=201)
def plan(plan: Plan, idempotency_key: Annotated[UUID | None, Header()] = None) -> Plan:
    """Is done once for each key."""
    planned.append(plan)
    return plan


@app.get("/journal", include_in_schema=False)
def journal(request: Request, agent: str) -> dict[str, Any]:
    return {"requests": [it for it in seen if it["agent"] == agent], "planned": [plan.title for plan in planned]}


# Once all operations are there.
add_pagination(app)
