//! Where YAML took an unquoted text for a number or a boolean: the text is put back as it is written.
//!
//! In: the bundled document. Out: the same with `openapi: 3.10`, `version: 2.0` and, where the schema says
//! text, examples and defaults such as `+15551234567` as the strings they were meant to be, each with a warning.

use serde_json::Value;

use super::kind_name;
use super::schema_text;
use super::shape::{NodeKind, Object, children};
use crate::ir::Pointer;
use crate::pointer;
use crate::report::{Code, Diagnostic, Report};
use crate::source::{Format, Source};

/// Puts texts back.
pub(super) fn keep_text(root: &mut Value, source: &Source, report: &mut Report) {
    let mut found = Found {
        root,
        pointers: Vec::new(),
    };
    found.search(root, NodeKind::One(Object::Document), &mut String::new());
    for at in found.pointers {
        let pointer = Pointer(at);
        // In JSON, a number where an example should be a text was written as a number.
        let in_data = source.format(source.file_of(&pointer)) == Format::Json && !is_text_of_json(&pointer.0);
        let Some(value) = root.pointer_mut(&pointer.0).filter(|_| !in_data) else {
            continue;
        };
        let Some(text) = source
            .text_at(&pointer)
            .map(str::to_owned)
            .or_else(|| scalar_text(value))
        else {
            continue;
        };
        let message = format!("`{text}` is {} where a text is expected", kind_name(value));
        report.push(
            Diagnostic::new(Code::UnquotedText, pointer, message)
                .label("taken as it is written")
                .hint(format!("quote it: '{text}'")),
        );
        *value = Value::String(text);
    }
}

/// In JSON only the version numbers of a document are so often written as numbers that they are taken as texts.
fn is_text_of_json(pointer: &str) -> bool {
    matches!(pointer, "/openapi" | "/info/version")
}

fn scalar_text(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

/// Pointers of values that should be texts.
struct Found<'a> {
    root: &'a Value,
    pointers: Vec<String>,
}

impl Found<'_> {
    fn search(&mut self, value: &Value, kind: NodeKind, at: &mut String) {
        if let (NodeKind::One(object), Value::Object(_)) = (kind, value) {
            self.texts(value, object, at);
            self.data(value, object, at);
        }
        for (key, kind, child) in children(value, kind) {
            if kind != NodeKind::Data && (child.is_object() || child.is_array()) {
                let length = at.len();
                pointer::push(at, &key);
                self.search(child, kind, at);
                at.truncate(length);
            }
        }
    }

    /// Members that are texts, or lists or maps of texts, whatever the document is about.
    fn texts(&mut self, value: &Value, object: Object, at: &str) {
        for key in text_keys(object) {
            let at = || format!("{at}/{key}");
            match value.get(key) {
                Some(Value::Array(list)) => {
                    let items = list.iter().enumerate().filter(|(_, item)| is_mistaken(item));
                    self.pointers
                        .extend(items.map(|(index, _)| format!("{}/{index}", at())));
                }
                Some(Value::Object(map)) if *key == "mapping" => {
                    let values = map.iter().filter(|(_, value)| is_mistaken(value));
                    self.pointers.extend(values.map(|(key, _)| pointer::join(&at(), key)));
                }
                // `required: true` on a property is another mistake, and not about quotes.
                Some(value) if is_mistaken(value) && !is_list(key) => self.pointers.push(at()),
                _ => {}
            }
        }
    }

    /// Examples, defaults and enum values, as their schema has them.
    fn data(&mut self, value: &Value, object: Object, at: &str) {
        let mut check = |data: &Value, schema: &Value, mut at: String| {
            schema_text::mistaken(self.root, schema, data, &mut at, &mut self.pointers);
        };
        match object {
            Object::Schema => {
                for key in ["example", "default", "const"] {
                    if let Some(data) = value.get(key) {
                        check(data, value, format!("{at}/{key}"));
                    }
                }
                for key in ["enum", "examples"] {
                    for (index, item) in value
                        .get(key)
                        .and_then(Value::as_array)
                        .into_iter()
                        .flatten()
                        .enumerate()
                    {
                        check(item, value, format!("{at}/{key}/{index}"));
                    }
                }
            }
            Object::Parameter | Object::Header | Object::MediaType => {
                let Some(schema) = value.get("schema") else {
                    return;
                };
                if let Some(data) = value.get("example") {
                    check(data, schema, format!("{at}/example"));
                }
                for (name, example) in value.get("examples").and_then(Value::as_object).into_iter().flatten() {
                    for key in ["value", "dataValue"] {
                        if let Some(data) = example.get(key) {
                            let at = pointer::join(&format!("{at}/examples"), name);
                            check(data, schema, format!("{at}/{key}"));
                        }
                    }
                }
            }
            _ => {}
        }
    }
}

fn is_mistaken(value: &Value) -> bool {
    value.is_number() || value.is_boolean()
}

/// Whether a member is a list of texts and never one text.
fn is_list(key: &str) -> bool {
    matches!(key, "required" | "tags" | "enum")
}

/// Members of an object whose value is a text, or a list of texts.
fn text_keys(object: Object) -> &'static [&'static str] {
    match object {
        Object::Document => &["openapi", "jsonSchemaDialect", "$self"],
        Object::Info => &["title", "version", "summary", "description", "termsOfService"],
        Object::Server => &["url", "name", "description"],
        Object::ServerVariable => &["default", "enum", "description"],
        Object::Operation => &["operationId", "summary", "description", "tags"],
        Object::Example => &["summary", "description", "serializedValue"],
        Object::PathItem | Object::Response | Object::RequestBody | Object::Link => &["summary", "description"],
        Object::Parameter => &["name", "description"],
        Object::Header | Object::SecurityScheme => &["name", "description", "bearerFormat"],
        Object::Tag => &["name", "summary", "description", "parent", "kind"],
        Object::Schema => &["title", "description", "pattern", "format", "required"],
        Object::Discriminator => &["propertyName", "mapping"],
        _ => &[],
    }
}
