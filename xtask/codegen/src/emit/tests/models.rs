//! What types become.

use serde_json::json;

use super::make::*;
use super::{expect, text, texts};
use crate::emit::{Options, Runtime, emit};
use crate::ir::*;
use crate::layout::layout;

fn all_presences() -> Vec<Field> {
    vec![
        field("required", Type::String, Presence::Required),
        field("nullable", Type::String, Presence::Nullable),
        field("optional", Type::String, Presence::Optional),
        field("patch", Type::String, Presence::Patch),
    ]
}

#[test]
fn presences() {
    let mut received = all_presences();
    received.truncate(3);
    let sent = object(all_presences());
    let patch = def(
        "CallPatch",
        "call_patch",
        Flow::Sent,
        object(vec![field("limit", Type::U32, Presence::Patch)]),
    );
    expect(
        "presences",
        &api(
            vec![
                def("Sent", "sent", Flow::Sent, sent),
                def("Received", "received", Flow::Received, object(received)),
                patch,
            ],
            Vec::new(),
        ),
    );
}

#[test]
fn fields() {
    let mut renamed = field("to_number", Type::String, Presence::Required);
    renamed.wire = "toNumber".to_owned();
    let keyword = field("r#type", Type::I64, Presence::Optional);
    let mut boxed = field("parent", named(0), Presence::Optional);
    boxed.boxed = true;
    let mut old = field("old", Type::Bool, Presence::Patch);
    old.deprecated = true;
    let mut label = field("label", Type::String, Presence::Patch);
    label.clearer = Some(FnName::new("reset_label"));
    let cleared = vec![label, field("clear_label", Type::Bool, Presence::Optional)];
    let mut kept = object([vec![renamed, keyword, boxed, old], cleared].concat());
    if let Shape::Struct { extra, .. } = &mut kept {
        *extra = Extra::Kept {
            name: FieldName::new("extra"),
            ty: Type::Json,
        };
    }
    let many = (0..8).map(|index| field(&format!("part_{index}"), Type::Bool, Presence::Required));
    let mut old_type = def(
        "Old",
        "old",
        Flow::Both,
        object(vec![field("id", Type::String, Presence::Required)]),
    );
    old_type.deprecated = true;
    let user = object(vec![field("old", named(2), Presence::Optional)]);
    expect(
        "fields",
        &api(
            vec![
                def("Node", "node", Flow::Both, kept),
                def("Many", "many", Flow::Sent, object(many.collect())),
                old_type,
                def("User", "user", Flow::Received, user),
            ],
            Vec::new(),
        ),
    );
}

#[test]
fn constants() {
    let constant = |name: &str, ty: Type, initial: Initial| Field {
        initial,
        ..field(name, ty, Presence::Required)
    };
    let fields = vec![
        constant("r#type", named(1), Initial::Variant(VariantName::new("Call"))),
        constant("kind", Type::String, Initial::Value(json!("call"))),
        constant("version", Type::I64, Initial::Value(json!(2))),
        constant("live", Type::Bool, Initial::Value(json!(true))),
        field("label", Type::String, Presence::Optional),
    ];
    let event = def("Event", "event", Flow::Sent, object(fields.clone()));
    let received = def("Received", "received", Flow::Received, object(fields));
    let kind = def("EventType", "event", Flow::Both, strings(&[("Call", "call")]));
    expect("constants", &api(vec![event, kind, received], Vec::new()));
}

#[test]
fn types() {
    let map = |value| Type::Map(Box::new(value));
    let nullable = |inner| Type::Nullable(Box::new(inner));
    let all = [
        Type::Bool,
        Type::I32,
        Type::I64,
        Type::U32,
        Type::U64,
        Type::F64,
        Type::String,
        Type::Secret,
        Type::Timestamp,
        Type::Date,
        Type::Json,
        Type::JsonObject,
        Type::Null,
        list(list(Type::String)),
        map(nullable(Type::F64)),
        nullable(Type::String),
        named(1),
        named(2),
        Type::Document(Box::new(named(1))),
        Type::ToOne,
        Type::ToMany,
    ];
    let fields = all.into_iter().enumerate();
    let fields: Vec<_> = fields
        .map(|(index, ty)| field(&format!("field_{index}"), ty, Presence::Optional))
        .collect();
    let everything = def("Everything", "everything", Flow::Sent, object(fields));
    let mut resource = object(vec![
        field("id", Type::String, Presence::Required),
        field("r#type", Type::String, Presence::Required),
    ]);
    if let Shape::Struct { resource, .. } = &mut resource {
        *resource = Some(Resource {
            type_name: "Call".to_owned(),
            id: Some(FieldName::new("id")),
        });
    }
    let call = def("Call", "call", Flow::Received, resource);
    let ids = def("CallIds", "call_ids", Flow::Both, Shape::Alias(list(Type::String)));
    expect("types", &api(vec![everything, call, ids], Vec::new()));
}

#[test]
fn enums() {
    let mixed = literals(vec![
        ("Auto", Literal::String("auto".to_owned())),
        ("One", Literal::Integer(1)),
        ("Half", Literal::Json(json!(-0.5))),
        ("Nothing", Literal::Json(json!(null))),
        ("Nested", Literal::Json(json!({"a": [true, "b"]}))),
    ]);
    expect(
        "enums",
        &api(
            vec![
                def(
                    "Status",
                    "status",
                    Flow::Both,
                    strings(&[("InProgress", "in_progress"), ("Quote", "\"")]),
                ),
                def(
                    "Level",
                    "level",
                    Flow::Both,
                    literals(vec![("Low", Literal::Integer(i64::MIN)), ("High", Literal::Integer(7))]),
                ),
                def("Mixed", "mixed", Flow::Both, mixed),
            ],
            Vec::new(),
        ),
    );
}

#[test]
fn unions() {
    let variants = || vec![variant("Text", Type::String), variant("Many", list(Type::I64))];
    let union = |choice| Shape::Union {
        variants: variants(),
        choice,
    };
    let objects = |choice| {
        let mut boxed = variant("Sip", named(5));
        boxed.boxed = true;
        Shape::Union {
            variants: vec![variant("Phone", named(4)), boxed],
            choice,
        }
    };
    let text = |text: &str| text.to_owned();
    let number = object(vec![field("number", Type::String, Presence::Required)]);
    let sip = object(vec![field("uri", Type::String, Presence::Required)]);
    let tag = |optional_in: &[usize]| {
        let values = [("phone", 0), ("sip", 1), ("sips", 1)];
        let values = values.map(|(value, variant)| (Literal::String(text(value)), variant));
        Step::Tag(Tag {
            path: vec![text("type")],
            optional_in: optional_in.to_vec(),
            implied: Vec::new(),
            values: values.into(),
            default: None,
        })
    };
    let numbers = [
        Literal::Integer(-1),
        Literal::Json(json!(true)),
        Literal::Json(json!(0.5)),
    ];
    let inner = Step::Tag(Tag {
        path: vec![text("meta"), text("kind")],
        optional_in: vec![0],
        implied: Vec::new(),
        values: numbers.into_iter().zip([0, 1, 1]).collect(),
        default: None,
    });
    let keys = Step::Keys(vec![(vec![text("number")], 0), (vec![text("uri"), text("user")], 1)]);
    let kinds = Step::JsonType(vec![(JsonType::String, 0), (JsonType::Array, 1)]);
    let fit = |several| Step::Fit {
        order: vec![0, 1],
        several,
    };
    let by = |step| Choice::Steps(vec![step]);
    let by_all = Choice::Steps(vec![tag(&[0, 1]), inner, fit(true)]);
    expect(
        "unions",
        &api(
            vec![
                def("ByKind", "by_kind", Flow::Both, union(by(kinds))),
                def("ByFit", "by_fit", Flow::Both, union(by(fit(false)))),
                def("ByTag", "by_tag", Flow::Both, objects(by(tag(&[])))),
                def("ByKeys", "by_keys", Flow::Both, objects(by(keys))),
                def("Phone", "phone", Flow::Both, number),
                def("Sip", "sip", Flow::Both, sip),
                def("ByAll", "by_all", Flow::Both, objects(by_all)),
            ],
            Vec::new(),
        ),
    );
}

#[test]
fn a_name_of_the_document_is_never_imported_over() {
    let holder = object(vec![
        field("at", Type::Timestamp, Presence::Patch),
        field("own", named(1), Presence::Optional),
    ]);
    let names = vec![
        def("Holder", "holder", Flow::Sent, holder),
        def("Timestamp", "timestamp", Flow::Both, object(Vec::new())),
        def("Patch", "patch", Flow::Both, object(Vec::new())),
        def("Serialize", "serialize", Flow::Both, object(Vec::new())),
    ];
    let text = text(&api(names, Vec::new()), "voice-models/src/holder.rs");
    assert!(
        text.contains("pub at: callspec_types::Patch<callspec_types::Timestamp>,"),
        "{text}"
    );
    assert!(
        text.contains("    Deserialize,\n    callspec_types::Serialize\n)]"),
        "{text}"
    );
    assert!(
        text.contains("use crate::Timestamp;") && text.contains("pub own: Option<Timestamp>,"),
        "{text}"
    );
}

#[test]
fn hidden_types_are_not_printed() {
    let mut hidden = def("Hidden", "hidden", Flow::Sent, object(Vec::new()));
    hidden.hidden = true;
    let files = texts(&api(vec![hidden], Vec::new()));
    assert!(
        files
            .iter()
            .all(|file| !file.path.contains("hidden") && !file.text.contains("hidden"))
    );
}

#[test]
fn in_the_workspace_manifests_inherit() {
    let api = api(vec![def("Call", "call", Flow::Both, object(Vec::new()))], Vec::new());
    let options = Options {
        spec: "specs/voice.yaml".to_owned(),
        runtime: Runtime::Workspace,
    };
    let files = layout(emit(&api, &options));
    for file in files.iter().filter(|file| file.path.ends_with("Cargo.toml")) {
        for line in [
            "edition.workspace = true",
            "license.workspace = true",
            "[lints]\nworkspace = true",
        ] {
            assert!(file.text.contains(line), "{line} in {}", file.text);
        }
        assert!(
            file.text
                .starts_with("# @generated by cargo xtask codegen from specs/voice.yaml. Do not edit.\n")
        );
    }
}

#[test]
fn deep_types_need_no_deep_stack() {
    let deep = (0..1000).fold(Type::String, |ty, _| list(ty));
    let holder = def(
        "Deep",
        "deep",
        Flow::Sent,
        object(vec![field("deep", deep, Presence::Optional)]),
    );
    let text = text(&api(vec![holder], Vec::new()), "voice-models/src/deep.rs");
    assert_eq!(
        text.matches("Vec<").count(),
        2000,
        "once in the field, once in the setter"
    );
}
