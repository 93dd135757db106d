//! Reports as workflow commands of GitHub Actions, which shows them beside the lines of a change.

use super::placed::placed;
use super::{Diagnostic, Level, Report};
use crate::source::Source;

/// Renders a report, a line for each problem.
pub fn github(report: &Report, source: &Source) -> String {
    let line = |(location, diagnostic): (Option<_>, &Diagnostic)| {
        let command = match diagnostic.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "notice",
        };
        let place = match &location {
            Some(crate::source::Location { file, line, column, .. }) => {
                format!("file={},line={line},col={column}", property(file))
            }
            None => format!("file={}", property(source.name())),
        };
        let title = property(diagnostic.code.as_str());
        format!("::{command} {place},title={title}::{}\n", data(&message(diagnostic)))
    };
    placed(report, source).into_iter().map(line).collect()
}

/// What the annotation says: the message, the label, the pointer and the hint, a line each.
fn message(diagnostic: &Diagnostic) -> String {
    let Diagnostic {
        message,
        label,
        at,
        hint,
        ..
    } = diagnostic;
    let mut text = message.clone();
    if !label.is_empty() {
        text = format!("{text} ({label})");
    }
    if !at.0.is_empty() {
        text = format!("{text}\nin #{}", at.0);
    }
    if let Some(hint) = hint {
        text = format!("{text}\nhelp: {hint}");
    }
    text
}

/// Escapes what would end the message of a command.
pub(super) fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes what would end a property of a command, or the command itself.
pub(super) fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Pointer;
    use crate::report::Code;

    #[test]
    fn what_has_a_meaning_is_escaped() {
        let source = Source::from_text("a,b:c%.yaml", "x: 1\n");
        let mut report = Report::default();
        report.push(Diagnostic::new(Code::BigNumber, Pointer("/x".into()), "100%, a: b\r\nc").hint("d::e"));
        assert_eq!(
            github(&report, &source),
            "::warning file=a%2Cb%3Ac%25.yaml,line=1,col=4,title=big-number::100%25, a: b%0D%0Ac%0Ain #/x%0Ahelp: d::e\n"
        );
    }
}
