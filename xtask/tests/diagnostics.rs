//! `docs/diagnostics.md` lists every code as the table in `report/code.rs` has it. `UPDATE_EXPECTED=1` rewrites it.

#![cfg(test)]

use std::fmt::Write as _;
use std::path::Path;

use xtask::report::{Code, Level};

#[test]
fn the_page_lists_every_code() {
    let mut page = String::from(
        "# Diagnostics\n\n\
         The stable codes of what `cargo xtask lint` and `cargo xtask codegen` report. In our own specs a warning is an error as well.\n\n\
         | code | level | meaning |\n|---|---|---|\n",
    );
    for code in Code::ALL {
        let level = match code.level() {
            Level::Error => "error",
            Level::Warning => "warning",
        };
        let meaning = code.explanation().replace('|', "\\|");
        writeln!(page, "| `{}` | {level} | {meaning} |", code.as_str()).unwrap();
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/diagnostics.md");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == page,
        "docs/diagnostics.md is stale; run: UPDATE_EXPECTED=1 cargo test -p xtask --test diagnostics"
    );
}
