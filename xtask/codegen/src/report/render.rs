//! A [`Report`] as text for a terminal, in the style of rustc.
//!
//! In: the problems and the texts they are in. Out: one block per problem, ordered by place, and a line that
//! counts them; an empty text where there is no problem.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use super::placed::{place, placed};
use super::snippet::{self, Mark};
use super::{Also, Code, Diagnostic, Level, Report};
use crate::source::{Location, Source};

/// How a report is shown.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Whether colours are used.
    pub color: bool,
    /// How many warnings of one code are shown in full; `None`: all. Errors are always shown.
    pub limit: Option<usize>,
    /// The same for notes.
    pub notes: Option<usize>,
}

impl Options {
    fn limit_of(&self, level: Level) -> Option<usize> {
        match level {
            Level::Error => None,
            Level::Warning => self.limit,
            Level::Note => self.notes,
        }
    }
}

/// Renders a report.
pub fn render(report: &Report, source: &Source, options: Options) -> String {
    let mut out = String::new();
    let mut shown = BTreeMap::<(Code, Level), usize>::new();
    for (location, diagnostic) in placed(report, source) {
        let count = shown.entry((diagnostic.code, diagnostic.level)).or_default();
        *count += 1;
        if options.limit_of(diagnostic.level).is_none_or(|limit| *count <= limit) {
            Block {
                source,
                options,
                diagnostic,
                location,
            }
            .render(&mut out);
        }
    }
    // Writing to a `String` cannot fail.
    for ((code, level), count) in shown {
        let hidden = options.limit_of(level).map_or(0, |limit| count.saturating_sub(limit));
        if hidden > 0 {
            let code = code.as_str();
            let _ = writeln!(
                out,
                "... and {hidden} more of `{code}`; `cargo xtask lint --all FILE` shows them\n"
            );
        }
    }
    if !report.diagnostics.is_empty() {
        let _ = writeln!(out, "{}: {}", source.name(), counts(report));
    }
    out
}

/// `2 errors, 1 warning`.
fn counts(report: &Report) -> String {
    let count = |level, name: &str| match report.count(level) {
        0 => None,
        1 => Some(format!("1 {name}")),
        n => Some(format!("{n} {name}s")),
    };
    let counts = Level::ALL.map(|level| count(level, level.as_str()));
    counts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// One problem, about to be shown.
struct Block<'a> {
    source: &'a Source,
    options: Options,
    diagnostic: &'a Diagnostic,
    location: Option<Location>,
}

impl Block<'_> {
    fn render(&self, out: &mut String) {
        let Self {
            source,
            diagnostic,
            location,
            ..
        } = self;
        let also: Vec<_> = diagnostic
            .also
            .iter()
            .map(|Also { at, span, label }| (place(source, span.as_ref(), at, false), label))
            .collect();
        let last_line = also
            .iter()
            .filter_map(|(place, _)| place.as_ref())
            .chain(location)
            .map(|place| place.line)
            .max();
        let width = last_line.unwrap_or(1).to_string().len();
        self.header(out);
        match location {
            Some(location) => self.snippet(out, width, location, "-->", true, &diagnostic.label),
            None => {
                let _ = writeln!(
                    out,
                    "{:width$}{} {}",
                    "",
                    self.paint(GUTTER, "-->"),
                    clean(source.name())
                );
            }
        }
        for (location, label) in &also {
            if let Some(location) = location {
                self.snippet(out, width, location, ":::", false, label);
            }
        }
        self.notes(out, width);
        out.push('\n');
    }

    fn header(&self, out: &mut String) {
        let Diagnostic {
            level, code, message, ..
        } = self.diagnostic;
        let title = self.paint(level_style(*level), &format!("{}[{}]", level.as_str(), code.as_str()));
        let _ = writeln!(
            out,
            "{title}{}",
            self.paint(Style::new().bold(), &format!(": {}", clean(message)))
        );
    }

    fn snippet(&self, out: &mut String, width: usize, location: &Location, arrow: &str, primary: bool, label: &str) {
        let Location { file, line, column, .. } = location;
        let style = if primary {
            level_style(self.diagnostic.level)
        } else {
            GUTTER
        };
        let Mark { text, indent, length } = snippet::mark(self.source, location);
        let bar = self.paint(GUTTER, "|");
        let underline = if primary { "^" } else { "-" }.repeat(length);
        let marked = self.paint(style, format!("{underline} {}", clean(label)).trim_end());
        let _ = writeln!(
            out,
            "{:width$}{} {}:{line}:{column}",
            "",
            self.paint(GUTTER, arrow),
            clean(file)
        );
        let _ = writeln!(out, "{:width$} {bar}", "");
        let number = self.paint(GUTTER, &format!("{line:>width$}"));
        let _ = writeln!(out, "{}", format!("{number} {bar} {text}").trim_end());
        let _ = writeln!(out, "{:width$} {bar} {:indent$}{marked}", "", "");
    }

    fn notes(&self, out: &mut String, width: usize) {
        let Diagnostic { at, span, hint, .. } = self.diagnostic;
        let sign = self.paint(GUTTER, "=");
        // A syntax error is in no node.
        if span.is_none() || !at.0.is_empty() {
            let _ = writeln!(out, "{:width$} {sign} in #{}", "", clean(&at.0));
        }
        if let Some(hint) = hint {
            let _ = writeln!(
                out,
                "{:width$} {sign} {}: {}",
                "",
                self.paint(Style::new().bold(), "help"),
                clean(hint)
            );
        }
    }

    fn paint(&self, style: Style, text: &str) -> String {
        if self.options.color {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }
}

const GUTTER: Style = AnsiColor::BrightBlue.on_default().bold();

fn level_style(level: Level) -> Style {
    match level {
        Level::Error => AnsiColor::BrightRed.on_default().bold(),
        Level::Warning => AnsiColor::Yellow.on_default().bold(),
        Level::Note => AnsiColor::BrightGreen.on_default().bold(),
    }
}

/// Text of a document in a line of ours: what would move the cursor or reverse the line is shown as an escape.
fn clean(text: &str) -> String {
    text.chars()
        .map(|c| if c == '\n' { " ".to_owned() } else { snippet::cell(c) })
        .collect()
}

#[cfg(test)]
mod tests;
