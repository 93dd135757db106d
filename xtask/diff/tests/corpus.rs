//! Real pairs: two versions of a document, the second made from the first by a program (`shared/corpus`, where that lies
//! beside the workspace).

use std::fs;
use std::path::{Path, PathBuf};

use callspec_codegen::parallel;
use callspec_codegen::source::Source;
use callspec_diff::side::{Input, Side};
use callspec_diff::{Comparison, Options};
use serde_json::{Value, json};

/// Largest real document that is edited, in bytes; larger ones take long without optimisation.
const LARGEST: u64 = 300_000;

fn corpus() -> Vec<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = here
        .ancestors()
        .map(|folder| folder.join("shared/corpus"))
        .find(|folder| folder.is_dir());
    let Some(folder) = folder else {
        println!("skipped: there is no shared/corpus beside the workspace");
        return Vec::new();
    };
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let small = |file: &PathBuf| {
        let is_document = file.extension().is_some_and(|end| end == "json" || end == "yaml");
        is_document && file.metadata().unwrap().len() < LARGEST
    };
    files.filter(small).collect()
}

/// An edit of a document, and the rules of which one is met: parts of their ids.
type Edit = (
    &'static str,
    fn(&mut Value) -> Option<()>,
    &'static [&'static str],
    &'static [&'static str],
);

/// The edits, each with what is found of it, and of its reverse.
const EDITS: &[Edit] = &[
    (
        "an operation is gone",
        without_operation,
        &["removed"],
        &["endpoint-added"],
    ),
    (
        "a property becomes optional",
        without_required,
        &["became-optional"],
        &["became-required"],
    ),
    (
        "a property has another type",
        with_other_type,
        &[
            "type-changed",
            "type-generalized",
            "became-not-enum",
            "unwrapped",
            "wrapped",
        ],
        &[
            "type-changed",
            "type-specialized",
            "became-enum",
            "unwrapped",
            "wrapped",
            "type-generalized",
        ],
    ),
    (
        "a property is new",
        with_property,
        &["property-added", "new-optional-request-property"],
        &["property-removed"],
    ),
    (
        "an optional parameter is new",
        with_parameter,
        &["new-optional-request-parameter"],
        &["request-parameter-removed"],
    ),
    (
        "an operation is deprecated",
        with_deprecation,
        &["endpoint-deprecated"],
        &["endpoint-reactivated"],
    ),
    (
        "a success has another status",
        with_other_success,
        &["success-status"],
        &["success-status"],
    ),
];

#[test]
fn real_documents_edited_by_program() {
    let made = parallel::map(corpus(), |file| {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let mut source = Source::load(&file).unwrap();
        let value =
            callspec_codegen::read::read(&mut source, &mut callspec_codegen::report::Report::default()).unwrap();
        let base = value.to_string();
        // A document with errors is refused; `cargo xtask corpus` says of which.
        let Some(same) = compare(&base, source.text(0)) else {
            return (Vec::new(), 0);
        };
        let (mut faults, mut pairs) = (Vec::new(), 0);
        if !same.providers[0].findings.is_empty() {
            faults.push(format!("{name}: differs from itself"));
        }
        for (what, edit, there, back) in EDITS {
            let mut head = value.clone();
            if edit(&mut head).is_none() {
                continue;
            }
            let head = head.to_string();
            pairs += 1;
            for (old, new, rules, way) in [(&base, &head, there, "there"), (&head, &base, back, "back")] {
                if !rules.iter().any(|rule| finds(old, new, rule)) {
                    faults.push(format!("{name}: not found {way}: {what}"));
                }
            }
        }
        (faults, pairs)
    });
    let made = made.unwrap();
    let pairs: usize = made.iter().map(|(_, pairs)| pairs).sum();
    println!("{pairs} pairs from {} documents", made.len());
    assert!(pairs >= 3 * made.len(), "{pairs} pairs from {} documents", made.len());
    let faults: Vec<String> = made.into_iter().flat_map(|(faults, _)| faults).collect();
    assert_eq!(faults, [""; 0]);
}

fn finds(base: &str, head: &str, rule: &str) -> bool {
    let Some(comparison) = compare(base, head) else {
        return false;
    };
    let findings = comparison.providers.iter().flat_map(|provider| &provider.findings);
    findings
        .flat_map(|finding| &finding.rulings)
        .any(|ruling| ruling.rule.contains(rule))
}

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// The first operation for which something can be done.
fn first_operation(document: &mut Value, mut edit: impl FnMut(&mut Value) -> Option<()>) -> Option<()> {
    let items = document["paths"].as_object_mut()?.values_mut();
    let operations = items.flat_map(|item| item.as_object_mut().into_iter().flatten());
    let mut operations = operations.filter(|(method, _)| METHODS.contains(&method.as_str()));
    operations.find_map(|(_, operation)| edit(operation))
}

/// Without the first operation.
fn without_operation(document: &mut Value) -> Option<()> {
    let items = document["paths"].as_object_mut()?.values_mut();
    let mut items = items.filter_map(Value::as_object_mut);
    items.find_map(|item| METHODS.iter().find_map(|method| item.shift_remove(*method)))?;
    Some(())
}

/// The first component that a success is made of, or is a list of, and for which something can be done.
fn first_answer(document: &mut Value, mut edit: impl FnMut(&mut Value) -> Option<()>) -> Option<()> {
    let mut names = Vec::new();
    let paths = document["paths"].as_object()?.values();
    let operations = paths.flat_map(|item| item.as_object().into_iter().flatten());
    for (_, operation) in operations.filter(|(method, _)| METHODS.contains(&method.as_str())) {
        let responses = operation["responses"].as_object().into_iter().flatten();
        let successes = responses.filter(|(status, _)| status.starts_with('2'));
        for (_, response) in successes {
            for content in response["content"]
                .as_object()
                .into_iter()
                .flat_map(|content| content.values())
            {
                let schema = &content["schema"];
                let to = schema["$ref"].as_str().or(schema["items"]["$ref"].as_str());
                names.extend(to.and_then(|to| to.strip_prefix('#')).map(str::to_owned));
            }
        }
    }
    names.iter().find_map(|pointer| edit(document.pointer_mut(pointer)?))
}

/// Where the first property that an answer requires is required no longer.
fn without_required(document: &mut Value) -> Option<()> {
    first_answer(document, |schema| {
        let properties = schema["properties"].as_object()?.clone();
        let required = schema["required"].as_array_mut()?;
        let is_named = |name: &Value| name.as_str().is_some_and(|name| properties.contains_key(name));
        let index = required.iter().position(is_named)?;
        required.remove(index);
        Some(())
    })
}

/// Where the first text of an answer is a truth value.
fn with_other_type(document: &mut Value) -> Option<()> {
    first_answer(document, |schema| {
        let mut properties = schema["properties"].as_object_mut()?.values_mut();
        let text = properties.find(|schema| schema["type"] == "string")?;
        *text = json!({"type": "boolean"});
        Some(())
    })
}

/// Where an answer has a property more.
fn with_property(document: &mut Value) -> Option<()> {
    first_answer(document, |schema| {
        let properties = schema["properties"].as_object_mut()?;
        properties.insert("a_property_that_is_new".to_owned(), json!({"type": "string"}));
        Some(())
    })
}

/// Where the first operation with parameters has one more.
fn with_parameter(document: &mut Value) -> Option<()> {
    first_operation(document, |operation| {
        let parameters = operation["parameters"].as_array_mut()?;
        parameters.push(json!({"name": "a_new_one", "in": "query", "schema": {"type": "string"}}));
        Some(())
    })
}

/// Where the first operation that is not deprecated is.
fn with_deprecation(document: &mut Value) -> Option<()> {
    first_operation(document, |operation| {
        let operation = operation.as_object_mut()?;
        let is_deprecated = operation.get("deprecated") == Some(&json!(true));
        (!is_deprecated).then(|| drop(operation.insert("deprecated".to_owned(), json!(true))))
    })
}

/// Where the first operation that answers 200 answers 203.
fn with_other_success(document: &mut Value) -> Option<()> {
    first_operation(document, |operation| {
        let responses = operation["responses"].as_object_mut()?;
        let response = responses.shift_remove("200")?;
        responses.insert("203".to_owned(), response);
        Some(())
    })
}

/// The comparison; `None` where a document has errors.
fn compare(base: &str, head: &str) -> Option<Comparison> {
    let side = |text: &str| Side {
        inputs: vec![Input {
            name: "things".to_owned(),
            source: Source::from_text("things.json", text),
        }],
        ..Side::default()
    };
    let options = Options {
        today: "2026-06-01".to_owned(),
        single: true,
    };
    callspec_diff::compare(side(base), side(head), &options).ok()
}
