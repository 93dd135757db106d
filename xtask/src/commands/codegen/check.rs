//! What `--check` says of a folder that is not as it should be: a diff for people, problems of files for programs.

use std::fmt::Write as _;
use std::path::Path;

use anstyle::{AnsiColor, Style};
use callspec_codegen::report::{Code, FileProblem};
use callspec_codegen::tree::{self, Difference, State};

/// The differences of a folder as text, and what makes the next check pass: `command`, and what only people can do.
pub(super) fn text(folder: &str, differences: &[Difference], command: &str) -> String {
    let mut out = String::new();
    for difference in differences {
        describe(folder, difference, &mut out);
    }
    let (by_hand, by_command): (Vec<_>, Vec<_>) = differences.iter().partition(|difference| is_by_hand(difference));
    let is_needed = |difference: &&&Difference| difference.state == State::InTheWay;
    // Writing to a `String` cannot fail.
    let count = differences.len();
    let files = if count == 1 { "file" } else { "files" };
    let _ = writeln!(out, "\n{folder} is stale: {count} {files}");
    for difference in &by_hand {
        let _ = writeln!(out, "move or remove: {folder}/{}", difference.path);
    }
    if !by_command.is_empty() || by_hand.iter().any(|difference| is_needed(&difference)) {
        let _ = writeln!(out, "run: {command}");
    }
    out
}

/// Whether no run settles a difference.
fn is_by_hand(difference: &Difference) -> bool {
    matches!(difference.state, State::Foreign | State::InTheWay)
}

/// The differences of a folder as problems of its files.
pub(super) fn problems(folder: &str, differences: &[Difference], command: &str) -> Vec<FileProblem> {
    let problem = |difference: &Difference| {
        let (code, message) = match difference.state {
            State::Changed => (Code::StaleFile, "the file is not what the specs make of it"),
            State::Missing => (Code::StaleFile, "the file is missing"),
            State::LeftOver => (Code::StaleFile, "no spec makes the file any longer"),
            State::Foreign => (Code::StrayFile, "the file was not generated"),
            State::InTheWay => (
                Code::StrayFile,
                "the file was not generated and stands where a generated one belongs",
            ),
        };
        let hint = match difference.state {
            State::Foreign => "move or remove it".to_owned(),
            State::InTheWay => format!("move or remove it, then run `{command}`"),
            _ => format!("run `{command}`"),
        };
        FileProblem {
            code,
            file: format!("{folder}/{}", difference.path),
            line: (difference.state == State::Changed).then(|| first_difference(&difference.old, &difference.new)),
            message: message.to_owned(),
            hint,
        }
    };
    differences.iter().map(problem).collect()
}

/// The first line that differs, from 1, of the text as it is.
fn first_difference(old: &str, new: &str) -> usize {
    let same = old.lines().zip(new.lines()).take_while(|(old, new)| old == new).count();
    (same + 1).min(old.lines().count().max(1))
}

/// One difference: a unified diff, or one line where there is nothing to compare with.
fn describe(folder: &str, difference: &Difference, out: &mut String) {
    let path = Path::new(folder).join(&difference.path);
    let path = path.display();
    // Writing to a `String` cannot fail.
    let _ = match difference.state {
        State::Changed => {
            unified(&path.to_string(), difference, out);
            Ok(())
        }
        State::Missing => writeln!(out, "missing: {path}"),
        State::LeftOver => writeln!(out, "left over: {path}"),
        State::Foreign => writeln!(out, "not generated: {path}"),
        State::InTheWay => writeln!(out, "not generated, and in the way of a generated file: {path}"),
    };
}

/// The unified diff of a file, coloured.
fn unified(path: &str, difference: &Difference, out: &mut String) {
    let Difference { old, new, .. } = difference;
    for line in tree::unified(&format!("a/{path}"), old, &format!("b/{path}"), new).lines() {
        let style = match line.as_bytes().first() {
            Some(b'-') => AnsiColor::Red.on_default(),
            Some(b'+') => AnsiColor::Green.on_default(),
            _ => Style::new(),
        };
        // Writing to a `String` cannot fail.
        let _ = writeln!(out, "{style}{line}{style:#}");
    }
}
