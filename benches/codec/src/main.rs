//! One decoding or encoding, to be measured. In: `decode` or `encode`, a response, whose types. Out: nothing but the
//! instructions that [`measured`] took.

use std::error::Error;
use std::hint::black_box;

use codec::{AUDIT_EVENT, by_hand, generated, kathan_calls, sippet_calls};
use serde::Serialize;
use serde::de::DeserializeOwned;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let [direction, response, types] = arguments[..] else {
        return Err("usage: codec decode|encode kathan-calls|sippet-calls|sippet-audit-event generated|by-hand".into());
    };
    match (response, types) {
        ("kathan-calls", "generated") => run::<generated::KathanCalls>(direction, &kathan_calls()),
        ("kathan-calls", "by-hand") => run::<by_hand::KathanCalls>(direction, &kathan_calls()),
        ("sippet-calls", "generated") => run::<generated::CallListDocument>(direction, &sippet_calls()),
        ("sippet-calls", "by-hand") => run::<by_hand::SippetCalls>(direction, &sippet_calls()),
        ("sippet-audit-event", "generated") => run::<generated::CallAiAuditEventDocument>(direction, AUDIT_EVENT),
        ("sippet-audit-event", "by-hand") => run::<by_hand::AuditEvent>(direction, AUDIT_EVENT),
        _ => Err(format!("no response {response}, or no types {types}").into()),
    }
}

fn run<T: DeserializeOwned + Serialize>(direction: &str, body: &str) -> Result<(), Box<dyn Error>> {
    match direction {
        "decode" => drop(black_box(measured(|| serde_json::from_slice::<T>(body.as_bytes()))?)),
        "encode" => {
            let value: T = serde_json::from_slice(body.as_bytes())?;
            black_box(measured(|| serde_json::to_vec(&value))?);
        }
        _ => return Err(format!("no direction {direction}").into()),
    }
    Ok(())
}

/// What callgrind collects: the name is how it finds the function.
#[inline(never)]
fn measured<T>(work: impl FnOnce() -> T) -> T {
    black_box(work())
}
