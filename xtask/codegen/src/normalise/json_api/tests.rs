//! What is made of resource objects and error responses, and of what only looks like them.

use serde_json::{Value, json};

use crate::normalise::testing::normalised;
use crate::report::Code;

/// A resource object whose `type` says this.
fn resource(kind: Value) -> Value {
    let attributes = json!({"type": "object", "properties": {"title": {"type": "string"}}});
    json!({"type": "object", "properties": {"type": kind, "id": {"type": "string"}, "attributes": attributes}})
}

fn content(schema: Value) -> Value {
    json!({"application/vnd.api+json; ext=bulk": {"schema": schema}})
}

/// A document that gives notes, with these schemas, and these types in `fields`.
fn document(schemas: Value, fields: &[&str]) -> Value {
    let types: serde_json::Map<_, _> = fields
        .iter()
        .map(|name| ((*name).to_owned(), json!({"type": "string"})))
        .collect();
    let parameter = json!({"name": "fields", "in": "query", "style": "deepObject", "schema": {"type": "object", "properties": types}});
    let body = json!({"type": "object", "properties": {"data": {"$ref": "#/components/schemas/note"}}});
    json!({
        "paths": {"/notes": {"get": {"parameters": [parameter], "responses": {"200": {"description": "", "content": content(body)}}}}},
        "components": {"schemas": schemas},
    })
}

/// The pointers of types that are found out, and the values that they have then.
fn found_out(parts: Value) -> Vec<(String, Value)> {
    let (plain, codes) = normalised("3.0.3", parts);
    assert_eq!(codes, []);
    let value = |at: &String| {
        plain
            .value
            .pointer(at)
            .map(|kind| kind["enum"][0].clone())
            .unwrap_or_default()
    };
    plain
        .facts
        .resource_types
        .iter()
        .map(|at| (at.clone(), value(at)))
        .collect()
}

#[test]
fn the_name_of_a_schema_is_a_type_where_the_document_uses_it_as_one() {
    let any = || resource(json!({"type": "string", "description": "The type."}));
    let notes = ("/components/schemas/note/properties/type".to_owned(), json!("note"));
    let writers = ("/components/schemas/writer/properties/type".to_owned(), json!("writer"));
    let schemas = || json!({"note": any(), "writer": any(), "": any()});
    assert_eq!(
        found_out(document(schemas(), &["note"])),
        [notes.clone(), writers.clone()]
    );
    // Another type that is no schema's name leaves the names in doubt.
    assert_eq!(
        found_out(document(schemas(), &["note", "people"])),
        std::slice::from_ref(&notes)
    );
    assert_eq!(found_out(document(schemas(), &["notes"])), []);
    assert_eq!(found_out(document(schemas(), &[])), []);
    // What is sent tells it as well.
    let mut sent = document(schemas(), &[]);
    let body = json!({"type": "object", "properties": {"data": {"type": "object", "properties": {"type": {"enum": ["note"]}}}}});
    sent["paths"]["/notes"]["post"] =
        json!({"requestBody": {"content": content(body)}, "responses": {"204": {"description": ""}}});
    assert_eq!(found_out(sent), [notes, writers]);
}

#[test]
fn what_a_schema_says_of_its_type_stands() {
    for kind in [
        json!({"type": "string", "enum": ["post"]}),
        json!({"type": "string", "pattern": "^n"}),
        json!({"type": "string", "nullable": true}),
        json!({"type": "integer"}),
        json!({"$ref": "#/components/schemas/text"}),
    ] {
        let schemas = json!({"note": resource(kind.clone()), "text": {"type": "string"}});
        assert_eq!(found_out(document(schemas, &["note"])), [], "{kind}");
    }
    let mut other = resource(json!({"type": "string"}));
    other["properties"]["price"] = json!({"type": "number"});
    assert_eq!(found_out(document(json!({"note": other}), &["note"])), []);
}

#[test]
fn a_document_that_speaks_something_else_is_left_alone() {
    let mut plain = document(json!({"note": resource(json!({"type": "string"}))}), &["note"]);
    let responses = &mut plain["paths"]["/notes"]["get"]["responses"];
    *responses = json!({"200": {"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/note"}}}}});
    assert_eq!(found_out(plain), []);
}

#[test]
fn attributes_need_not_be_there_where_the_framework_leaves_some_out() {
    let required = |properties: Value| {
        let mut note = resource(json!({"type": "string", "enum": ["note"]}));
        note["properties"]["attributes"] = json!({"type": "object", "properties": properties, "required": ["a"]});
        let (plain, codes) = normalised("3.0.3", document(json!({"note": note}), &[]));
        let required = plain
            .value
            .pointer("/components/schemas/note/properties/attributes/required");
        (required.cloned(), codes)
    };
    let text = |description: &str| json!({"type": "string", "description": description});
    let told = (None, vec![Code::AbsentAttributes]);
    assert_eq!(
        required(json!({"a": text("A text. Field included by default."), "b": text("B")})),
        told
    );
    assert_eq!(
        required(json!({"a": text("A"), "b": {"anyOf": [text("Field included by default."), {"type": "integer"}]}})),
        told
    );
    // Where none is said to come by default, another framework wrote the document.
    assert_eq!(
        required(json!({"a": text("A"), "b": text("B")})),
        (Some(json!(["a"])), vec![])
    );
}

#[test]
fn what_is_related_is_what_the_relationship_says() {
    let identifier = |extra: Value| {
        let mut data = json!({"type": "object", "required": ["type", "id"], "properties": {"type": {"type": "string"}, "id": {"type": "string"}}});
        data.as_object_mut()
            .unwrap()
            .extend(extra.as_object().cloned().unwrap_or_default());
        json!({"properties": {"data": data}})
    };
    let many = || json!({"properties": {"data": {"type": "array", "items": {"type": "object"}}}});
    let data = |writer: Value, path: &str| {
        let mut note = resource(json!({"type": "string", "enum": ["note"]}));
        note["properties"]["relationships"] =
            json!({"type": "object", "properties": {"writer": writer, "labels": many()}});
        let one = json!({"type": "object", "properties": {"data": {"$ref": "#/components/schemas/note"}}});
        let get = || json!({"get": {"responses": {"200": {"description": "", "content": content(one.clone())}}}});
        let (plain, codes) = normalised(
            "3.0.3",
            json!({
                "paths": {"/notes/{id}": get(), path: get()},
                "components": {"schemas": {"note": note}},
            }),
        );
        let codes: Vec<Code> = codes.into_iter().filter(|code| *code == Code::RelatedData).collect();
        let body =
            &plain.value["paths"][path]["get"]["responses"]["200"]["content"]["application/vnd.api+json; ext=bulk"];
        (body["schema"]["properties"]["data"].clone(), codes.len())
    };
    let one = || json!({"$ref": "#/components/schemas/note"});
    let nullable = || identifier(json!({"nullable": true}));
    let list = json!({"type": "array", "items": one()});
    assert_eq!(data(nullable(), "/notes/{id}/labels"), (list.clone(), 1));
    assert_eq!(data(nullable(), "/notes/{id}/relationships/labels"), (list, 1));
    assert_eq!(
        data(nullable(), "/notes/{id}/writer"),
        (json!({"nullable": true, "allOf": [one()]}), 1)
    );
    assert_eq!(data(nullable(), "/notes/{id}/latest"), (one(), 0));
    assert_eq!(data(nullable(), "/labels"), (one(), 0));
    // There is always one; and where all are to many, nothing is known.
    assert_eq!(data(identifier(json!({})), "/notes/{id}/writer"), (one(), 0));
    assert_eq!(data(many(), "/notes/{id}/labels"), (one(), 0));
}

#[test]
fn a_list_of_error_objects_is_in_a_document() {
    let response = |items: Value| {
        let body = json!({"type": "array", "items": items});
        let parts = json!({"components": {"responses": {"errors": {"description": "", "content": content(body)}}}});
        let (plain, codes) = normalised("3.0.3", parts);
        let at = "/components/responses/errors/content/application~1vnd.api+json; ext=bulk/schema";
        (plain.value.pointer(at).cloned().unwrap_or_default(), codes)
    };
    let error = json!({"type": "object", "properties": {"status": {"type": "string"}, "detail": {"type": "string"}}});
    let (schema, codes) = response(error.clone());
    assert_eq!(codes, [Code::BareErrors]);
    assert_eq!(
        schema,
        json!({"type": "object", "required": ["errors"], "properties": {"errors": {"type": "array", "items": error}}})
    );
    for other in [
        json!({"type": "object", "properties": {"id": {"type": "string"}, "links": {"type": "object"}}}),
        json!({"type": "object", "properties": {"detail": {"type": "string"}, "price": {"type": "string"}}}),
        json!({"type": "string"}),
    ] {
        let (schema, codes) = response(other);
        assert_eq!((schema["type"].as_str(), codes), (Some("array"), vec![]));
    }
}
