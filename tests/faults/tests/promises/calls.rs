//! The calls that meet the faults: one that reads and one that changes a call, of both generated clients. In: faults and
//! settings. Out: what became of the call, in the same terms for all four.

use std::fmt::Debug;
use std::sync::{Arc, LazyLock, Mutex};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use callspec_core::{BoxFuture, Clock, Dice, Error, Network, Retry, SystemClock, SystemDice, TransportErrorKind};
use faults::{Content, Fault, Server};
use kathan_client::models::UpdateCallRequest;
use sippet_client::models::CallAttributesUpdate;

/// The credentials of every call. No text that a call ends in may hold this.
pub(crate) const MARKER: &str = "marker-7c1f";

/// What a loaded machine may add to a limit of time. No other limit that a call has by default is that close.
pub(crate) const ALLOWANCE: Duration = Duration::from_secs(15);

const OBJECT: &str = r#"{"id":"call_1","to_number":"+14155550100","provider":"twilio","status":"queued"}"#;
const ATTRIBUTES: &str =
    r#""call_source":"sip","call_uuid":"u1","direction":"inbound","from_number":"+1","to_number":"+2""#;

/// A call of one of the clients.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Call {
    KathanGet,
    KathanUpdate,
    SippetList,
    SippetUpdate,
}

impl Call {
    pub(crate) const READS: [Self; 2] = [Self::KathanGet, Self::SippetList];
    pub(crate) const UPDATES: [Self; 2] = [Self::KathanUpdate, Self::SippetUpdate];
    pub(crate) const ALL: [Self; 4] = [
        Self::KathanGet,
        Self::KathanUpdate,
        Self::SippetList,
        Self::SippetUpdate,
    ];

    /// What a sound server answers.
    pub(crate) fn content(self) -> Content {
        match self {
            Self::KathanGet | Self::KathanUpdate => Content::json(OBJECT),
            Self::SippetList => jsonapi(&format!("[{}]", resource(""))),
            Self::SippetUpdate => jsonapi(&resource("")),
        }
    }

    pub(crate) fn updates(self) -> bool {
        Self::UPDATES.contains(&self)
    }

    /// How the call ends when the exchange breaks after the request left.
    pub(crate) fn broken(self) -> Kind {
        if self.updates() {
            Kind::Ambiguous
        } else {
            Kind::Transport
        }
    }

    /// How the call ends when time runs out.
    pub(crate) fn late(self) -> Kind {
        if self.updates() { Kind::Ambiguous } else { Kind::Timeout }
    }
}

fn jsonapi(data: &str) -> Content {
    Content::new("application/vnd.api+json", format!(r#"{{"data":{data}}}"#))
}

/// A Sippet call with these attributes beside those that are required, each after a comma.
pub(crate) fn resource(attributes: &str) -> String {
    format!(r#"{{"type":"Call","id":"c1","attributes":{{{ATTRIBUTES}{attributes}}}}}"#)
}

/// What a test sets. By default limits that nothing here reaches, and no retries.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) timeout: Option<Duration>,
    pub(crate) read_timeout: Option<Duration>,
    /// A limit needs a transport of its own.
    pub(crate) connect_timeout: Option<Duration>,
    pub(crate) retry: Retry,
    pub(crate) body_limit: usize,
    pub(crate) watch: Watch,
    /// A fixed roll, or chance.
    pub(crate) dice: Option<f64>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            timeout: Some(Duration::from_secs(60)),
            read_timeout: Some(Duration::from_secs(30)),
            connect_timeout: None,
            retry: Retry::none(),
            body_limit: 16 << 20,
            watch: Watch::default(),
            dice: None,
        }
    }
}

impl Settings {
    /// The standard policy with waits as long as they may be, and a clock that jumps over them.
    pub(crate) fn retrying() -> Self {
        Self {
            timeout: None,
            retry: Retry::standard(),
            watch: Watch::jumping(|wait| wait <= Duration::from_secs(20)),
            dice: Some(1.0),
            ..Self::default()
        }
    }

    pub(crate) fn within(limit: Duration) -> Self {
        Self {
            timeout: Some(limit),
            ..Self::default()
        }
    }
}

/// A clock that jumps over some sleeps and notes them; the others take their time.
#[derive(Clone)]
pub(crate) struct Watch {
    jumps: fn(Duration) -> bool,
    jumped: Arc<Mutex<Vec<Duration>>>,
    /// Where the hands stand still between two jumps, so that it does not matter how fast this machine is.
    stopped: Option<Instant>,
}

impl Watch {
    /// Jumps over the sleeps of these lengths; limits of time must be of others. Nothing else moves it.
    pub(crate) fn jumping(jumps: fn(Duration) -> bool) -> Self {
        Self {
            jumps,
            jumped: Arc::default(),
            stopped: Some(Instant::now()),
        }
    }

    /// The sleeps that it jumped over.
    pub(crate) fn jumped(&self) -> Vec<Duration> {
        self.jumped.lock().unwrap().clone()
    }

    fn ahead(&self) -> Duration {
        self.jumped.lock().unwrap().iter().sum()
    }
}

/// The machine's own clock.
impl Default for Watch {
    fn default() -> Self {
        Self {
            stopped: None,
            ..Self::jumping(|_| false)
        }
    }
}

impl Clock for Watch {
    fn now(&self) -> Instant {
        self.stopped.unwrap_or_else(Instant::now) + self.ahead()
    }

    /// Begins at 2026-01-01T00:00:00Z and moves by the jumps alone.
    fn date(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(1_767_225_600) + self.ahead()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        if !(self.jumps)(duration) {
            return SystemClock.sleep(duration);
        }
        let watch = self.clone();
        Box::pin(async move { watch.jumped.lock().unwrap().push(duration) })
    }
}

struct Cup(Option<f64>);

impl Dice for Cup {
    fn roll(&self) -> f64 {
        self.0.unwrap_or_else(|| SystemDice.roll())
    }
}

/// One for all tests, because it takes long to make: a transport reads the certificates of the machine. Each server has
/// ports of its own, so that no test meets the connections of another.
fn network(connect_timeout: Option<Duration>) -> Network {
    static SHARED: LazyLock<Network> = LazyLock::new(|| Network::new(Some(Duration::from_secs(5))).unwrap());
    connect_timeout.map_or_else(|| SHARED.clone(), |limit| Network::new(Some(limit)).unwrap())
}

macro_rules! configured {
    ($builder:expr, $url:expr, $settings:expr) => {
        $builder
            .bearer_auth(MARKER)
            .base_url($url)
            .timeout($settings.timeout)
            .read_timeout($settings.read_timeout)
            .transport(network($settings.connect_timeout))
            .retry($settings.retry.clone())
            .body_limit($settings.body_limit)
            .clock($settings.watch.clone())
            .dice(Cup($settings.dice))
    };
}

pub(crate) fn kathan(url: &str, settings: &Settings) -> kathan_client::Client {
    let builder = configured!(kathan_client::Client::builder(), url, settings);
    builder.user_id(MARKER).build().unwrap()
}

pub(crate) fn sippet(url: &str, settings: &Settings) -> sippet_client::Client {
    configured!(sippet_client::Client::builder(), url, settings)
        .build()
        .unwrap()
}

/// A client of either kind, and the call that it makes. Clones share the client.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    call: Call,
    kathan: kathan_client::Client,
    sippet: sippet_client::Client,
}

impl Caller {
    pub(crate) fn new(call: Call, url: &str, settings: &Settings) -> Self {
        Self {
            call,
            kathan: kathan(url, settings),
            sippet: sippet(url, settings),
        }
    }

    /// Makes the call once.
    pub(crate) async fn call(&self) -> Outcome {
        let start = Instant::now();
        match self.call {
            Call::KathanGet => Outcome::of(self.kathan.get_call("c1").send().await, start),
            Call::KathanUpdate => {
                let body = UpdateCallRequest::new().label("x");
                Outcome::of(self.kathan.update_call("c1", body).send().await, start)
            }
            Call::SippetList => Outcome::of(self.sippet.list_calls().send().await, start),
            Call::SippetUpdate => {
                let attributes = CallAttributesUpdate::new().duration_seconds(1);
                Outcome::of(self.sippet.update_call("c1", attributes).send().await, start)
            }
        }
    }
}

/// Starts a server for the call that plays these faults, and makes the call once.
pub(crate) async fn meet(
    call: Call,
    script: impl IntoIterator<Item = Fault>,
    settings: &Settings,
) -> (Outcome, Server) {
    let server = Server::start(call.content(), script).unwrap();
    let outcome = Caller::new(call, &server.url(), settings).call().await;
    (outcome, server)
}

/// The variants of [`Error`], and success.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Value,
    Api,
    Unexpected,
    Invalid,
    Connect,
    Timeout,
    Transport,
    Decode,
    TooLarge,
    Ambiguous,
}

/// What became of a call.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) kind: Kind,
    pub(crate) status: Option<u16>,
    /// `Display` of an error, `Debug` of a value.
    pub(crate) text: String,
    /// Whether the error still has the response's media type.
    pub(crate) media_type: Option<String>,
    pub(crate) pointer: Option<String>,
    /// What ended the exchange, if it gave no response.
    pub(crate) ended: Option<TransportErrorKind>,
    pub(crate) took: Duration,
}

impl Outcome {
    pub(crate) fn of<T: Debug, E: Debug>(result: Result<T, Error<E>>, start: Instant) -> Self {
        let took = start.elapsed();
        let error = match result {
            Ok(value) => return Self::value(&value, took),
            Err(error) => error,
        };
        let mut texts = format!("{error} {error:?} {error:#?}");
        let mut source = std::error::Error::source(&error);
        while let Some(deeper) = source {
            texts.push_str(&format!(" {deeper} {deeper:?}"));
            source = deeper.source();
        }
        assert!(
            !texts.contains(MARKER),
            "a credential is in the text of an error: {texts}"
        );
        let media_type = error.headers().and_then(|headers| headers.get("content-type"));
        Self {
            kind: kind(&error),
            status: error.status().map(|status| status.as_u16()),
            text: error.to_string(),
            media_type: media_type.and_then(|value| value.to_str().ok()).map(str::to_owned),
            pointer: match &error {
                Error::Decode(it) => it.pointer().map(str::to_owned),
                _ => None,
            },
            ended: match &error {
                Error::Connect(it) | Error::Timeout(it) | Error::Transport(it) => Some(it.cause().kind()),
                Error::Ambiguous(it) => Some(it.cause().kind()),
                _ => None,
            },
            took,
        }
    }

    fn value(value: &impl Debug, took: Duration) -> Self {
        Self {
            kind: Kind::Value,
            status: Some(200),
            text: format!("{value:?}"),
            media_type: None,
            pointer: None,
            ended: None,
            took,
        }
    }
}

fn kind<E>(error: &Error<E>) -> Kind {
    match error {
        Error::Api(_) => Kind::Api,
        Error::Unexpected(_) => Kind::Unexpected,
        Error::Invalid(_) => Kind::Invalid,
        Error::Connect(_) => Kind::Connect,
        Error::Timeout(_) => Kind::Timeout,
        Error::Transport(_) => Kind::Transport,
        Error::Decode(_) => Kind::Decode,
        Error::TooLarge(_) => Kind::TooLarge,
        Error::Ambiguous(_) => Kind::Ambiguous,
        other => panic!("a new kind of error: {}", other.status().is_some()),
    }
}
