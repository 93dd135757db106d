//! `generated/` is what the specs of this project give: as they stand, run after run, wherever the command runs. How the
//! command treats folders that are stale, edited, or written by several runs at once is in `commands.rs`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;

use callspec_codegen::emit::{self, Runtime};
use callspec_codegen::layout::TextFile;
use callspec_codegen::output;
use callspec_codegen::pipeline::{self, Options};
use callspec_codegen::report::{self, render};
use callspec_codegen::source::Source;
use callspec_codegen::{parallel, tree};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The files of the specs, by name.
fn specs() -> Vec<String> {
    let files = fs::read_dir(root().join("specs"))
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let documents = files.filter(|file| output::is_document(file));
    let mut names: Vec<String> = documents
        .map(|file| file.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

/// What the library makes of specs, without touching the disk.
fn made(specs: &[String]) -> Vec<TextFile> {
    let files = parallel::map(specs.to_vec(), |file| {
        let options = Options {
            name: output::name_of(Path::new(&file)),
            strict: true,
            emit: emit::Options {
                spec: format!("specs/{file}"),
                runtime: Runtime::Workspace,
            },
        };
        let source = Source::load_as(&root().join(&options.emit.spec), &options.emit.spec).unwrap();
        let outcome = pipeline::analyse(source, &options);
        let problems = render(&outcome.report, &outcome.source, report::Options::default());
        pipeline::generate(&outcome, &options).unwrap_or_else(|| panic!("{problems}"))
    });
    files.unwrap().into_iter().flatten().collect()
}

/// The tool, as somebody else in another country runs it.
fn elsewhere(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command
        .args(arguments)
        .current_dir(folder)
        .env_remove("CARGO_MANIFEST_DIR");
    command
        .env("TZ", "Pacific/Chatham")
        .env("LANG", "tr_TR.UTF-8")
        .env("LC_ALL", "tr_TR.UTF-8")
        .env("HOME", "/nowhere");
    command.output().unwrap()
}

#[test]
fn generated_is_what_the_specs_give() {
    let mut differences = tree::check(&root().join("generated"), &made(&specs()), tree::Scope::All).unwrap();
    // The command writes it beside what the library makes.
    differences.retain(|difference| difference.path != "rustfmt.toml");
    let mut shown = String::new();
    for difference in &differences {
        let unified = tree::unified("generated", &difference.old, "specs", &difference.new);
        shown += &format!("{} ({:?})\n{unified}\n", difference.path, difference.state);
    }
    assert!(differences.is_empty(), "run `cargo xtask codegen`:\n{shown}");
}

#[test]
fn two_runs_give_the_same_bytes() {
    let specs = specs();
    let sorted = |specs: &[String]| -> BTreeMap<String, String> {
        made(specs).into_iter().map(|file| (file.path, file.text)).collect()
    };
    let first = sorted(&specs);
    assert!(first == sorted(&specs), "the second run gives other bytes");
    let mut one_by_one = sorted(&specs[1..]);
    one_by_one.extend(sorted(&specs[..1]));
    assert!(
        first == one_by_one,
        "a spec alone gives other bytes than beside another"
    );
}

#[test]
fn the_command_says_so_too_wherever_it_runs() {
    for folder in [root(), root().join("crates/callspec/src")] {
        let Output { status, stdout, stderr } = elsewhere(&folder, &["codegen", "--check"]);
        let said = String::from_utf8([stdout, stderr].concat()).unwrap();
        let last = said.lines().rev().take(3).collect::<Vec<_>>();
        assert!(
            status.code() == Some(0) && said.is_empty(),
            "{}: {last:#?}",
            folder.display()
        );
    }
}

#[test]
fn nothing_is_written_when_nothing_changed() {
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fresh");
    let _ = fs::remove_dir_all(&out);
    let [out_text, core] = [&out, &root().join("crates")].map(|path| path.display().to_string());
    let arguments = [
        "codegen",
        "--spec",
        "specs/kathan.yaml",
        "--name",
        "kathan",
        "--out",
        &out_text,
        "--core",
        &core,
    ];
    assert_eq!(elsewhere(&root(), &arguments).status.code(), Some(0));
    let mut before = BTreeMap::new();
    times(&out, &mut before);
    assert!(before.len() > 50, "{before:?}");
    assert_eq!(elsewhere(&root(), &arguments).status.code(), Some(0));
    let mut after = BTreeMap::new();
    times(&out, &mut after);
    assert_eq!(before, after);
}

/// When each file and folder was changed.
fn times(folder: &Path, into: &mut BTreeMap<PathBuf, SystemTime>) {
    into.insert(folder.to_owned(), fs::metadata(folder).unwrap().modified().unwrap());
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            times(&path, into);
        } else {
            into.insert(path.clone(), fs::metadata(&path).unwrap().modified().unwrap());
        }
    }
}
