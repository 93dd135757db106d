//! For a comment on a pull request: the verdict, what breaks in a table, the rest folded away, and never too long.

use callspec_codegen::code_span;

use super::words;
use crate::finding::{Finding, Rust};
use crate::{Comparison, Provider};

/// What the columns of the table say.
const LEGEND: &str = "\nWire: what becomes of deployed clients when the server changes. Rust: what becomes of code when it upgrades to the \
                      crates that are generated from this change.\n";

/// Longest comment in characters: GitHub takes 65,536.
const LONGEST: usize = 60_000;

/// Room for the note on what is left out.
const NOTE: usize = 200;

/// What the comment begins with, by which it is found again.
const MARKER: &str = "<!-- callspec-spec-review -->";

/// The comparison as a comment.
pub fn markdown(comparison: &Comparison) -> String {
    let mut out = format!("{MARKER}\n## Spec review\n\n");
    if comparison.providers.iter().all(|provider| provider.findings.is_empty()) && comparison.problems.is_empty() {
        out.push_str("Nothing that callers would notice.\n\n");
    }
    let verdicts = comparison.providers.iter();
    let verdicts = verdicts.map(|provider| format!("* **{}**\n", words::verdict(provider)));
    let problems = comparison.problems.iter();
    let problems = problems.map(|problem| format!("* **accepted-breaks.toml** {}\n", escaped(problem)));
    let mut blocks = vec![Block {
        before: String::new(),
        lines: verdicts.chain(problems).collect(),
        after: "",
    }];
    let origins = words::origins(comparison).map(|origin| escaped(&origin));
    blocks.push(Block {
        before: format!("\n{}.\n", origins.join("; ")),
        lines: Vec::new(),
        after: "",
    });
    blocks.extend(demands(comparison));
    for provider in &comparison.providers {
        blocks.extend(breaking(provider));
    }
    for provider in &comparison.providers {
        blocks.extend(folded(provider));
    }
    append(&mut out, &blocks);
    out
}

/// What has to be done before the change can go in.
fn demands(comparison: &Comparison) -> Option<Block> {
    let demands = comparison.providers.iter().filter_map(words::demand);
    let lines: Vec<String> = demands.map(|demand| format!("* {demand}.\n")).collect();
    (!lines.is_empty()).then(|| Block {
        before: "\nBefore this is merged:\n\n".to_owned(),
        lines,
        after: "",
    })
}

/// A part of the comment: what stands before its lines, the lines, and what stands behind them.
struct Block {
    before: String,
    lines: Vec<String>,
    after: &'static str,
}

/// Adds blocks as long as there is room, and says what is left out.
fn append(out: &mut String, blocks: &[Block]) {
    let longest = LONGEST - NOTE;
    let mut length = out.chars().count();
    let mut left = 0;
    for block in blocks {
        let frame = block.before.chars().count() + block.after.chars().count();
        let first = block.lines.first().map_or(0, |line| line.chars().count());
        if length + frame + first > longest {
            left += block.lines.len();
            continue;
        }
        out.push_str(&block.before);
        length += frame;
        for line in &block.lines {
            let size = line.chars().count();
            if length + size > longest {
                left += 1;
            } else {
                out.push_str(line);
                length += size;
            }
        }
        out.push_str(block.after);
    }
    if left > 0 {
        out.push_str(&format!(
            "\n**{left} more lines do not fit here.** `cargo xtask diff` shows all of them.\n"
        ));
    }
}

fn breaking(provider: &Provider) -> Option<Block> {
    let rows: Vec<String> = provider
        .findings
        .iter()
        .filter(|finding| finding.is_breaking())
        .map(row)
        .collect();
    let note = words::generator(provider)
        .map(|note| format!("{note}\n\n"))
        .unwrap_or_default();
    let head = "| Where | What | Wire | Rust | What callers do |\n|---|---|---|---|---|\n";
    (!rows.is_empty()).then(|| Block {
        before: format!("\n### {}: breaking\n\n{note}{head}", provider.name),
        lines: rows,
        after: LEGEND,
    })
}

fn row(finding: &Finding) -> String {
    let ruling = finding.ruling();
    let mut place = format!("{}<br>", code(&words::full_subject(finding)));
    if let Some(at) = words::place(finding) {
        place.push_str(&escaped(&at));
    }
    if let Some(reach) = words::reach(finding) {
        place.push_str(&format!("<br>{reach}"));
    }
    let mut what = format!("`{}`", ruling.rule);
    if let Some(change) = words::change(finding) {
        what.push_str(&format!("<br>{}", escaped(&change)));
    }
    what.push_str(&format!("<br>{}", ruling.why));
    let wire = match &finding.accepted {
        Some(reason) => format!("{}, accepted: {}", finding.wire().as_str(), escaped(reason)),
        None if finding.is_open() => format!("**breaking**<br>`{}`", finding.fingerprint),
        None => finding.wire().as_str().to_owned(),
    };
    let rust = match words::surface(finding) {
        Some(change) if finding.rust == Rust::Major => format!("**major**<br>{}", code(&change)),
        _ => words::rust(finding.rust).to_owned(),
    };
    format!("| {place} | {what} | {wire} | {rust} | {} |\n", ruling.advice)
}

fn folded(provider: &Provider) -> Vec<Block> {
    let rest: Vec<&Finding> = provider
        .findings
        .iter()
        .filter(|finding| !finding.is_breaking())
        .collect();
    let mut blocks = Vec::new();
    if !rest.is_empty() {
        let others = if rest.len() == 1 {
            "other change"
        } else {
            "other changes"
        };
        let warnings = match provider.warnings() {
            0 => String::new(),
            count => format!(", {count} to check"),
        };
        blocks.push(Block {
            before: format!(
                "\n<details><summary>{}: {} {others}{warnings}</summary>\n\n",
                provider.name,
                rest.len()
            ),
            lines: rest.into_iter().map(line).collect(),
            after: "\n</details>\n",
        });
    }
    if let Some(noise) = words::noise(&provider.noise) {
        blocks.push(Block {
            before: format!("\n{}: {noise}.\n", provider.name),
            lines: Vec::new(),
            after: "",
        });
    }
    blocks
}

fn line(finding: &Finding) -> String {
    let change = words::change(finding)
        .map(|change| format!(": {}", escaped(&change)))
        .unwrap_or_default();
    let reach = words::reach(finding)
        .map(|reach| format!(", {reach}"))
        .unwrap_or_default();
    let item = words::surface(finding)
        .or_else(|| finding.item.clone())
        .map(|line| format!("; {}", code(&line)))
        .unwrap_or_default();
    format!(
        "* `{}` {}{change} ({}{reach}){item}. {} {}\n",
        finding.ruling().rule,
        code(&words::full_subject(finding)),
        words::verdicts(finding),
        finding.ruling().why,
        match finding.ruling().advice {
            "Nothing." => "",
            advice => advice,
        }
    )
    .replace(" \n", "\n")
}

/// Text that a table and Markdown leave as it is.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '|' => out.push_str("\\|"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' | '\r' => out.push(' '),
            // A document must not call people or close the comment's own marks.
            '@' => out.push_str("&#64;"),
            '*' | '_' | '[' | ']' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// Text in code marks, in a table.
fn code(text: &str) -> String {
    code_span::code(&text.replace(['\n', '\r'], " ")).replace('|', "\\|")
}
