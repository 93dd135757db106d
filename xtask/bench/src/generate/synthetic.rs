//! A made-up document of any size. In: how many resources. Out: an OpenAPI 3.0 document with four schemas and four
//! operations for each, of which every generator can make something.

use serde_json::{Map, Value, json};

/// Schemas, and operations, of one resource.
pub(super) const EACH: usize = 4;

/// The document.
pub(super) fn document(resources: usize) -> Value {
    let mut schemas = Map::new();
    schemas.insert("Problem".to_owned(), problem());
    let mut paths = Map::new();
    for index in 0..resources {
        // References form chains of a few links, as real ones do; none leads to all others.
        let friend = index - index % 5;
        let name = format!("Item{index}");
        schemas.insert(
            format!("{name}State"),
            json!({"type": "string", "enum": ["open", "held", "done"]}),
        );
        schemas.insert(name.clone(), item(&name, friend));
        schemas.insert(format!("{name}Change"), change(&name));
        schemas.insert(format!("{name}List"), list(&name));
        let tag = format!("group{}", index / 10);
        paths.insert(format!("/items{index}"), collection(&name, &tag));
        paths.insert(format!("/items{index}/{{id}}"), single(&name, &tag));
    }
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Items", "version": "1.0.0"},
        "servers": [{"url": "https://api.example.com"}],
        "paths": paths,
        "components": {"schemas": schemas},
    })
}

fn problem() -> Value {
    json!({
        "type": "object",
        "description": "What went wrong.",
        "required": ["message"],
        "properties": {"code": {"type": "string"}, "message": {"type": "string"}},
    })
}

fn item(name: &str, friend: usize) -> Value {
    json!({
        "type": "object",
        "description": format!("An item of the kind {name}."),
        "required": ["id", "state", "created_at"],
        "properties": {
            "id": {"type": "string", "description": "Its key."},
            "state": reference(&format!("{name}State")),
            "created_at": {"type": "string", "format": "date-time", "description": "When it was made."},
            "label": {"type": "string", "nullable": true, "description": "What people call it."},
            "count": {"type": "integer", "format": "int32", "minimum": 0},
            "ratio": {"type": "number"},
            "tags": {"type": "array", "items": {"type": "string"}},
            "friend": reference(&format!("Item{friend}State")),
        },
    })
}

fn change(name: &str) -> Value {
    json!({
        "type": "object",
        "description": format!("A change of an item of the kind {name}."),
        "properties": {
            "state": reference(&format!("{name}State")),
            "label": {"type": "string", "nullable": true},
            "count": {"type": "integer", "format": "int32"},
            "tags": {"type": "array", "items": {"type": "string"}},
        },
    })
}

fn list(name: &str) -> Value {
    json!({
        "type": "object",
        "required": ["data"],
        "properties": {"data": {"type": "array", "items": reference(name)}, "next": {"type": "string"}},
    })
}

fn collection(name: &str, tag: &str) -> Value {
    let query = |name: &str, schema: Value| json!({"name": name, "in": "query", "schema": schema});
    json!({
        "get": {
            "operationId": format!("list_{name}"),
            "tags": [tag],
            "summary": format!("Lists the items of the kind {name}."),
            "parameters": [query("limit", json!({"type": "integer"})), query("after", json!({"type": "string"}))],
            "responses": responses("200", &format!("{name}List")),
        },
        "post": {
            "operationId": format!("create_{name}"),
            "tags": [tag],
            "summary": format!("Makes an item of the kind {name}."),
            "requestBody": body(&format!("{name}Change")),
            "responses": responses("201", name),
        },
    })
}

fn single(name: &str, tag: &str) -> Value {
    let id = json!([{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}]);
    json!({
        "get": {
            "operationId": format!("get_{name}"),
            "tags": [tag],
            "summary": format!("Reads an item of the kind {name}."),
            "parameters": id,
            "responses": responses("200", name),
        },
        "patch": {
            "operationId": format!("update_{name}"),
            "tags": [tag],
            "summary": format!("Changes an item of the kind {name}."),
            "parameters": id,
            "requestBody": body(&format!("{name}Change")),
            "responses": responses("200", name),
        },
    })
}

fn body(schema: &str) -> Value {
    json!({"required": true, "content": {"application/json": {"schema": reference(schema)}}})
}

fn responses(status: &str, schema: &str) -> Value {
    let response = |description: &str, schema: &str| json!({"description": description, "content": {"application/json": {"schema": reference(schema)}}});
    // Not `default`, which one generator takes for a second success.
    json!({
        status: response("Done.", schema),
        "4XX": response("Refused.", "Problem"),
        "5XX": response("Failed.", "Problem"),
    })
}

fn reference(schema: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{schema}")})
}
