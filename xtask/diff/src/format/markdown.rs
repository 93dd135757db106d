//! For a comment on a pull request: the verdict, what breaks method by method, the rest folded away, and never too long.

use callspec_codegen::code_span;

use super::groups::{Group, groups};
use super::words;
use crate::finding::{Finding, Place};
use crate::{Comparison, Provider};

/// What the two verdicts are.
const LEGEND: &str = "\n*On the wire*: what becomes of deployed clients when the server changes. *In Rust*: what becomes of code when it upgrades to the \
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
        blocks.extend(breaking(comparison, provider));
    }
    blocks.extend(acceptance(comparison));
    for provider in &comparison.providers {
        blocks.extend(folded(comparison, provider));
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

/// What breaks, a block for each group of methods.
fn breaking(comparison: &Comparison, provider: &Provider) -> Vec<Block> {
    let groups = groups(
        provider,
        provider.findings.iter().filter(|finding| finding.is_breaking()),
    );
    let last = groups.len().saturating_sub(1);
    let block = |(index, group): (usize, &Group<'_>)| {
        let note = words::generator(provider).map(|note| format!("{note}\n\n"));
        let title = format!("\n### {}: breaking\n\n{}", provider.name, note.unwrap_or_default());
        let title = if index == 0 { title } else { "\n".to_owned() };
        Block {
            before: format!("{title}#### {}\n", code(&group.heading)),
            lines: group
                .findings
                .iter()
                .map(|finding| change(comparison, finding))
                .collect(),
            after: if index == last { LEGEND } else { "" },
        }
    };
    groups.iter().enumerate().map(block).collect()
}

/// A change: what it is, the signatures, why, and what to do.
fn change(comparison: &Comparison, finding: &Finding) -> String {
    let ruling = finding.ruling();
    let said = words::change(finding).map(|change| format!(": {}", escaped(&change)));
    let mut out = format!(
        "\n**{}**{} ({})\n\n",
        code(&words::full_subject(finding)),
        said.unwrap_or_default(),
        words::verdicts(finding)
    );
    let signatures = words::signatures(finding);
    if !signatures.is_empty() {
        out.push_str(&format!("```diff\n{}\n```\n\n", signatures.join("\n")));
    }
    out.push_str(ruling.why);
    if let Some(advice) = words::advice(finding) {
        out.push_str(&format!(" **{advice}**"));
    }
    // The same change is another in the other direction of data.
    for other in &finding.rulings[1..] {
        out.push_str(&format!(
            " Also `{}` ({}): {}",
            other.rule,
            other.wire.as_str(),
            other.why
        ));
    }
    let mut notes = vec![format!("`{}`", ruling.rule)];
    notes.extend(place(comparison, finding));
    notes.extend(match &finding.accepted {
        Some(reason) => Some(format!("accepted: {}", escaped(reason))),
        None => finding
            .is_open()
            .then(|| format!("fingerprint `{}`", finding.fingerprint)),
    });
    out.push_str(&format!("\n<sub>{}</sub>\n", notes.join(" · ")));
    out
}

/// The place of a finding, a link where the forge is known.
fn place(comparison: &Comparison, finding: &Finding) -> Option<String> {
    let at = escaped(&words::place(finding)?);
    let link = match &finding.head {
        Some(place) => comparison.links.head.as_deref().map(|link| target(link, place)),
        None => comparison
            .links
            .base
            .as_deref()
            .zip(finding.base.as_ref())
            .map(|(link, place)| target(link, place)),
    };
    Some(match link {
        Some(link) => format!("[{at}]({link})"),
        None => at,
    })
}

/// The address of a place.
fn target(link: &str, place: &Place) -> String {
    let mut file = String::new();
    for c in place.file.chars() {
        match c {
            ' ' | '(' | ')' | '<' | '>' | '?' | '#' | '%' => file.push_str(&format!("%{:02X}", u32::from(c))),
            c => file.push(c),
        }
    }
    link.replace("{line}", &place.line.to_string()).replace("{file}", &file)
}

/// The entries that would accept what breaks the wire, ready but for the reason.
fn acceptance(comparison: &Comparison) -> Option<Block> {
    let open = comparison.providers.iter().flat_map(|provider| &provider.findings);
    let open: Vec<&Finding> = open.filter(|finding| finding.is_open()).collect();
    let breaks = if open.len() == 1 { "break" } else { "breaks" };
    let entry = |finding: &&Finding| {
        format!(
            "# {}: {}\n[[accepted]]\nfingerprint = \"{}\"\nreason = \"\"\nuntil = {}\n",
            words::full_subject(finding).replace(['\n', '\r'], " "),
            finding.ruling().rule,
            finding.fingerprint,
            comparison.next_year()
        )
    };
    (!open.is_empty()).then(|| Block {
        before: format!(
            "\n<details><summary>To accept the {} {breaks} on the wire: lines for accepted-breaks.toml, each with a reason of yours</summary>\n\n```toml\n",
            open.len()
        ),
        lines: vec![open.iter().map(entry).collect::<Vec<_>>().join("\n")],
        after: "```\n\n</details>\n",
    })
}

fn folded(comparison: &Comparison, provider: &Provider) -> Vec<Block> {
    let count = provider
        .findings
        .iter()
        .filter(|finding| !finding.is_breaking())
        .count();
    let groups = groups(
        provider,
        provider.findings.iter().filter(|finding| !finding.is_breaking()),
    );
    let mut blocks = Vec::new();
    if count > 0 {
        let others = if count == 1 { "other change" } else { "other changes" };
        let warnings = match provider.warnings() {
            0 => String::new(),
            count => format!(", {count} to check"),
        };
        let mut lines = Vec::new();
        for group in groups {
            lines.push(format!("\n#### {}\n", code(&group.heading)));
            lines.extend(group.findings.iter().map(|finding| change(comparison, finding)));
        }
        blocks.push(Block {
            before: format!(
                "\n<details><summary>{}: {count} {others}{warnings}</summary>\n",
                provider.name
            ),
            lines,
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

/// Text that Markdown leaves as it is.
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

/// Text in code marks.
fn code(text: &str) -> String {
    code_span::code(&text.replace(['\n', '\r'], " "))
}
