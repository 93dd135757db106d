//! Documents of several files.

use std::fs;
use std::path::PathBuf;

use super::*;

/// A folder of files that is removed in the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let path = std::env::temp_dir().join(format!("callspec-read-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        for (name, text) in files {
            let file = path.join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        Self(path)
    }

    fn read(&self) -> (Value, Vec<Diagnostic>, Source) {
        let mut source = Source::load(&self.0.join("root.yaml")).unwrap();
        let mut report = Report::default();
        let value = read(&mut source, &mut report).unwrap();
        (value, report.diagnostics, source)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn references_to_files_become_components() {
    let root = "\
openapi: 3.0.3
paths:
  /calls: {$ref: 'paths/calls.yaml#/~1calls'}
components:
  schemas:
    Own: {type: object, example: {$ref: data.yaml}}
";
    let calls = "\
/calls:
  get:
    parameters: [{$ref: '../common.yaml#/parameters/limit'}]
    responses:
      '200':
        $ref: ../common.yaml#/responses/Calls
";
    let common = "\
parameters:
  limit: {name: limit, in: query, schema: {type: integer}}
responses:
  Calls:
    description: calls
    content: {application/json: {schema: {$ref: schemas/call%2dtree.yaml}}}
";
    let tree = "\
type: object
properties:
  own: {$ref: '../root.yaml#/components/schemas/Own'}
  kids: {type: array, items: {$ref: '#'}}
  part: {$ref: '#/properties/kids'}
discriminator: {propertyName: kind, mapping: {a: Own, b: call-tree.yaml}}
";
    let folder = Folder::new(
        "bundle",
        &[
            ("root.yaml", root),
            ("paths/calls.yaml", calls),
            ("common.yaml", common),
            ("schemas/call-tree.yaml", tree),
        ],
    );
    let (value, found, source) = folder.read();
    assert!(found.is_empty(), "{found:?}");
    let get = &value["paths"]["/calls"]["get"];
    assert_eq!(get["parameters"][0], json!({"$ref": "#/components/parameters/limit"}));
    assert_eq!(get["responses"]["200"], json!({"$ref": "#/components/responses/Calls"}));
    let components = &value["components"];
    assert_eq!(
        components["schemas"]["Own"]["example"],
        json!({"$ref": "data.yaml"}),
        "data is left alone"
    );
    assert_eq!(
        components["responses"]["Calls"]["content"]["application/json"]["schema"],
        json!({"$ref": "#/components/schemas/call-tree"})
    );
    let tree = &components["schemas"]["call-tree"];
    assert_eq!(tree["properties"]["own"], json!({"$ref": "#/components/schemas/Own"}));
    assert_eq!(
        tree["properties"]["kids"]["items"],
        json!({"$ref": "#/components/schemas/call-tree"}),
        "a cycle through files"
    );
    assert_eq!(tree["properties"]["part"], json!({"$ref": "#/components/schemas/kids"}));
    assert_eq!(
        tree["discriminator"]["mapping"],
        json!({"a": "Own", "b": "#/components/schemas/call-tree"})
    );
    let place = |pointer: &str| {
        let place = source.locate(&Pointer(pointer.to_owned()), false).unwrap();
        (place.file.rsplit('/').next().unwrap().to_owned(), place.line)
    };
    assert_eq!(
        place("/components/schemas/call-tree/properties/kids/items/$ref"),
        ("call-tree.yaml".to_owned(), 4)
    );
    assert_eq!(place("/paths/~1calls/get/responses"), ("calls.yaml".to_owned(), 4));
    assert_eq!(place("/components/schemas/Own/type"), ("root.yaml".to_owned(), 6));
}

#[test]
fn clashing_names_are_resolved_by_what_clashes() {
    let root = |first: &str, second: &str| {
        format!(
            "openapi: 3.0.3\ncomponents:\n  schemas:\n    A: {{$ref: '{first}#/Call'}}\n    B: {{$ref: '{second}#/Call'}}\n    C: {{$ref: 'x/a.yaml#/Own'}}\n    Own: {{}}\n"
        )
    };
    let files = [
        ("x/a.yaml", "Call: {type: string}\nOwn: {}\n"),
        ("y/b.yaml", "Call: {type: integer}\n"),
    ];
    let mut seen = Vec::new();
    for (first, second) in [("x/a.yaml", "y/b.yaml"), ("y/b.yaml", "x/a.yaml")] {
        let text = root(first, second);
        let folder = Folder::new("clash", &[("root.yaml", &text), files[0], files[1]]);
        let (value, found, _) = folder.read();
        assert_eq!(codes(&found), ["bundled-name", "bundled-name"]);
        let schemas = value["components"]["schemas"].as_object().unwrap();
        assert_eq!(schemas["a_Call"], json!({"type": "string"}));
        assert_eq!(schemas["b_Call"], json!({"type": "integer"}));
        assert_eq!(schemas["C"], json!({"$ref": "#/components/schemas/a_Own"}));
        let mut names: Vec<_> = schemas.keys().cloned().collect();
        names.sort();
        seen.push(names);
    }
    assert_eq!(seen[0], seen[1]);
    let folder = Folder::new(
        "clash-dirs",
        &[
            ("root.yaml", &root("x/a.yaml", "y/a.yaml")),
            files[0],
            ("y/a.yaml", "Call: {}\n"),
        ],
    );
    let (value, _, _) = folder.read();
    assert_eq!(
        value["components"]["schemas"]["A"],
        json!({"$ref": "#/components/schemas/x_a_Call"})
    );
    assert_eq!(
        value["components"]["schemas"]["B"],
        json!({"$ref": "#/components/schemas/y_a_Call"})
    );
}

#[test]
fn references_that_leave_the_folder_are_refused_where_they_stand() {
    let root = "\
openapi: 3.0.3
components:
  schemas:
    A: {$ref: 'http://127.0.0.1:9/x.yaml'}
    B: {$ref: 'file:///etc/hostname'}
    C: {$ref: ../outside.yaml}
    D: {$ref: /etc/hostname}
    E: {$ref: link.yaml}
    F: {$ref: missing.yaml}
    G: {$ref: 'other.yaml#/Nothing'}
    H: {$ref: broken.yaml}
    I: {$ref: '//host/x.yaml'}
    J: {$ref: '.'}
    K: {properties: {$ref: {type: string}}}
";
    let folder = Folder::new(
        "refused",
        &[
            ("root.yaml", root),
            ("other.yaml", "X: {$ref: ./gone.yaml}\n"),
            ("broken.yaml", "a: [\n"),
        ],
    );
    #[cfg(unix)]
    std::os::unix::fs::symlink("/etc/hostname", folder.0.join("link.yaml")).unwrap();
    let (_, found, source) = folder.read();
    let expected = [
        "remote-ref",
        "remote-ref",
        "outside-ref",
        "outside-ref",
        "outside-ref",
        "unreadable-ref",
        "dangling-ref",
        "syntax",
        "remote-ref",
        "unreadable-ref",
    ];
    assert_eq!(codes(&found), expected);
    let shown = render(
        &Report {
            diagnostics: found,
            ..Report::default()
        },
        &source,
        Options::default(),
    );
    assert!(
        shown.contains("root.yaml:4:15\n") && shown.contains("= in #/components/schemas/A/$ref\n"),
        "{shown}"
    );
    assert!(shown.contains("broken.yaml:2:1\n"), "{shown}");
}

#[test]
fn path_items_that_lead_back_to_themselves_are_refused() {
    let item = "get:\n  callbacks:\n    a: {'{$url}': {$ref: item.yaml}}\n";
    let folder = Folder::new(
        "cycle",
        &[
            ("root.yaml", "openapi: 3.0.3\npaths: {/a: {$ref: item.yaml}}\n"),
            ("item.yaml", item),
        ],
    );
    let (_, found, _) = folder.read();
    assert_eq!(codes(&found), ["cyclic-ref"]);
}

#[test]
fn copies_in_place_are_bounded() {
    let item = |next: usize| {
        format!(
            "get:\n  callbacks:\n    a:\n{}",
            (0..10)
                .map(|n| format!("      '{n}': {{$ref: f{next}.yaml}}\n"))
                .collect::<String>()
        )
    };
    let texts: Vec<_> = (0..9)
        .map(|n| {
            (
                format!("f{n}.yaml"),
                if n < 8 { item(n + 1) } else { "get: {}\n".to_owned() },
            )
        })
        .collect();
    let mut files = vec![("root.yaml", "openapi: 3.0.3\npaths: {/a: {$ref: f0.yaml}}\n")];
    files.extend(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    let folder = Folder::new("copies", &files);
    let begun = Instant::now();
    let (_, found, _) = folder.read();
    assert!(codes(&found).contains(&"too-large"), "{found:?}");
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}
