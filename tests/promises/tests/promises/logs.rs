//! Logs. In: something to do. Out: all that is logged on this thread meanwhile, at the finest level.

use std::cell::Cell;
use std::fmt::Debug;
use std::sync::{Arc, Mutex, OnceLock};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::Interest;
use tracing::{Event, Metadata, Subscriber};

/// What `tracing` and what `log` were told.
pub(crate) fn of(act: impl FnOnce()) -> (String, String) {
    let (of_tracing, of_log) = Log::both();
    IS_LOGGED.set(true);
    act();
    IS_LOGGED.set(false);
    (of_tracing.text(), of_log.text())
}

/// Everything that is logged on threads that ask for it.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

thread_local! {
    static IS_LOGGED: Cell<bool> = const { Cell::new(false) };
}

impl Log {
    fn text(&self) -> String {
        self.0.lock().unwrap().join("\n")
    }

    fn push(&self, line: String) {
        if IS_LOGGED.get() {
            self.0.lock().unwrap().push(line);
        }
    }

    /// What `tracing` and what `log` write to, in all of this process: a subscriber of one thread would see nothing of
    /// spans that another thread, which has none, was the first to come by.
    fn both() -> &'static (Self, Self) {
        static LOGS: OnceLock<(Log, Log)> = OnceLock::new();
        let logs = LOGS.get_or_init(Default::default);
        if tracing::subscriber::set_global_default(logs.0.clone()).is_ok() && log::set_logger(&logs.1).is_ok() {
            log::set_max_level(log::LevelFilter::Trace);
        }
        logs
    }
}

impl log::Log for Log {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        self.push(format!("{} {}: {}", record.level(), record.target(), record.args()));
    }

    fn flush(&self) {}
}

struct Fields<'a>(&'a Log, &'static str);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.push(format!("{}: {}={value:?}", self.1, field.name()));
    }
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        IS_LOGGED.get()
    }

    fn register_callsite(&self, _: &'static Metadata<'static>) -> Interest {
        Interest::sometimes()
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut Fields(self, span.metadata().name()));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut Fields(self, "recorded"));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut Fields(self, event.metadata().target()));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}
