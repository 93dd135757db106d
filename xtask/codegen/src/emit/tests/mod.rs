//! Each case is an API made by hand; what it becomes is in `tests/emit/<case>/`.
//!
//! `UPDATE_EXPECTED=1 cargo test -p callspec-codegen emit` writes these files anew, to be judged by `git diff`.

mod hostile;
pub(super) mod make;
mod models;
mod requests;
mod responses;
#[path = "../../../tests/common/snapshot.rs"]
mod snapshot;

use std::path::Path;

use super::{Options, Runtime, emit};
use crate::ir::Api;
use crate::layout::{TextFile, layout};
use snapshot::Texts;

fn texts(api: &Api) -> Vec<TextFile> {
    let options = Options {
        spec: "specs/voice.yaml".to_owned(),
        runtime: Runtime::Path("../../runtime".to_owned()),
    };
    layout(emit(api, &options))
}

/// The text of one file.
fn text(api: &Api, path: &str) -> String {
    let found = texts(api).into_iter().find(|file| file.path == path);
    found.unwrap_or_else(|| panic!("no {path}")).text
}

/// Compares an API's files with the expected ones: none may differ, be missing or be left over, and Rust is Rust. What an
/// API of nothing has too is expected there alone.
fn expect(case: &str, api: &Api) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/emit").join(case);
    let mut made: Texts = texts(api).into_iter().map(|file| (file.path, file.text)).collect();
    for (path, text) in made.iter().filter(|(path, _)| path.ends_with(".rs")) {
        syn::parse_file(text).unwrap_or_else(|error| panic!("{case}/{path}: {error}"));
    }
    if case != "nothing" {
        for TextFile { path, text } in texts(&make::api(Vec::new(), Vec::new())) {
            assert!(made.contains_key(&path), "{case}/{path} was not made");
            made.retain(|made_path, made| *made_path != path || *made != text);
        }
    }
    snapshot::check(&folder, "", &made).unwrap_or_else(|differences| panic!("{differences}"));
}

#[test]
fn nothing() {
    expect("nothing", &make::api(Vec::new(), Vec::new()));
}
