//! What reaches code generation. In: generated crates. Out: functions, every copy of a generic one counted, and lines of
//! LLVM's language, by cargo-llvm-lines.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::place::{Place, said};
use crate::bench::measure::Fault;

/// What reaches code generation in all generated crates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Functions {
    /// Functions, every copy counted.
    pub(crate) functions: usize,
    /// Lines of LLVM's language.
    pub(crate) lines: usize,
}

/// Counts.
pub(super) fn run(place: &Place, counter: &Path) -> Result<Functions, Fault> {
    let mut sum = Functions::default();
    for package in &place.crates.packages {
        let mut command = place.run(
            counter,
            &["llvm-lines", "--release", "--lib", "--quiet", "--package", package],
        );
        let found = total(&said(&mut command)?);
        let found = found.ok_or_else(|| Fault::new("not measured", "cargo-llvm-lines prints no total"))?;
        sum.functions += found.functions;
        sum.lines += found.lines;
    }
    Ok(sum)
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
