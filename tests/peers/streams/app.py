"""Streams: server-sent events, JSON Lines and a file, as FastAPI and Starlette send them.

In: the requests of a client. Out: what these two make of them; how a response breaks off, and what is compressed, is theirs too.
`tests/families/streams/spec.json` is the document that FastAPI writes of this app.
"""

import asyncio
from collections.abc import AsyncIterable
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

from fastapi import FastAPI, Header, HTTPException
from fastapi.responses import FileResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel
from starlette.middleware.gzip import GZipMiddleware

FILE = Path(mkdtemp()) / "recording.wav"
# More than the body of a response may have by default.
FILE.write_bytes(bytes(range(256)) * (20 * 1024 * 4))


class Delta(BaseModel):
    text: str
    number: int


class Refusal(BaseModel):
    detail: str


class Break:
    """Ends the connection after as many bytes of the body as the header `X-Break-After` says, unless a range is asked for."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        headers = dict(scope.get("headers", []))
        left = int(headers.get(b"x-break-after", 0))
        if not left or b"range" in headers:
            return await self.app(scope, receive, send)

        async def until_then(message):
            nonlocal left
            left -= len(message.get("body", b""))
            if left < 0:
                await asyncio.sleep(0.1)
                raise RuntimeError("broken off on purpose")
            await send(message)

        return await self.app(scope, receive, until_then)


app = FastAPI(title="Streams", version="1.0.0")
app.add_middleware(GZipMiddleware, minimum_size=100)
app.add_middleware(Break)


@app.get("/events", response_class=EventSourceResponse, operation_id="follow")
async def follow(count: int) -> AsyncIterable[Delta]:
    """Events with numbers up to the count."""
    for number in range(1, count + 1):
        yield Delta(text="née\nof two lines", number=number)
        await asyncio.sleep(0.001)


@app.get("/lines", operation_id="export", responses={404: {"model": Refusal}})
async def export(count: int) -> AsyncIterable[Delta]:
    """The same as JSON Lines."""
    for number in range(1, count + 1):
        yield Delta(text="a\nb", number=number)


@app.get("/named", response_class=EventSourceResponse, operation_id="follow_named")
async def follow_named(
    count: int, break_behind: int = 0, last_event_id: Annotated[int, Header()] = 0
) -> AsyncIterable[ServerSentEvent]:
    """The same with names, ids, comments, a time to wait and a sentinel; broken off once where that is asked for."""
    yield ServerSentEvent(comment="begin", retry=1)
    for number in range(last_event_id + 1, count + 1):
        yield ServerSentEvent(data={"number": number}, event="delta", id=str(number))
        if number == break_behind and last_event_id < number:
            await asyncio.sleep(0.1)
            raise RuntimeError("broken off on purpose")
    yield ServerSentEvent(raw_data="[DONE]")


@app.get(
    "/recording",
    response_class=FileResponse,
    operation_id="recording",
    responses={200: {"content": {"application/x-wav": {}}}, 404: {"model": Refusal}},
)
def recording(known: bool = True) -> FileResponse:
    """A file that is larger than a body may be."""
    if not known:
        raise HTTPException(404, "no such recording")
    return FileResponse(FILE, media_type="application/x-wav")
