//! Documents rewritten for a measurement. In: a document. Out: the same cut down to what progenitor can express.

use std::fs;
use std::io;
use std::path::Path;

use serde_json::Value;

use super::documents;

/// What the test that holds both clients against each other cuts.
#[path = "../../../tests/oracle/cut.rs"]
mod rules;

/// Leaves out what progenitor refuses.
pub(super) fn down(document: &mut Value) {
    // The page says of the whole column that something is left out.
    rules::down(document);
}

/// Writes a document without what progenitor refuses; `false` where nothing is left out or it cannot be read.
pub(super) fn write(from: &Path, to: &Path) -> io::Result<bool> {
    let Some(whole) = documents::value(from) else {
        return Ok(false);
    };
    let mut cut = whole.clone();
    down(&mut cut);
    if cut == whole {
        return Ok(false);
    }
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(to, serde_json::to_string_pretty(&cut)?)?;
    Ok(true)
}
