//! For `CHANGELOG.md`: an entry per provider in the form of Keep a Changelog, about code and not about documents.

use callspec_codegen::code_span;

use super::words;
use crate::finding::{Finding, Rust, Wire};
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
    let what = match words::surface(finding) {
        Some(change) => code_span::code(change.trim_start_matches(['+', '−', ' '])),
        None => {
            let change = words::change(finding)
                .map(|change| format!(": {change}"))
                .unwrap_or_default();
            format!("{}{change}", words::full_subject(finding))
        }
    };
    let wire = match finding.wire() {
        Wire::Breaking => format!(" The server's change breaks older releases: {}", finding.ruling().why),
        Wire::Warning => format!(" {}", finding.ruling().why),
        Wire::Fine => String::new(),
    };
    let advice = match finding.ruling().advice {
        "Nothing." => String::new(),
        advice if finding.is_breaking() => format!(" {advice}"),
        _ => String::new(),
    };
    format!("* {breaking}{what}.{wire}{advice}\n")
}
