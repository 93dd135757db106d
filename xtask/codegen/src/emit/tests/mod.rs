//! Each case is an API made by hand; what it becomes is in `tests/emit/<case>/`.
//!
//! `EXPECT=write cargo test -p callspec-codegen` writes these files anew, to be judged by `git diff`.

mod hostile;
mod make;
mod models;
mod requests;
mod responses;

use std::fs;
use std::path::{Path, PathBuf};

use super::{Options, Runtime, emit};
use crate::ir::Api;
use crate::layout::{TextFile, layout};

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

/// Compares an API's files with the expected ones: none may differ, be missing or be left over.
fn expect(case: &str, api: &Api) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/emit").join(case);
    let files = texts(api);
    if std::env::var_os("EXPECT").is_some() {
        let _ = fs::remove_dir_all(&folder);
        for file in &files {
            let path = folder.join(&file.path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, &file.text).unwrap();
        }
    }
    let mut expected = Vec::new();
    collect(&folder, &mut expected);
    let mut made: Vec<PathBuf> = files.iter().map(|file| folder.join(&file.path)).collect();
    made.sort();
    expected.sort();
    assert_eq!(made, expected, "the files of {case}");
    for file in &files {
        let expected = fs::read_to_string(folder.join(&file.path)).unwrap();
        assert_eq!(file.text, expected, "{case}/{}", file.path);
        if file.path.ends_with(".rs") {
            syn::parse_file(&file.text).unwrap_or_else(|error| panic!("{case}/{}: {error}", file.path));
        }
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap_or_else(|_| panic!("no {}", folder.display())) {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files)
        } else {
            files.push(path)
        }
    }
}
