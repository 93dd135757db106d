//! For GitHub Actions: one annotation per finding. GitHub shows few of each level and step, so what breaks comes first.

use super::words;
use crate::Comparison;
use crate::finding::{Finding, Place, Wire};

/// The comparison as workflow commands, with the verdicts before them.
pub fn github(comparison: &Comparison) -> String {
    let mut out = String::new();
    for provider in &comparison.providers {
        let level = if provider.passes() { "notice" } else { "error" };
        let verdict = words::verdict(provider);
        let (at, message) = match (words::edit(provider), &provider.version) {
            (Some(edit), Some(place)) => (at(place), format!("{verdict}: {edit}")),
            _ => (String::new(), verdict),
        };
        out.push_str(&command(level, &at, "verdict", &message));
    }
    let origins = words::origins(comparison).join("; ");
    out.push_str(&command("notice", "", "compared", &origins));
    for problem in &comparison.problems {
        out.push_str(&command(
            "error",
            ",file=accepted-breaks.toml",
            "accepted-breaks",
            problem,
        ));
    }
    let findings = comparison.providers.iter().flat_map(|provider| &provider.findings);
    let mut findings: Vec<&Finding> = findings.collect();
    findings.sort_by_key(|finding| finding.rank());
    for finding in findings {
        let level = match finding.wire() {
            _ if finding.is_open() => "error",
            Wire::Breaking | Wire::Warning => "warning",
            Wire::Fine if finding.is_breaking() => "warning",
            Wire::Fine => "notice",
        };
        // What is gone is shown where it was missed: at what is left around it.
        let at = finding
            .head
            .as_ref()
            .or(finding.parent.as_ref())
            .map_or_else(String::new, at);
        let change = words::change(finding)
            .map(|change| format!(": {change}"))
            .unwrap_or_default();
        let advice = words::advice(finding).map(|advice| format!(" {advice}"));
        let message = format!(
            "{}{change} ({}). {}{}",
            words::full_subject(finding),
            words::verdicts(finding),
            finding.ruling().why,
            advice.unwrap_or_default()
        );
        out.push_str(&command(level, &at, &finding.ruling().rule, &message));
    }
    out
}

/// The properties of a place.
fn at(place: &Place) -> String {
    format!(
        ",file={},line={},col={}",
        property(&place.file),
        place.line,
        place.column
    )
}

fn command(level: &str, at: &str, title: &str, message: &str) -> String {
    let at = at.trim_start_matches(',');
    let comma = if at.is_empty() { "" } else { "," };
    format!("::{level} {at}{comma}title={}::{}\n", property(title), data(message))
}

/// A message, with what would end it escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property, with what would end it escaped.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
