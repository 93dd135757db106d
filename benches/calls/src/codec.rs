//! Throughput of decoding and encoding. In: the largest responses. Out: figures of generated types and types by hand, from
//! rounds in which all take turns.

use std::hint::black_box;
use std::time::{Duration, Instant};

use codec::{AUDIT_EVENT, by_hand, generated, kathan_calls, sippet_calls};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Result;
use crate::report::{Codec, Spread};
use crate::rounds::Extent;

/// One direction, for one response and one side's types.
struct Work {
    direction: &'static str,
    response: &'static str,
    types: &'static str,
    bytes: usize,
    step: Box<dyn Fn()>,
    rates: Vec<f64>,
}

pub(crate) fn run(extent: &Extent) -> Result<Vec<Codec>> {
    let mut works = Vec::new();
    let (kathan, sippet) = (kathan_calls(), sippet_calls());
    add::<generated::KathanCalls>(&mut works, "kathan-calls", "generated", &kathan)?;
    add::<by_hand::KathanCalls>(&mut works, "kathan-calls", "by-hand", &kathan)?;
    add::<generated::CallListDocument>(&mut works, "sippet-calls", "generated", &sippet)?;
    add::<by_hand::SippetCalls>(&mut works, "sippet-calls", "by-hand", &sippet)?;
    add::<generated::CallAiAuditEventDocument>(&mut works, "sippet-audit-event", "generated", AUDIT_EVENT)?;
    add::<by_hand::AuditEvent>(&mut works, "sippet-audit-event", "by-hand", AUDIT_EVENT)?;
    for _ in 0..extent.rounds {
        for work in &mut works {
            let rate = work.rate(extent.codec);
            work.rates.push(rate);
        }
    }
    Ok(works.into_iter().map(Work::figures).collect())
}

fn add<T: DeserializeOwned + Serialize + 'static>(
    works: &mut Vec<Work>,
    response: &'static str,
    types: &'static str,
    body: &str,
) -> Result<()> {
    let (value, body): (T, _) = (serde_json::from_str(body)?, body.to_owned());
    let mut work = |direction, step| {
        works.push(Work {
            direction,
            response,
            types,
            bytes: body.len(),
            step,
            rates: Vec::new(),
        });
    };
    let text = body.clone();
    work(
        "decode",
        Box::new(move || drop(black_box(serde_json::from_slice::<T>(black_box(text.as_bytes()))))),
    );
    work(
        "encode",
        Box::new(move || drop(black_box(serde_json::to_vec(black_box(&value))))),
    );
    Ok(())
}

impl Work {
    /// Repeats the step for so long; megabytes of JSON per second.
    fn rate(&self, time: Duration) -> f64 {
        let (start, mut steps) = (Instant::now(), 0);
        while start.elapsed() < time {
            // The clock is asked rarely: some steps take no longer than it does.
            for _ in 0..8 {
                (self.step)();
            }
            steps += 8;
        }
        (steps * self.bytes) as f64 / start.elapsed().as_secs_f64() / 1e6
    }

    fn figures(self) -> Codec {
        Codec {
            direction: self.direction,
            response: self.response,
            types: self.types,
            body_bytes: self.bytes,
            megabytes_per_second: Spread::of(self.rates),
        }
    }
}
