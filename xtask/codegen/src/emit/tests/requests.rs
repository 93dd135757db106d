//! What is sent: parameters, bodies, credentials and the examples that show them.

use serde_json::json;

use super::expect;
use super::make::*;
use crate::ir::*;

fn styled(name: &str, location: ParamLocation, style: Style, explode: bool) -> Param {
    Param {
        spelling: Spelling {
            style,
            explode,
            allow_reserved: false,
        },
        ..param(name, location, list(Type::String))
    }
}

#[test]
fn parameters() {
    let mut get = operation("get_call", "GetCall");
    get.path = "/calls/{id}/{label}/{matrix}".to_owned();
    get.params = vec![
        Param {
            example: Some(json!("call_123")),
            ..param("id", ParamLocation::Path, Type::String)
        },
        styled("label", ParamLocation::Path, Style::Label, true),
        styled("matrix", ParamLocation::Path, Style::Matrix, false),
        Param {
            required: true,
            example: Some(json!([1, 2])),
            ..param("parts", ParamLocation::Query, list(Type::I64))
        },
        Param {
            example: Some(json!(10)),
            ..param("limit", ParamLocation::Query, Type::U32)
        },
        Param {
            example: Some(json!("2026-03-02")),
            ..param("r#type", ParamLocation::Query, Type::Date)
        },
        styled("comma", ParamLocation::Query, Style::Form, false),
        styled("space", ParamLocation::Query, Style::SpaceDelimited, false),
        styled("pipe", ParamLocation::Query, Style::PipeDelimited, true),
        styled("filter", ParamLocation::Query, Style::DeepObject, true),
        styled("json", ParamLocation::Query, Style::Json, false),
        Param {
            spelling: Spelling {
                style: Style::Form,
                explode: true,
                allow_reserved: true,
            },
            deprecated: true,
            ..param("reserved", ParamLocation::Query, Type::String)
        },
        param("if_match", ParamLocation::Header, Type::String),
        styled("parts_header", ParamLocation::Header, Style::Simple, true),
        param("session", ParamLocation::Cookie, Type::Secret),
    ];
    get.docs.page = Some("https://voice.example/docs".to_owned());
    let mut old = operation("old", "Old");
    old.deprecated = true;
    old.security = vec![Vec::new()];
    expect("parameters", &api(Vec::new(), vec![get, old]));
}

fn bodies(types: &[Type]) -> Vec<Operation> {
    let one = |id: &str, type_name: &str, payload: Payload, media_type: &str, example| {
        let mut operation = operation(id, type_name);
        operation.method = Method::Post;
        operation.body = Some(body(vec![content(media_type, "Only", payload, example)]));
        operation
    };
    let [patch, form] = [&types[0], &types[1]].map(Clone::clone);
    vec![
        one(
            "json",
            "Json",
            Payload::Json(patch.clone()),
            "application/merge-patch+json",
            Some(json!({"id": "call_1", "label": null, "tags": ["a"], "unknown": 1})),
        ),
        one(
            "form",
            "Form",
            Payload::Form(patch),
            "application/x-www-form-urlencoded",
            None,
        ),
        one(
            "upload",
            "Upload",
            Payload::Multipart(form),
            "multipart/form-data",
            Some(json!({"file": "a,b\n", "replace": true})),
        ),
        one("text", "Text", Payload::Text, "text/csv", Some(json!("a,b\n"))),
        one("bytes", "Bytes_", Payload::Bytes, "audio/wav", None),
        one(
            "list",
            "List",
            Payload::Json(list(Type::String)),
            "application/json",
            Some(json!(["a"])),
        ),
        one(
            "map",
            "Map_",
            Payload::Multipart(Type::Map(Box::new(Type::I64))),
            "multipart/form-data",
            Some(json!({"a": 1})),
        ),
    ]
}

fn body_types() -> Vec<TypeDef> {
    let patch = object(vec![
        field("id", Type::String, Presence::Required),
        field("label", Type::String, Presence::Patch),
        field("tags", list(Type::String), Presence::Optional),
    ]);
    let form = object(vec![
        field("file", Type::File, Presence::Required),
        field("cover", Type::File, Presence::Optional),
        field("thumb", Type::File, Presence::Patch),
        field("pages", list(Type::File), Presence::Optional),
        field("replace", Type::Bool, Presence::Optional),
    ]);
    let mut upload = def("UploadForm", "upload_form", Flow::Sent, form);
    upload.has_file = true;
    vec![def("CallPatch", "call_patch", Flow::Sent, patch), upload]
}

#[test]
fn payloads() {
    expect("payloads", &api(body_types(), bodies(&[named(0), named(1)])));
}

#[test]
fn choices() {
    let contents = || {
        vec![
            content(
                "application/json",
                "Json",
                Payload::Json(named(0)),
                Some(json!({"id": "call_1"})),
            ),
            content("text/csv", "Csv", Payload::Text, None),
            content("audio/wav", "Wav", Payload::Bytes, None),
        ]
    };
    let mut choice = body(contents());
    choice.enum_name = Some(TypeName::new("ImportBody"));
    choice.conversions = vec![0, 1, 2];
    let mut required = operation("import", "Import");
    required.body = Some(choice.clone());
    choice.required = false;
    choice.enum_name = Some(TypeName::new("MaybeImportBody"));
    choice.contents.remove(0);
    choice.conversions = vec![0, 1];
    let mut optional = operation("maybe_import", "MaybeImport");
    optional.body = Some(choice);
    let mut single = body(contents());
    single.contents.truncate(1);
    single.required = false;
    let mut one = operation("maybe", "Maybe");
    one.body = Some(single);
    expect("choices", &api(body_types(), vec![required, optional, one]));
}

#[test]
fn wraps() {
    let attributes = |wrap| Body {
        name: FieldName::new("attributes"),
        ..body(vec![Content {
            wrap,
            ..content("application/vnd.api+json", "Only", Payload::Json(named(0)), None)
        }])
    };
    let type_name = || "Call".to_owned();
    let mut create = operation("create_call", "CreateCall");
    create.method = Method::Post;
    create.body = Some(attributes(Wrap::Create { type_name: type_name() }));
    create.accept = vec!["application/vnd.api+json".to_owned(), "application/json".to_owned()];
    let mut update = operation("update_call", "UpdateCall");
    update.method = Method::Patch;
    update.path = "/calls/{id}".to_owned();
    update.params = vec![param("id", ParamLocation::Path, Type::String)];
    let id = FieldName::new("id");
    update.body = Some(attributes(Wrap::Update {
        type_name: type_name(),
        id,
    }));
    expect("wraps", &api(body_types(), vec![create, update]));
}

#[test]
fn schemes() {
    let text = |text: &str| text.to_owned();
    let mut api = api(Vec::new(), vec![operation("get", "Get"), operation("put", "Put")]);
    api.schemes = vec![
        scheme("bearerAuth", "bearer_auth", SchemeKind::Bearer, Some("VOICE_KEY")),
        scheme("basic", "basic", SchemeKind::Basic, None),
        scheme("digest", "digest", SchemeKind::Http(text("Digest")), None),
        scheme("api", "api", SchemeKind::Header(text("X-Key")), Some("VOICE_API")),
        scheme("query", "query", SchemeKind::Query(text("key")), None),
        scheme("cookie", "cookie", SchemeKind::Cookie(text("key")), None),
        scheme("mtls", "mtls", SchemeKind::MutualTls, None),
    ];
    api.constant = ConstName::new("THIS_API");
    let id = SchemeId::new;
    api.groups[0].operations[0].security = vec![vec![id(0), id(6)], vec![id(0), id(1)]];
    api.groups[0].operations[1].security = vec![vec![id(0), id(2), id(3), id(4), id(5)]];
    expect("schemes", &api);
}
