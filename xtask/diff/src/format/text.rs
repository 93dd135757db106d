//! For a terminal: grouped by the methods of the client, what breaks first, in colours that the stream may take away.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use super::groups::groups;
use super::words;
use crate::finding::{Finding, Rust, Wire};
use crate::{Comparison, Provider};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// The comparison as text.
pub fn text(comparison: &Comparison) -> String {
    let mut out = String::new();
    for provider in &comparison.providers {
        let color = color(gravity(provider));
        // Writing to a `String` cannot fail.
        let _ = writeln!(out, "{color}{}{color:#}", words::verdict(provider));
        if let Some(edit) = words::edit(provider) {
            let _ = writeln!(out, "  {edit}");
        }
    }
    for origin in words::origins(comparison) {
        let _ = writeln!(out, "{DIM}{origin}{DIM:#}");
    }
    for provider in &comparison.providers {
        provider_text(&mut out, provider);
    }
    for problem in &comparison.problems {
        let red = color(Wire::Breaking);
        let _ = writeln!(out, "\n{red}accepted-breaks.toml{red:#}: {problem}");
    }
    end(&mut out, comparison);
    out
}

/// The last line: whether the change can go in, and what it lacks.
fn end(out: &mut String, comparison: &Comparison) {
    let mut lacks: Vec<String> = comparison.providers.iter().filter_map(words::demand).collect();
    if !comparison.problems.is_empty() {
        lacks.push("mend `accepted-breaks.toml`".to_owned());
    }
    let (color, word) = if comparison.passes() {
        (color(Wire::Fine), "pass".to_owned())
    } else {
        (color(Wire::Breaking), format!("fail: {}", lacks.join("; ")))
    };
    let _ = writeln!(out, "\n{color}{word}{color:#}");
}

fn gravity(provider: &Provider) -> Wire {
    match (provider.on_the_wire() + provider.in_rust(), provider.warnings()) {
        _ if !provider.passes() => Wire::Breaking,
        (0, 0) => Wire::Fine,
        (0, _) => Wire::Warning,
        _ => Wire::Breaking,
    }
}

fn provider_text(out: &mut String, provider: &Provider) {
    if let Some(note) = words::generator(provider) {
        let _ = writeln!(out, "\n{note}");
    }
    for group in groups(provider, provider.findings.iter()) {
        let _ = writeln!(out, "\n{BOLD}{} · {}{BOLD:#}", provider.name, group.heading);
        for finding in group.findings {
            finding_text(out, finding);
        }
    }
    if let Some(noise) = words::noise(&provider.noise) {
        let _ = writeln!(out, "\n{}: {noise}", provider.name);
    }
}

fn finding_text(out: &mut String, finding: &Finding) {
    let gravity = if finding.rust == Rust::Major {
        Wire::Breaking
    } else {
        finding.wire()
    };
    let color = color(gravity);
    let mark = mark(gravity);
    let ruling = finding.ruling();
    let subject = words::full_subject(finding);
    let _ = writeln!(
        out,
        "  {color}{mark} {}{color:#}  {subject}  [{}]",
        ruling.rule,
        words::verdicts(finding)
    );
    if let Some(change) = words::change(finding) {
        let _ = writeln!(out, "      {change}");
    }
    for line in words::signatures(finding) {
        let _ = writeln!(out, "      {line}");
    }
    if let Some(place) = words::place(finding) {
        let pointer = finding.place().map_or("", |place| place.pointer.as_str());
        let _ = writeln!(out, "      {DIM}{place}  #{pointer}{DIM:#}");
    }
    let _ = writeln!(out, "      why: {}", ruling.why);
    for other in &finding.rulings[1..] {
        let _ = writeln!(
            out,
            "      also {} ({}): {}",
            other.rule,
            other.wire.as_str(),
            other.why
        );
    }
    if let Some(advice) = words::advice(finding) {
        let _ = writeln!(out, "      do: {advice}");
    }
    match &finding.accepted {
        Some(reason) => {
            let _ = writeln!(out, "      accepted: {reason}");
        }
        None => {
            let _ = writeln!(out, "      {DIM}fingerprint {}{DIM:#}", finding.fingerprint);
        }
    }
}

fn color(gravity: Wire) -> Style {
    let color = match gravity {
        Wire::Breaking => AnsiColor::Red,
        Wire::Warning => AnsiColor::Yellow,
        Wire::Fine => AnsiColor::Green,
    };
    color.on_default().bold()
}

fn mark(gravity: Wire) -> char {
    match gravity {
        Wire::Breaking => '✗',
        Wire::Warning => '!',
        Wire::Fine => '+',
    }
}
