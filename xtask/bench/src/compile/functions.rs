//! What reaches code generation. In: generated crates. Out: functions, every copy of a generic one counted, and lines of
//! LLVM's language, by cargo-llvm-lines.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::folders::{Folders, said};
use crate::measure::Fault;

/// What reaches code generation in all generated crates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Functions {
    /// Functions, every copy counted.
    pub(crate) functions: usize,
    /// Lines of LLVM's language.
    pub(crate) lines: usize,
}

/// Counts in the generated crates. What is generic, and the body of each `async fn`, counts where it is used.
pub(super) fn of_crates(folders: &Folders, counter: &Path) -> Result<Functions, Fault> {
    let mut sum = Functions::default();
    for package in &folders.crates.packages {
        let found = count(folders, counter, &["--lib", "--package", package])?;
        sum.functions += found.functions;
        sum.lines += found.lines;
    }
    Ok(sum)
}

/// Counts in the user's program.
pub(super) fn of_program(folders: &Folders, counter: &Path) -> Result<Functions, Fault> {
    count(folders, counter, &["--bin", "user"])
}

fn count(folders: &Folders, counter: &Path, what: &[&str]) -> Result<Functions, Fault> {
    let mut command = folders.run(counter, &["llvm-lines", "--release", "--quiet"]);
    let said = said(command.args(what))?;
    total(&said).ok_or_else(|| Fault::new("not measured", "cargo-llvm-lines prints no total"))
}

/// The line of the total: lines, copies, and what they are.
fn total(said: &str) -> Option<Functions> {
    let line = said.lines().find(|line| line.ends_with("(TOTAL)"))?;
    let mut words = line.split_whitespace();
    let lines = words.next()?.parse().ok()?;
    let functions = words.next()?.parse().ok()?;
    Some(Functions { functions, lines })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_total_is_read() {
        let said = "  Lines      Copies       Function name\n  -----      ------       -------------\n  83013      3130         (TOTAL)\n";
        let expected = Functions {
            functions: 3_130,
            lines: 83_013,
        };
        assert_eq!(total(said), Some(expected));
        assert_eq!(total(""), None);
    }
}
