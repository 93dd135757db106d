//! Spans, as a subscriber of its own sees them.

use std::cell::Cell;
use std::fmt::Debug;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use crate::Method;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::Interest;
use tracing::{Event, Metadata, Subscriber};

use crate::info::Api;
use crate::operation::Operation;
use crate::testing::{Answer, FixedDice, InMemory, ManualClock};
use crate::{ClientBuilder, Error, InvalidRequest, OperationInfo, Reply, Request, Scheme, Style};

#[derive(Clone, Default)]
struct Log {
    lines: Arc<Mutex<Vec<String>>>,
    next: Arc<AtomicU64>,
}

struct Fields<'a>(&'a Log, u64);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0
            .lines
            .lock()
            .unwrap()
            .push(format!("{} {}={value:?}", self.1, field.name()));
    }
}

thread_local! {
    /// Whether this thread is the one that is looked at.
    static IS_LOGGED: Cell<bool> = const { Cell::new(false) };
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        IS_LOGGED.get()
    }

    fn register_callsite(&self, _: &'static Metadata<'static>) -> Interest {
        Interest::sometimes()
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let id = self.next.fetch_add(1, Ordering::Relaxed) + 1;
        self.lines
            .lock()
            .unwrap()
            .push(format!("{id} {}", span.metadata().name()));
        span.record(&mut Fields(self, id));
        Id::from_u64(id)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        values.record(&mut Fields(self, span.into_u64()));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        event.record(&mut Fields(self, 0));
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

static TOKEN: Scheme = Scheme::bearer("token");
static KEY: Scheme = Scheme::api_key_query("key", "key");
static API: Api = Api {
    name: "sample",
    version: "0",
    base_url: Some("https://api.example.test"),
    schemes: &[&TOKEN, &KEY],
    required: &[],
};

struct Put;

impl Operation for Put {
    type Output = ();
    type Error = ();

    const INFO: &'static OperationInfo = &OperationInfo {
        id: "put",
        method: Method::PUT,
        path: "/a/{id}",
        security: &[&[&TOKEN, &KEY]],
    };

    fn request(self) -> Result<Request, InvalidRequest> {
        let request = Request::new(Self::INFO)
            .path("id", "marker")
            .query("q", Style::FORM, "marker");
        request
            .header("x-a", "marker")
            .json("application/json", "marker")
            .finish()
    }

    fn decode(reply: Reply) -> Result<(), Error<()>> {
        reply.unexpected()
    }
}

#[test]
fn spans_have_the_names_of_opentelemetry_and_no_value_of_a_caller() {
    let log = Log::default();
    let server = InMemory::new()
        .answer::<Put>(Answer::new(503).body("marker"))
        .answer::<Put>(Answer::new(409).header("x-b", "marker").body("marker"));
    let builder = ClientBuilder::new(&API)
        .credential(&TOKEN, "marker")
        .credential(&KEY, "marker");
    let client = builder
        .transport(server)
        .clock(ManualClock::new())
        .dice(FixedDice(0.0))
        .build()
        .unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    // That of one thread would see nothing of spans that another thread, which has none, was the first to come by.
    tracing::subscriber::set_global_default(log.clone()).unwrap();
    IS_LOGGED.set(true);
    runtime.block_on(client.exchange().send(Put)).unwrap_err();
    IS_LOGGED.set(false);
    let lines = log.lines.lock().unwrap().clone();
    let text = lines.join("\n");
    assert!(!text.contains("marker"), "{text}");
    for line in [
        "1 call",
        "1 operation=\"put\"",
        "1 http.request.method=\"PUT\"",
        "1 url.template=\"/a/{id}\"",
        "1 server.address=\"api.example.test\"",
        "1 server.port=443",
        "1 otel.kind=\"internal\"",
        "2 attempt",
        "2 otel.name=PUT /a/{id}",
        "2 otel.kind=\"client\"",
        "2 http.request.method=\"PUT\"",
        "2 url.template=\"/a/{id}\"",
        "2 url.scheme=\"https\"",
        "2 server.address=\"api.example.test\"",
        "2 server.port=443",
        "2 error.type=\"503\"",
        "2 http.response.status_code=503",
        "3 http.request.resend_count=1",
        "1 http.request.resend_count=1",
        "1 http.response.status_code=409",
        "1 error.type=\"409\"",
    ] {
        assert!(lines.iter().any(|found| found == line), "{line} is not in\n{text}");
    }
    // The conventions have the count on requests that are sent again, not on the first.
    assert!(!text.contains("2 http.request.resend_count"), "{text}");
}
