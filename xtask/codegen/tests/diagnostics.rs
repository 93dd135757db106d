//! `docs/diagnostics.md` lists every code as the table in `report/code.rs` has it, with the page that
//! `cargo xtask lint --explain` prints. `UPDATE_EXPECTED=1` rewrites it.

use std::fmt::Write as _;
use std::path::Path;

use callspec_codegen::report::{self, Code};

use crate::common::snapshot::{self, Texts};

#[test]
fn the_page_lists_every_code() {
    let mut page = String::from(
        "# Diagnostics\n\n\
         The stable codes of what `cargo xtask lint` and `cargo xtask codegen` report. An error of a document stops generation, a warning is something \
         weakened, repaired or doubtful, a note is a matter of style. In our own specs warnings and notes are errors as well.\n\n\
         `--format json` prints one array of all problems. Each has `code`, `level`, `message`, `file`, `line`, `column`, `end` (`line` \
         and `column` behind the marked text), `pointer` (RFC 6901), `label` and `hint` (text or null), `also` (further places, each with \
         `file`, `line`, `column`, `end`, `pointer`, `label`) and `help`, a link into this page. `cargo xtask codegen --check` adds the files that are stale, with a `line` where one differs. `--format github` prints workflow commands.\n\n\
         `x-lint-allow` in any object of a document allows codes there and below, each with a reason: \
         `x-lint-allow: {unused-component: why}`.\n\n\
         | code | level | meaning |\n|---|---|---|\n",
    );
    for code in Code::ALL {
        let level = code.level().as_str();
        let meaning = code.explanation().replace('|', "\\|");
        let code = code.as_str();
        writeln!(page, "| [`{code}`](#{code}) | {level} | {meaning} |").unwrap();
    }
    for code in Code::ALL {
        write!(page, "\n{}", report::page_with_heading(*code, "##")).unwrap();
    }
    let made = Texts::from([("diagnostics.md".to_owned(), page)]);
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    snapshot::check(&docs, "diagnostics.md", &made).unwrap_or_else(|differences| panic!("{differences}"));
}
