//! For `CHANGELOG.md`: an entry per provider in the form of Keep a Changelog, about code and not about documents.

use callspec_codegen::code_span;

use super::words;
use crate::finding::{Finding, Rust, Wire};
use crate::surface::Change;
use crate::{Comparison, Provider};

/// The sections in their order.
const SECTIONS: &[&str] = &["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"];

/// The comparison as entries.
pub fn changelog(comparison: &Comparison) -> String {
    let changed = comparison
        .providers
        .iter()
        .filter(|provider| !provider.findings.is_empty());
    let origins = words::origins(comparison).join("; ").replace("--", "- -");
    format!(
        "<!-- {origins} -->\n{}",
        changed.map(entry).collect::<Vec<_>>().join("\n")
    )
}

fn entry(provider: &Provider) -> String {
    let bump = &provider.bump;
    let version = match (&bump.base, &bump.head) {
        (Some(base), Some(head)) if bump.enough && base != head => head.clone(),
        _ => bump.least.clone().unwrap_or_else(|| "Unreleased".to_owned()),
    };
    let mut out = format!("## {} [{version}]\n", provider.name);
    for section in SECTIONS {
        let lines: Vec<String> = provider
            .findings
            .iter()
            .filter(|finding| self::section(finding) == *section)
            .map(line)
            .collect();
        if !lines.is_empty() {
            out.push_str(&format!("\n### {section}\n\n{}", lines.concat()));
        }
    }
    out
}

/// The section of a finding, by what its rule is about.
fn section(finding: &Finding) -> &'static str {
    let rule = finding.ruling().rule.as_str();
    let all = |is: fn(&crate::surface::Change) -> bool| !finding.surface.is_empty() && finding.surface.iter().all(is);
    if rule.contains("security") {
        "Security"
    } else if rule.ends_with("-deprecated") || rule.contains("deprecated-with-sunset") || rule.contains("sunset-") {
        "Deprecated"
    } else if rule.contains("-added") && finding.old.is_none() || all(|change| change.before.is_none()) {
        "Added"
    } else if rule.contains("removed") && finding.new.is_none() || all(|change| change.after.is_none()) {
        "Removed"
    } else if rule.starts_with("new-") {
        "Added"
    } else {
        "Changed"
    }
}

fn line(finding: &Finding) -> String {
    let breaking = if finding.rust == Rust::Major {
        "**Breaking:** "
    } else {
        ""
    };
    let wire = match finding.wire() {
        Wire::Breaking => format!(
            " The server's change breaks older releases: {}",
            decapitalised(finding.ruling().why)
        ),
        Wire::Warning => format!(" {}", finding.ruling().why),
        Wire::Fine => String::new(),
    };
    let advice = words::advice(finding).filter(|_| finding.is_breaking());
    let advice = advice.map(|advice| format!(" {advice}")).unwrap_or_default();
    format!("* {breaking}{}{wire}{advice}\n", sentence(finding))
}

/// What changed, as one says it.
fn sentence(finding: &Finding) -> String {
    let shipped = finding.surface.iter().find(|change| !change.testing);
    let Some(first) = shipped.or(finding.surface.first()) else {
        let change = words::change(finding).map(|change| format!(": {change}"));
        return format!("{}{}.", words::full_subject(finding), change.unwrap_or_default());
    };
    let all: Vec<&Change> = finding.surface.iter().collect();
    let path = code_span::code(&first.path);
    let said = match (&first.before, &first.after, words::renamed(first, &all)) {
        (Some(_), None, Some(other)) => format!("{path} is called {} now.", code_span::code(&other.path)),
        (Some(_), None, None) => format!("{path} is gone."),
        (None, Some(after), _) => format!("{} is new.", code_span::code(after)),
        (Some(before), Some(after), _) if before == after => format!("{path} has other attributes or types."),
        (Some(before), Some(after), _) => match (rest(before, first), rest(after, first)) {
            (Some(before), Some(after)) => {
                format!(
                    "{path} is {} now; it was {}.",
                    code_span::code(after),
                    code_span::code(before)
                )
            }
            _ => format!("{} is {} now.", code_span::code(before), code_span::code(after)),
        },
        (None, None, _) => format!("{path} changed."),
    };
    let made = finding
        .surface
        .iter()
        .find(|change| change.path.ends_with("::new") && *change != first && !change.testing);
    let made = made.and_then(|change| change.after.as_ref());
    let made = made.map(|made| format!(" The constructor is {} now.", code_span::code(made)));
    said + &made.unwrap_or_default()
}

/// What stands behind the path of an item: its type or its signature.
fn rest<'a>(line: &'a str, change: &Change) -> Option<&'a str> {
    let (_, rest) = line.split_once(&change.path)?;
    Some(rest.trim_start_matches([':', ' ']))
}

/// A sentence behind a colon.
fn decapitalised(sentence: &str) -> String {
    let mut chars = sentence.chars();
    let first = chars.next().map(|first| first.to_lowercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}
