//! The parts about calls, decoding and encoding, and about instructions.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::number;
use super::table::Table;
use crate::harness::{Call, Calls, Codec, Instructions};

/// As the harness calls what nobody generated.
pub(super) const BY_HAND: &str = "by-hand";

/// The generator's stages, in the order in which they run.
const STAGES: [&str; 6] = ["read", "normalise", "document", "lower", "emit", "layout"];

/// The part about calls.
pub(super) fn calls(figures: &Calls) -> String {
    let heads = [
        "call",
        "client",
        "× by hand, processor",
        "allocations more",
        "processor",
        "allocations",
        "bytes allocated",
        "median latency",
        "99 of 100 below",
        "per second",
        "instructions",
    ];
    let mut table = Table::new(heads);
    for call in &figures.calls {
        let floor = by_hand(figures, call);
        let dash = || "–".to_owned();
        table.row([
            call.operation.clone(),
            call.client.clone(),
            floor.map_or_else(dash, |floor| number::times(call.cpu_us.median / floor.cpu_us.median)),
            floor.map_or_else(dash, |floor| number::digits(call.allocations - floor.allocations)),
            number::seconds(call.cpu_us.median / 1e6),
            number::digits(call.allocations),
            number::bytes(call.allocated_bytes),
            number::seconds(call.latency_us.median / 1e6),
            number::seconds(call.latency_us.p99 / 1e6),
            number::grouped(call.requests_per_second.median),
            call.instructions
                .map_or_else(dash, |count| number::grouped(count as f64)),
        ]);
    }
    let mut text = format!(
        "Against a server on this machine; `{BY_HAND}` is a function on reqwest and serde. Latency is of calls one after the \
         other, processor time and calls per second with 16 under way, instructions outside the kernel.\n\n{}",
        table.text()
    );
    for left_out in &figures.left_out {
        // Writing to a `String` cannot fail.
        let _ = writeln!(
            text,
            "\n{} is without {}: {}.",
            left_out.operation, left_out.client, left_out.reason
        );
    }
    text + "\n### Decode and encode\n\n" + &codec(&figures.codec)
}

/// The function by hand that does what a client's call does.
pub(super) fn by_hand<'a>(figures: &'a Calls, call: &Call) -> Option<&'a Call> {
    let same = |other: &&Call| other.operation == call.operation && other.client == BY_HAND;
    figures.calls.iter().find(same)
}

/// How fast the types by hand are, for the same bytes.
pub(super) fn codec_by_hand<'a>(all: &'a [Codec], one: &Codec) -> Option<&'a Codec> {
    let same =
        |other: &&Codec| other.direction == one.direction && other.response == one.response && other.types == BY_HAND;
    all.iter().find(same)
}

fn codec(all: &[Codec]) -> String {
    let mut table = Table::new([
        "what",
        "types",
        "× by hand, time",
        "megabytes per second",
        "least",
        "most",
        "body",
    ]);
    for one in all {
        let speed = one.megabytes_per_second;
        let ratio = codec_by_hand(all, one).map(|floor| floor.megabytes_per_second.median / speed.median);
        table.row([
            format!("{} {}", one.direction, one.response),
            one.types.clone(),
            ratio.map_or_else(|| "–".to_owned(), number::times),
            number::digits(speed.median),
            number::digits(speed.min),
            number::digits(speed.max),
            number::bytes(one.body_bytes as f64),
        ]);
    }
    table.text()
}

/// The part about instructions.
pub(super) fn instructions(figures: &Instructions) -> String {
    let mut text = format!(
        "As callgrind counts them, with {}; `.ci/run` fails when one grows by more than 10 % without the baseline being \
         renewed.\n\n",
        figures.rustc
    );
    let mut stages = Table::new(["stage", "spec", "instructions", "part of the whole"]);
    let mut codec = Table::new(["what", "types", "instructions", "× by hand"]);
    let mut sums: BTreeMap<&str, u64> = BTreeMap::new();
    let generated = || {
        figures.counts.iter().filter_map(|(name, count)| {
            let (spec, stage) = name.strip_prefix("generate/")?.split_once('/')?;
            Some((spec, stage, *count))
        })
    };
    for (spec, _, count) in generated() {
        *sums.entry(spec).or_default() += count;
    }
    let mut in_order: Vec<_> = generated().collect();
    in_order.sort_by_key(|(spec, stage, _)| (*spec, STAGES.iter().position(|known| known == stage)));
    for (spec, stage, count) in in_order {
        let sum = sums.get(spec).copied().unwrap_or(count).max(1);
        let part = format!("{:.0} %", 100.0 * count as f64 / sum as f64);
        stages.row([stage.to_owned(), spec.to_owned(), number::grouped(count as f64), part]);
    }
    for (name, count) in figures.counts.iter().filter(|(name, _)| !name.starts_with("generate/")) {
        let Some((what, types)) = name.rsplit_once('/') else {
            continue;
        };
        let floor = figures.counts.get(&format!("{what}/{BY_HAND}"));
        let ratio = floor.map(|floor| number::times(*count as f64 / *floor as f64));
        codec.row([
            what.replace('/', " "),
            types.to_owned(),
            number::grouped(*count as f64),
            ratio.unwrap_or_else(|| "–".to_owned()),
        ]);
    }
    text += &stages.text();
    text + "\n" + &codec.text()
}
