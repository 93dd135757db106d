//! The targets, and how far they are met: the worst case counts. In: figures, and what people wrote of those that are
//! missed. Out: a table; each missed target links to its section there, or says that there is none.

use super::table::Table;
use super::{Figures, compile, generate, harness, number, ratio};
use crate::measure::Spread;
use crate::tools::ToolName;

/// A target: no case may be above it.
struct Target {
    figure: &'static str,
    limit: f64,
    unit: fn(f64) -> String,
    /// Each case and its figure.
    cases: Vec<(String, f64)>,
}

/// The table.
pub(super) fn text(figures: &Figures, notes: &str) -> String {
    let heads = ["figure", "target", "middle", "worst", "where that is", "met or missed"];
    let mut table = Table::new(heads);
    for target in all(figures) {
        let worst = target.cases.iter().max_by(|a, b| a.1.total_cmp(&b.1));
        let limit = format!("at most {}", (target.unit)(target.limit));
        let Some((place, worst)) = worst else {
            table.row([target.figure, &limit, "not measured", "", "", ""]);
            continue;
        };
        let middle = Spread::of(target.cases.iter().map(|(_, value)| *value)).median;
        let met = target.cases.iter().filter(|(_, value)| *value <= target.limit).count();
        let verdict = match met == target.cases.len() {
            true => "met".to_owned(),
            false => format!(
                "**missed**, {met} of {} met; {}",
                target.cases.len(),
                why(target.figure, notes)
            ),
        };
        let cells = [(target.unit)(middle), (target.unit)(*worst), place.clone(), verdict];
        table.row([target.figure.to_owned(), limit].into_iter().chain(cells));
    }
    table.text()
}

/// A link to what the notes say of a figure.
fn why(figure: &str, notes: &str) -> String {
    match notes
        .lines()
        .any(|line| line.strip_prefix("### ").map(str::trim) == Some(figure))
    {
        true => format!("[why](#{})", anchor(figure)),
        false => "not explained yet".to_owned(),
    }
}

/// The name that a heading has as a place of its page.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

fn all(figures: &Figures) -> Vec<Target> {
    [generating(figures), compiling(figures), calling(figures)]
        .into_iter()
        .flatten()
        .collect()
}

fn target(figure: &'static str, limit: f64, unit: fn(f64) -> String, cases: Vec<(String, f64)>) -> Target {
    Target {
        figure,
        limit,
        unit,
        cases,
    }
}

fn generating(figures: &Figures) -> Vec<Target> {
    let known = figures.generate.as_ref().map(|record| &record.figures);
    let rows = || known.iter().flat_map(|known| &known.documents);
    let cases = |ratio: fn(&crate::generate::Row) -> Option<f64>| {
        rows()
            .filter_map(|row| Some((row.name.clone(), ratio(row)?)))
            .collect::<Vec<_>>()
    };
    let unchanged = known.and_then(|known| known.unchanged.as_ref().ok());
    let both = |value: f64| vec![("both specs".to_owned(), value)];
    let slope = known.and_then(|known| ratio::slope(&generate::points(&known.growth, ToolName::Callspec)));
    let time = unchanged
        .map(|unchanged| both(unchanged.cost.wall.median))
        .unwrap_or_default();
    let touched = unchanged
        .map(|unchanged| both(unchanged.touched as f64))
        .unwrap_or_default();
    let grown = slope.map(|slope| vec![("made-up document".to_owned(), slope)]);
    vec![
        target("both specs, nothing changed", 0.060, number::seconds, time),
        target("the same, files touched", 0.0, number::grouped, touched),
        target(
            "generate, beside the fastest rival",
            0.5,
            number::times,
            cases(|row| ratio::to_best(&generate::walls(row))),
        ),
        target(
            "generate, beside the floor",
            3.0,
            number::times,
            cases(generate::to_floor),
        ),
        target(
            "growth, slope (1 is linear)",
            1.1,
            number::digits,
            grown.unwrap_or_default(),
        ),
    ]
}

fn compiling(figures: &Figures) -> Vec<Target> {
    let known = figures.compile.as_ref().map(|record| &record.figures);
    let rows = || known.iter().flat_map(|known| &known.documents);
    let cases = |figure: fn(&crate::compile::Cell) -> Option<f64>| {
        let ratio = |row| ratio::to_best(&compile::figures(row, figure));
        rows()
            .filter_map(|row| Some((row.name.clone(), ratio(row)?)))
            .collect::<Vec<_>>()
    };
    vec![
        target(
            "`cargo check`, beside the fastest rival",
            0.6,
            number::times,
            cases(|cell| Some(cell.check.wall.median)),
        ),
        target(
            "`cargo build --release`, beside the fastest rival",
            0.7,
            number::times,
            cases(|cell| Some(cell.release.as_ref().ok()?.wall.median)),
        ),
        target(
            "program of two calls, beside the smallest rival's",
            0.7,
            number::times,
            cases(|cell| Some(cell.program.as_ref().ok()?.bytes as f64)),
        ),
        target(
            "program of two calls, beside each rival's with its TLS",
            0.7,
            number::times,
            same_tls(figures),
        ),
        target(
            "what the client adds to that, beside the least of a rival's",
            0.7,
            number::times,
            cases(|cell| compile::added(cell).ok()),
        ),
    ]
}

/// Our program beside each rival's, with the rival's TLS.
fn same_tls(figures: &Figures) -> Vec<(String, f64)> {
    let known = figures.compile.iter().flat_map(|record| &record.figures.documents);
    let rivals = known.flat_map(|row| {
        let rivals = row.tools.iter().filter(|(kind, _)| **kind != ToolName::Callspec);
        rivals.filter_map(|(kind, cell)| {
            let (_, ratio) = compile::with_its_tls(cell.as_ref().ok()?).ok()?;
            Some((format!("{}, {}", row.name, kind.name()), ratio))
        })
    });
    rivals.collect()
}

fn calling(figures: &Figures) -> Vec<Target> {
    let known = figures.calls.as_ref().map(|record| &record.figures);
    let own = || {
        let calls = known
            .iter()
            .flat_map(|known| known.calls.iter().map(move |call| (*known, call)));
        let of_ours = calls.filter(|(_, call)| call.client == ToolName::Callspec.name());
        of_ours.filter_map(|(known, call)| Some((call, harness::by_hand(known, call)?)))
    };
    let processor = own().map(|(call, floor)| (call.operation.clone(), call.cpu_us.median / floor.cpu_us.median));
    let allocations = own().map(|(call, floor)| (call.operation.clone(), call.allocations - floor.allocations));
    let codec = known.iter().flat_map(|known| {
        let generated = known.codec.iter().filter(|one| one.types != harness::BY_HAND);
        generated.filter_map(|one| {
            let floor = harness::codec_by_hand(&known.codec, one)?;
            let ratio = floor.megabytes_per_second.median / one.megabytes_per_second.median;
            Some((format!("{} {}", one.direction, one.response), ratio))
        })
    });
    vec![
        target(
            "one call, processor time beside a function by hand",
            1.05,
            number::times,
            processor.collect(),
        ),
        target(
            "one call, allocations more than by hand",
            5.0,
            number::digits,
            allocations.collect(),
        ),
        target(
            "decode and encode, time beside types by hand",
            1.05,
            number::times,
            codec.collect(),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missed_links_to_its_explanation() {
        let notes = "Words.\n\n### `cargo check`, beside the fastest rival\n\nBecause.\n";
        let link = "[why](#cargo-check-beside-the-fastest-rival)";
        assert_eq!(why("`cargo check`, beside the fastest rival", notes), link);
        assert_eq!(why("`cargo check`", notes), "not explained yet");
    }
}
