"""A small Kathan: the operations on calls, chats and recipient lists of specs/kathan.yaml, in FastAPI.

In: the requests of a client. Out: what FastAPI and pydantic make of them; no answer is canned. Everything is kept in memory,
for each user id by itself, so that tests that run side by side do not meet. `GET /journal` is no part of Kathan: it tells a
test what the server saw.
"""

from datetime import datetime, timedelta
from time import time
from typing import Annotated, Any, Literal

from fastapi import Depends, FastAPI, File, Form, HTTPException, Query, Request, UploadFile
from fastapi.security import APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, Field, model_validator

API_KEY = "sk_live_peer"
REQUESTS_PER_MINUTE = 100

E164 = Annotated[str, Field(pattern=r"^\+[1-9]\d{1,14}$")]


class CreateCall(BaseModel):
    phone_number_id: str
    to_number: E164
    assistant_id: str | None = None
    label: str | None = None


class UpdateCall(BaseModel):
    label: str | None = None
    recording_enabled: bool | None = None
    action: Literal["hangup", "transfer"] | None = None
    to: E164 | None = None
    mode: Literal["warm", "cold"] | None = None

    @model_validator(mode="after")
    def transfers_have_a_target(self):
        if self.action == "transfer" and self.to is None:
            raise ValueError("a transfer needs a number")
        return self


class Call(BaseModel):
    id: str
    to_number: str
    provider: str
    status: str
    phone_number_id: str | None = None
    assistant_id: str | None = None
    from_number: str | None = None
    provider_call_sid: str | None = None
    direction: str | None = None
    # A datetime without a zone, as `datetime.utcnow()` gives: it leaves without a zone too.
    created_at: datetime | None = None
    duration_seconds: int | None = None
    timestamp: datetime | None = None
    summary: str | None = None
    user_messages: int | None = None
    agent_messages: int | None = None
    latency_metrics: dict[str, Any] | None = None
    per_turn_latency: list[Any] | None = None


class CallWithTranscript(Call):
    transcript: list[Any] | None = None


class CallDetail(CallWithTranscript):
    started_at: datetime | None = None
    ended_at: datetime | None = None
    ended_reason: str | None = None
    cost: float | None = None
    costs: list[Any] | None = None


class SendChatMessage(BaseModel):
    assistant_id: str
    input: str = ""
    session_id: str | None = None


class ChatReply(BaseModel):
    output_type: str
    output: str
    session_id: str


class Chat(BaseModel):
    status: str
    data: dict[str, Any] | None = None
    message: str | None = None


class Greeting(BaseModel):
    message: str
    user_id: str


class Account:
    """What one user has, and what was seen of the user's requests."""

    def __init__(self, user_id: str):
        self.user_id = user_id
        self.calls: dict[str, CallDetail] = {}
        self.labels: dict[str, str | None] = {}
        self.sessions: set[str] = set()
        self.journal: list[dict[str, Any]] = []
        self.requests = 0
        self.resets = int(time()) + 60

    def call(self, call_id: str) -> CallDetail:
        if call_id not in self.calls:
            raise HTTPException(404, "Call not found")
        return self.calls[call_id]

    def count(self) -> dict[str, str]:
        """Counts a request against the limit of the current minute."""
        if time() >= self.resets:
            self.requests, self.resets = 0, int(time()) + 60
        self.requests += 1
        return {
            "X-RateLimit-Limit": str(REQUESTS_PER_MINUTE),
            "X-RateLimit-Remaining": str(max(REQUESTS_PER_MINUTE - self.requests, 0)),
            "X-RateLimit-Reset": str(self.resets),
        }


accounts: dict[str, Account] = {}
app = FastAPI(title="Kathan")


@app.middleware("http")
async def limit_and_journal(request: Request, call_next):
    """Puts the rate limit into every answer, and the raw request into the journal."""
    user_id = request.headers.get("X-User-ID")
    if request.url.path == "/journal" or user_id is None:
        return await call_next(request)
    account = accounts.setdefault(user_id, Account(user_id))
    seen = {
        "method": request.method,
        "target": request.scope["raw_path"].decode() + ("?" if request.url.query else "") + request.url.query,
        "headers": dict(request.headers),
    }
    account.journal.append(seen)
    request.state.seen = seen
    limits = account.count()
    response = await call_next(request)
    response.headers.update(limits)
    return response


def account_of(
    request: Request,
    key: Annotated[HTTPAuthorizationCredentials | None, Depends(HTTPBearer(auto_error=False))],
    user_id: Annotated[str | None, Depends(APIKeyHeader(name="X-User-ID", auto_error=False))],
) -> Account:
    """Both credentials are demanded; the document of FastAPI says either."""
    if key is None or key.credentials != API_KEY or not user_id:
        raise HTTPException(401, "Invalid authentication credentials")
    account = accounts[user_id]
    if account.requests > REQUESTS_PER_MINUTE:
        raise HTTPException(429, "Rate limit exceeded")
    return account


Caller = Annotated[Account, Depends(account_of)]


@app.get("/calls")
def list_calls(
    account: Caller,
    limit: Annotated[int, Query(ge=0)] = 50,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> list[CallWithTranscript]:
    return list(account.calls.values())[offset : offset + limit]


@app.post("/calls")
def create_call(account: Caller, body: CreateCall) -> Call:
    number = len(account.calls) + 1
    created = datetime(2026, 3, 2, 9, 30) + timedelta(minutes=number, microseconds=number % 2)
    call = CallDetail(
        id=f"call_{number}",
        to_number=body.to_number,
        provider="twilio",
        status="queued",
        phone_number_id=body.phone_number_id,
        assistant_id=body.assistant_id,
        direction="outbound",
        created_at=created,
        timestamp=created,
        user_messages=0,
        agent_messages=0,
        transcript=[],
    )
    account.calls[call.id] = call
    account.labels[call.id] = body.label
    return call


@app.get("/calls/{call_id}")
def get_call(account: Caller, call_id: str) -> CallDetail:
    return account.call(call_id)


@app.patch("/calls/{call_id}")
def update_call(account: Caller, request: Request, call_id: str, body: UpdateCall) -> Call:
    call = account.call(call_id)
    request.state.seen["fields_set"] = sorted(body.model_fields_set)
    if "label" in body.model_fields_set:
        account.labels[call_id] = body.label
    if body.action == "hangup":
        call.status = "completed"
        call.ended_at = call.created_at + timedelta(seconds=94)
        call.duration_seconds = 94
    return call


@app.post("/chat")
def send_chat_message(account: Caller, body: SendChatMessage) -> ChatReply:
    session = body.session_id or f"session_{len(account.sessions) + 1}"
    account.sessions.add(session)
    return ChatReply(output_type="text", output=f"You said: {body.input}", session_id=session)


@app.get("/chat/{chat_id}")
def get_chat(account: Caller, chat_id: str) -> Chat:
    if chat_id not in account.sessions:
        raise HTTPException(404, "Chat not found")
    return Chat(status="success", data={})


async def note_upload(request: Request, file: UploadFile | None, form: dict[str, Any]):
    request.state.seen["form"] = form
    if file is not None:
        content = (await file.read()).hex()
        request.state.seen["file"] = {"name": file.filename, "content_type": file.content_type, "hex": content}


@app.post("/recipient-lists")
async def create_recipient_list(
    account: Caller,
    request: Request,
    name: Annotated[str | None, Form()] = None,
    file: Annotated[UploadFile | None, File()] = None,
    use_template: Annotated[bool, Form()] = False,
) -> dict[str, Any]:
    await note_upload(request, file, {"name": name, "use_template": use_template})
    return {}


@app.post("/recipient-lists/{recipient_list_id}/recipients/upload-csv")
async def upload_recipients(
    account: Caller,
    request: Request,
    recipient_list_id: str,
    file: Annotated[UploadFile, File()],
    replace: Annotated[bool, Form()] = True,
    use_template: Annotated[bool, Form()] = False,
) -> dict[str, Any]:
    await note_upload(request, file, {"replace": replace, "use_template": use_template})
    return {}


@app.get("/protected")
def get_protected(account: Caller) -> Greeting:
    return Greeting(message=f"Hello, {account.user_id}!", user_id=account.user_id)


@app.get("/journal", include_in_schema=False)
def journal(user_id: str) -> dict[str, Any]:
    account = accounts.get(user_id)
    if account is None:
        return {"requests": [], "labels": {}}
    return {"requests": account.journal, "labels": account.labels}
