//! Runs of the tool that are disturbed, and what they depend on: the folder, the disk, the network, the order of keys.
//!
//! Kills, crowds and stale folders are in `tests/commands.rs`, at more length.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use callspec_codegen::layout::TextFile;
use serde_json::{Map, Value};

use super::base;
use super::child::{Ended, TempFolder, behind, codegen, run};
use super::run::{Made, generate};

/// A document whose tags and schemas are called like places elsewhere.
fn wandering() -> String {
    let document = r##"{"openapi": "3.0.3", "info": {"title": "../../title", "version": "1.0.0"},
        "tags": [{"name": "../../../tag"}],
        "paths": {"/a": {"get": {"tags": ["../../../tag"], "operationId": "/etc/operation", "responses": {"204": {"description": "done"}}}}},
        "components": {"schemas": {"../up": {"type": "object"}, "/tmp/absolute": {"type": "object"}, "C:\\drive": {"type": "object"},
            "..": {"type": "object"}, "con": {"type": "object"}, "a/b": {"type": "object"}}}}"##;
    document.to_owned()
}

/// All files below a folder, links not followed.
fn files(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.is_symlink() {
            found.extend(files(&path));
        } else if !path.is_symlink() {
            found.insert(path.clone(), fs::read_to_string(&path).unwrap_or_default());
        }
    }
    found
}

#[test]
fn nothing_is_written_outside_the_folder() {
    let temp = TempFolder::new();
    temp.put("deep/er/spec.json", wandering());
    let ended = run(&mut codegen(&temp.0.join("deep/er"), "spec.json"));
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    let out = temp.0.join("deep/er/out");
    let outside: Vec<_> = files(&temp.0)
        .into_keys()
        .filter(|path| !path.starts_with(&out))
        .collect();
    assert_eq!(outside, [temp.0.join("deep/er/spec.json")]);
    assert!(files(&out).len() > 8);
}

#[test]
fn a_planted_link_is_not_followed() {
    for link in [
        "out/hostile-models",
        "out/hostile-models/src",
        "out/hostile-models/src/lib.rs",
        "out/Cargo.toml",
    ] {
        let temp = TempFolder::new();
        temp.put("spec.json", wandering());
        fs::create_dir_all(temp.0.join("elsewhere")).unwrap();
        let target = temp.put("target", "kept\n");
        let link = temp.0.join(link);
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        let is_file = link.extension().is_some();
        symlink(
            if is_file {
                target.clone()
            } else {
                temp.0.join("elsewhere")
            },
            &link,
        )
        .unwrap();
        let ended = run(&mut codegen(&temp.0, "spec.json"));
        assert!(
            ended.code == Some(2) && ended.err.contains("is a symbolic link"),
            "{ended:?}"
        );
        assert_eq!(fs::read_to_string(&target).unwrap(), "kept\n");
        assert!(files(&temp.0.join("elsewhere")).is_empty() && link.is_symlink());
    }
}

/// Two versions of a document with the same files.
fn version(number: usize) -> String {
    let schemas: Vec<String> = (0..40)
        .map(|n| {
            format!(
                "\"A{n}\": {{\"type\": \"object\", \"description\": \"Version {number}. {}\"}}",
                "Words. ".repeat(200)
            )
        })
        .collect();
    format!(
        "{{\"openapi\": \"3.0.3\", \"info\": {{\"title\": \"a\", \"version\": \"1.0.0\"}}, \"paths\": {{}}, \"components\": {{\"schemas\": {{{}}}}}}}",
        schemas.join(", ")
    )
}

/// A folder with the first version in it and the second one to be generated.
fn with_two_versions() -> (TempFolder, BTreeMap<PathBuf, String>) {
    let temp = TempFolder::new();
    temp.put("spec.json", version(1));
    assert_eq!(run(&mut codegen(&temp.0, "spec.json")).code, Some(0));
    let old = files(&temp.0.join("out"));
    temp.put("spec.json", version(2));
    (temp, old)
}

fn fails_and_keeps(temp: &TempFolder, old: &BTreeMap<PathBuf, String>, ended: &Ended, why: &str) {
    assert_eq!(ended.code, Some(2), "{ended:?}");
    assert!(
        ended.err.starts_with("error: ") && ended.err.contains(why),
        "{why} in {}",
        ended.err
    );
    assert!(files(&temp.0.join("out")) == *old, "the old tree has changed");
    let left = fs::read_dir(&temp.0).unwrap().map(|entry| entry.unwrap().file_name());
    let left: Vec<_> = left
        .filter(|name| name.to_string_lossy().contains("callspec-"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

/// The size of a file is limited here, which a full disk is to a writer; see the next test for a real one.
#[test]
fn a_disk_that_takes_no_more_keeps_the_old_tree() {
    let (temp, old) = with_two_versions();
    // 2 blocks of 512 bytes; the signal that goes with the limit is ignored, so that writing fails as on a full disk.
    let ended = run(&mut behind(
        "trap '' XFSZ; ulimit -f 2; exec",
        &codegen(&temp.0, "spec.json"),
    ));
    fails_and_keeps(&temp, &old, &ended, "cannot write");
}

/// A disk of one MiB, in a name space of its own where the system allows it; else this test says that it did nothing.
#[test]
fn a_full_disk_keeps_the_old_tree() {
    let temp = TempFolder::new();
    temp.put("spec.json", version(1));
    let disk = temp.0.join("disk");
    fs::create_dir(&disk).unwrap();
    let core = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("crates");
    temp.put("next.json", version(2));
    let script = format!(
        "mount -t tmpfs -o size=1m tmpfs '{disk}' || exit 77
         generate() {{ '{tool}' codegen --spec \"$1\" --name hostile --out '{disk}/out' --core '{core}'; }}
         generate spec.json >/dev/null || exit 70
         find '{disk}' -type f | sort | xargs cat > before
         dd if=/dev/zero of='{disk}/filler' bs=1k 2>/dev/null
         generate next.json; code=$?
         rm '{disk}/filler'; find '{disk}' -type f | sort | xargs cat > after
         cmp before after || exit 71
         exit $code",
        disk = disk.display(),
        tool = env!("CARGO_BIN_EXE_xtask"),
        core = core.display(),
    );
    let output = Command::new("unshare")
        .args(["-r", "-m", "sh", "-c", &script])
        .current_dir(&temp.0)
        .output();
    match output {
        Ok(output) if output.status.code() == Some(2) => {
            let said = String::from_utf8(output.stderr).unwrap();
            assert!(
                said.contains("error: cannot write") && said.contains("No space left"),
                "{said}"
            );
        }
        Ok(output) if ![Some(77), Some(1)].contains(&output.status.code()) => panic!("{output:?}"),
        _ => eprintln!("no disk can be mounted here: the limit on files stands for it"),
    }
}

#[test]
fn what_is_write_protected_stays() {
    for protected in [
        "out",
        "out/hostile-models",
        "out/hostile-models/src",
        "out/hostile-models/src/a1.rs",
    ] {
        let (temp, old) = with_two_versions();
        let path = temp.0.join(protected);
        let before = fs::metadata(&path).unwrap().permissions();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o555)).unwrap();
        let ended = run(&mut codegen(&temp.0, "spec.json"));
        fs::set_permissions(&path, before).unwrap();
        fails_and_keeps(&temp, &old, &ended, "is write-protected");
    }
}

/// Without a network there is nothing that the tool misses; where no name space can be made, `nothing_is_fetched` stands.
#[test]
fn generation_needs_no_network() {
    let temp = TempFolder::new();
    temp.put("spec.json", wandering());
    let ended = run(&mut behind(
        "unshare -r -n true 2>/dev/null || exit 77; exec unshare -r -n",
        &codegen(&temp.0, "spec.json"),
    ));
    assert!(matches!(ended.code, Some(0 | 77)), "{ended:?}");
    if ended.code == Some(77) {
        eprintln!("no name space without a network can be made here");
    } else {
        assert!(ended.out.contains("1 of 1 operations"), "{}", ended.out);
    }
}

/// Folder, time zone, language and home leave no trace.
#[test]
fn the_same_document_gives_the_same_bytes() {
    let temps = [TempFolder::new(), TempFolder::new()];
    let trees = [0, 1].map(|n| {
        let folder = temps[n].0.join(["a", "some where/else"][n]);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("spec.json"), wandering()).unwrap();
        let mut command = codegen(&folder, "spec.json");
        if n == 1 {
            command.envs([
                ("TZ", "Pacific/Chatham"),
                ("LANG", "tr_TR.UTF-8"),
                ("LC_ALL", "tr_TR.UTF-8"),
                ("HOME", "/nowhere"),
            ]);
        }
        let ended = run(&mut command);
        assert_eq!(ended.code, Some(0), "{}", ended.err);
        let relative = |(path, text): (PathBuf, String)| (path.strip_prefix(&folder).unwrap().to_owned(), text);
        files(&folder.join("out"))
            .into_iter()
            .map(relative)
            .collect::<BTreeMap<_, _>>()
    });
    for (path, text) in &trees[0] {
        // The way to the runtime is the one thing that depends on the folder.
        let way = |line: &&str| !line.contains("path = \"");
        let (left, right) = (text.lines().filter(way), trees[1][path].lines().filter(way));
        assert!(left.eq(right), "{}", path.display());
    }
    assert_eq!(trees[0].len(), trees[1].len());
}

/// Maps whose order is that of what is generated; of all others the order means nothing.
const ORDERED: &[&str] = &[
    "paths",
    "properties",
    "schemas",
    "responses",
    "content",
    "headers",
    "securitySchemes",
    "variables",
    "mapping",
    "examples",
    "parameters",
    "example",
    "value",
    "default",
    "x-rust-names",
    "patternProperties",
    "security",
];

#[test]
fn the_order_of_keys_means_nothing_where_it_says_nothing() {
    for base in base::all() {
        let text = base.with(&[], "");
        let mut value: Value = serde_json::from_str(&text).unwrap();
        reverse(&mut value, "");
        assert_ne!(value.to_string(), text);
        let sorted = |text: &str| -> BTreeMap<String, String> {
            let Ok(Made::Files(files)) = generate("hostile.json", text) else {
                panic!("{text}")
            };
            files.into_iter().map(|TextFile { path, text }| (path, text)).collect()
        };
        let (forth, back) = (sorted(&text), sorted(&value.to_string()));
        for (path, text) in &forth {
            assert!(
                back.get(path) == Some(text),
                "{path}:\n{text}\nbut with the keys in reverse:\n{}",
                back[path]
            );
        }
    }
}

fn reverse(value: &mut Value, key: &str) {
    match value {
        Value::Object(map) => {
            let entries: Vec<_> = std::mem::take(map).into_iter().collect();
            let mut entries: Vec<_> = entries
                .into_iter()
                .map(|(key, mut child)| {
                    reverse(&mut child, &key);
                    (key, child)
                })
                .collect();
            // Methods of a path come in the order of the specification, whatever the document's.
            if !ORDERED.contains(&key) {
                entries.reverse();
            }
            *map = entries.into_iter().collect::<Map<_, _>>();
        }
        Value::Array(list) => list.iter_mut().for_each(|item| reverse(item, key)),
        _ => {}
    }
}
