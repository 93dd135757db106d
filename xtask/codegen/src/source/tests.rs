//! Places of nodes in texts, and which files may be read.

use super::*;

fn at(source: &Source, pointer: &str) -> (usize, usize, String) {
    let place = source.locate(&Pointer(pointer.to_owned()), false).unwrap();
    (
        place.line,
        place.column,
        source.text(place.file_id)[place.range].to_owned(),
    )
}

const YAML: &str = "\u{feff}# a comment
info: &info
  title: 'Voice'
paths:
  /calls/{id}:
    get:
      tags: [a, 'b']
x-copy: *info
empty:
";

#[test]
fn places_in_yaml() {
    let source = Source::from_text("a.yaml", YAML);
    assert_eq!(at(&source, "/info/title"), (3, 10, "'Voice'".to_owned()));
    assert_eq!(at(&source, "/paths/~1calls~1{id}/get"), (6, 5, "get".to_owned()));
    assert_eq!(
        at(&source, "/paths/~1calls~1{id}/get/tags/1"),
        (7, 17, "'b'".to_owned())
    );
    assert_eq!(at(&source, "/x-copy/title"), (3, 10, "'Voice'".to_owned()));
    assert_eq!(at(&source, "/empty"), (9, 1, "empty".to_owned()));
    let key = source.locate(&Pointer("/info/title".to_owned()), true).unwrap();
    assert_eq!((key.line, key.column), (3, 3));
}

#[test]
fn places_in_json() {
    let source = Source::from_text("a.json", "{\n\t\"a\\u0062\": [true, {\"c\": \"\\ud83d\\ude00\"}]\n}");
    assert_eq!(at(&source, "/ab/1/c"), (2, 26, "\"\\ud83d\\ude00\"".to_owned()));
    assert_eq!(at(&source, "/ab/0"), (2, 14, "true".to_owned()));
}

#[test]
fn raw_text_is_given_for_scalars_only() {
    let source = Source::from_text("a.yaml", "version: 3.10\nto: +15551234567\nlist: [1]\n");
    let text = |pointer: &str| source.text_at(&Pointer(pointer.to_owned()));
    assert_eq!(text("/version"), Some("3.10"));
    assert_eq!(text("/to"), Some("+15551234567"));
    assert_eq!(text("/list"), None);
    assert_eq!(text("/list/0/more"), None);
    assert_eq!(text("/nothing"), None);
}

#[test]
fn a_text_that_does_not_parse_has_no_places() {
    let source = Source::from_text("a.yaml", "a: [\n");
    assert_eq!(source.locate(&Pointer(String::new()), false), None);
}

#[test]
fn mounted_nodes_point_into_their_own_file() {
    let folder = std::env::temp_dir().join(format!("callspec-source-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("schemas")).unwrap();
    std::fs::write(folder.join("root.yaml"), "a: 1\n").unwrap();
    std::fs::write(folder.join("schemas/call.yaml"), "x: 1\nCall:\n  type: object\n").unwrap();
    let mut source = Source::load(&folder.join("root.yaml")).unwrap();
    let file = source.open(0, "./schemas/call.yaml").unwrap();
    assert_eq!(source.open(0, "schemas/../schemas/call.yaml").unwrap(), file);
    source.mount("/components/schemas/Call", file, "/Call");
    let place = source
        .locate(&Pointer("/components/schemas/Call/type".to_owned()), false)
        .unwrap();
    assert!(place.file.ends_with("/schemas/call.yaml"), "{}", place.file);
    assert_eq!((place.line, place.column), (3, 9));
    for outside in ["../root.yaml", "/etc/hostname", "schemas/../../x.yaml"] {
        assert!(
            matches!(source.open(0, outside), Err(LoadError::Outside { .. })),
            "{outside}"
        );
    }
    assert!(matches!(source.open(0, "schemas"), Err(LoadError::NotAFile { .. })));
    assert!(matches!(source.open(0, "missing.yaml"), Err(LoadError::Io { .. })));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("/etc", folder.join("link")).unwrap();
        assert!(matches!(
            source.open(0, "link/hostname"),
            Err(LoadError::Outside { .. })
        ));
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_file_that_is_not_utf8_is_refused_with_the_byte() {
    let path = std::env::temp_dir().join(format!("callspec-latin1-{}.yaml", std::process::id()));
    std::fs::write(&path, b"title: caf\xe9\n").unwrap();
    assert!(matches!(
        Source::load(&path),
        Err(LoadError::NotUtf8 { offset: 10, .. })
    ));
    std::fs::remove_file(&path).unwrap();
}
