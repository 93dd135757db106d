//! Text of a document never becomes code: whatever stands in any slot, the items stay the same.

use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};
use serde_json::json;

use super::make::*;
use super::{text, texts};
use crate::ir::*;

const TEXTS: &[&str] = &[
    "plain",
    "\"); fn marker() {} (\"",
    "*/ fn marker() {} /*",
    "line\nfn marker() {}",
    "line\rfn marker() {}",
    "```\nfn marker() {}\n```",
    "`tick` ``ticks``",
    "<script>marker()</script>",
    "\u{202e}marker\u{2066}",
    "\0\u{7}\u{feff}",
    "#\"#marker",
    "\\\"marker",
    "{marker}",
    "https://example.com/) [marker](x",
    "",
];

/// Documentation that says a text in every way.
fn said(text: &str) -> Docs {
    let owned = || text.to_owned();
    let scalar = Scalar {
        json_type: JsonType::String,
        is_enum: false,
        format: Some(owned()),
        length: Count::default(),
        range: Range::default(),
        pattern: Some(owned()),
    };
    let restrictions = || {
        vec![Restriction {
            keyword: owned(),
            value: json!({ text: text }),
        }]
    };
    let shape = ValueShape::Array {
        items: Some(Box::new(Values {
            shape: ValueShape::Scalar(scalar),
            nullable: true,
            restrictions: restrictions(),
        })),
        count: Count::default(),
        unique: true,
    };
    Docs {
        summary: Some(Markdown(owned())),
        description: Some(Markdown(owned())),
        title: Some(Markdown(owned())),
        evidence: Some(Evidence {
            kind: EvidenceKind::Example,
            reason: Some(Markdown(owned())),
        }),
        sunset: Some(owned()),
        page: Some(format!("https://example.com/{text}")),
        restrictions: restrictions(),
        facts: Some(Facts {
            values: Values {
                shape,
                nullable: true,
                restrictions: restrictions(),
            },
            default: Some(json!(text)),
            example: Some(json!(text)),
        }),
        schema: Some(Pointer(owned())),
        notes: vec![
            Note::BaseOf(owned()),
            Note::Discriminates {
                union: TypeId::new(2),
                texts: vec![owned(), owned()],
            },
        ],
    }
}

/// Every slot that takes a text of the document.
fn hostile(text: &str) -> Api {
    let owned = || text.to_owned();
    let mut status = def(
        "Status",
        "status",
        Flow::Both,
        strings(&[("One", text), ("Two", "two")]),
    );
    status.docs = said(text);
    let mut label = field("label", Type::String, Presence::Patch);
    label.wire = owned();
    label.docs = said(text);
    let mut event = def(
        "Event",
        "event",
        Flow::Both,
        object(vec![label, field("status", named(0), Presence::Optional)]),
    );
    event.pointer = Pointer(owned());
    event.docs = said(text);
    let choice = Choice::Steps(vec![Step::Tag(Tag {
        path: vec![owned()],
        optional_in: Vec::new(),
        implied: Vec::new(),
        values: vec![(crate::ir::Literal::String(owned()), 0)],
        default: None,
    })]);
    let mut alternative = variant("Event", named(1));
    alternative.docs = said(text);
    alternative.pointer = Pointer(owned());
    let union = Shape::Union {
        variants: vec![alternative],
        choice,
    };
    let mut get = operation("get_call", "GetCall");
    get.id = owned();
    get.path = format!("/calls/{text}");
    get.docs = said(text);
    get.accept = vec![owned()];
    get.params = vec![Param {
        wire: owned(),
        docs: said(text),
        example: Some(json!(text)),
        ..param("id", ParamLocation::Path, Type::String)
    }];
    let example = Some(json!({text: text, "status": text}));
    get.body = Some(body(vec![content(text, "Only", Payload::Json(named(1)), example)]));
    let csv = Response {
        // A range of media types is another match arm, rightly.
        media_type: Some(format!("text/{}", text.replace('*', ""))),
        docs: said(text),
        ..response(Status::Code(200), "Csv", Payload::Text)
    };
    let other = response(Status::Code(200), "Json", Payload::Json(named(1)));
    get.success = Success {
        responses: vec![other, csv],
        enum_name: Some(TypeName::new("GetCallAnswer")),
    };
    let types = vec![status, event, def("Any", "any", Flow::Both, union), events(text)];
    let mut api = api(types, vec![get]);
    api.title = owned();
    api.version = owned();
    api.base_url = Some(owned());
    api.groups[0].tag = Some(owned());
    api.webhooks = vec![Webhook {
        name: owned(),
        method: Method::Post,
        payload: Some(named(1)),
        event: Some(TypeId::new(3)),
        docs: said(text),
        pointer: Pointer(owned()),
    }];
    api.signature = Some(signature(text));
    api.schemes = vec![scheme(text, "key", SchemeKind::Header(owned()), Some(text))];
    api
}

/// Events whose names and whose place are the text.
fn events(text: &str) -> TypeDef {
    let owned = || text.to_owned();
    let mut alternative = variant("Event", named(1));
    alternative.docs = said(text);
    alternative.docs.notes.push(Note::Webhook(owned()));
    let names = vec![(EventName::Whole(owned()), 0), (EventName::Prefix(owned()), 0)];
    let choice = Choice::Event {
        place: EventPlace::Header(owned()),
        names,
    };
    let variants = vec![alternative];
    def(
        "WebhookEvent",
        "webhook_event",
        Flow::Received,
        Shape::Union { variants, choice },
    )
}

/// A signature of which all that is text is the text.
fn signature(text: &str) -> Signature {
    let owned = || text.to_owned();
    Signature::Own(OwnSignature {
        algorithm: Algorithm::HmacSha256,
        header: owned(),
        // An empty one is not written, rightly.
        prefix: format!("sha256={text}"),
        members: Some((owned(), owned())),
        timestamp: Some(owned()),
        counts_milliseconds: true,
        encoding: None,
        key: None,
        input: vec![InputPart::Header(owned()), InputPart::Text(owned())],
    })
}

/// What is left of a file without documentation and literals.
fn skeleton(text: &str) -> String {
    let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("{error} in {text}"));
    syn::parse2::<syn::File>(tokens.clone()).unwrap_or_else(|error| panic!("{error} in {text}"));
    bare(tokens).to_string()
}

fn bare(tokens: TokenStream) -> TokenStream {
    let mut bare = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Literal(_) => bare.push(TokenTree::Literal(Literal::string(""))),
            TokenTree::Group(group) if is_doc(&group) => drop_attribute(&mut bare),
            // Whether an arm has braces and a list its last comma depends on whether it fits on a line.
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => bare.extend(self::bare(group.stream())),
            TokenTree::Punct(punct) if punct.as_char() == ',' => {}
            TokenTree::Group(group) => bare.push(Group::new(group.delimiter(), self::bare(group.stream())).into()),
            token => bare.push(token),
        }
    }
    bare.into_iter().collect()
}

fn is_doc(group: &Group) -> bool {
    let first = group.stream().into_iter().next();
    group.delimiter() == Delimiter::Bracket && first.is_some_and(|first| first.to_string() == "doc")
}

/// Takes back the `#` or `#!` before documentation.
fn drop_attribute(tokens: &mut Vec<TokenTree>) {
    while tokens
        .pop_if(|token| matches!(token.to_string().as_str(), "#" | "!"))
        .is_some()
    {}
}

#[test]
fn no_text_changes_the_items() {
    let benign: Vec<_> = texts(&hostile("plain"))
        .into_iter()
        .map(|file| (file.path, file.text))
        .collect();
    for hostile_text in TEXTS {
        let files = texts(&hostile(hostile_text));
        assert_eq!(files.len(), benign.len());
        for (file, (path, benign)) in files.iter().zip(&benign).filter(|(file, _)| file.path.ends_with(".rs")) {
            assert_eq!(&file.path, path);
            assert_eq!(normalised(&file.text), normalised(benign), "{hostile_text:?} in {path}");
        }
    }
}

/// The skeleton without what depends on whether wire names and Rust names are equal.
fn normalised(text: &str) -> String {
    skeleton(text).replace("rename = \"\" ", "")
}

#[test]
fn no_text_leaves_a_comment_or_turns_around() {
    for hostile_text in TEXTS {
        // A README holds no code that is compiled.
        let files = texts(&hostile(hostile_text)).into_iter();
        for file in files.filter(|file| !file.path.ends_with(".md")) {
            assert!(!file.text.contains('\r'), "{:?} in {}", hostile_text, file.path);
            assert!(
                !file.text.contains(['\u{202e}', '\u{2066}']),
                "{:?} in {}",
                hostile_text,
                file.path
            );
            let code = file.text.lines().map(str::trim).filter(|line| !line.starts_with("//"));
            for line in code {
                let outside: String = line.split('"').step_by(2).collect();
                assert!(
                    line.contains('"') || !outside.contains("marker"),
                    "{hostile_text:?}: {line}"
                );
            }
        }
    }
}

#[test]
fn a_text_cannot_close_the_fence_of_an_example() {
    let text = text(&hostile("```\nfn marker() {}\n```"), "voice-client/src/calls.rs");
    let doc = |line: &str| line.trim().strip_prefix("///").map(|line| line.trim_start().to_owned());
    let lines: Vec<_> = text.lines().filter_map(doc).collect();
    let open = lines.iter().position(|line| line.starts_with("```no_run")).unwrap();
    let close = lines[open + 1..]
        .iter()
        .position(|line| line.starts_with("```"))
        .unwrap();
    assert_eq!(lines[open + close], "# Ok(()) }", "{lines:?}");
}

#[test]
fn manifests_stay_manifests() {
    for hostile_text in TEXTS {
        for file in texts(&hostile(hostile_text))
            .iter()
            .filter(|file| file.path.ends_with(".toml"))
        {
            let keys = file.text.lines().filter(|line| line.starts_with('['));
            let tables: Vec<_> = keys.collect();
            let docs_rs = "[package.metadata.docs.rs]";
            let expected = ["[package]", "[features]", "[dependencies]", docs_rs, "[lints.rust]"];
            assert_eq!(tables, expected, "{hostile_text:?}");
        }
    }
}
