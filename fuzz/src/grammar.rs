//! A document by the grammar of OpenAPI, made of arbitrary bytes: every object where it may stand, with its keys.

use arbitrary::{Result, Unstructured};
use serde_json::{Map, Value, json};

const WORDS: &[&str] = &[
    "a", "A", "call", "Call", "call_id", "callId", "id", "type", "self", "Option", "String", "1st", "", "con", "../x", "a b", "é", "*/ \"# \r\n```", "-1", "+1",
];
const FORMATS: &[&str] = &["date-time", "date", "binary", "byte", "password", "int32", "int64", "uint64", "uuid", "float", "x"];
const MEDIA: &[&str] = &[
    "application/json", "application/vnd.api+json", "application/x-www-form-urlencoded", "multipart/form-data", "text/plain", "*/*", "application/octet-stream", "x",
];

type In<'a, 'b> = &'a mut Unstructured<'b>;

/// A whole document.
pub(crate) fn document(u: In) -> Result<Value> {
    let names: Vec<String> = (0..u.int_in_range(0..=5)?).map(|_| word(u)).collect::<Result<_>>()?;
    let mut schemas = Map::new();
    for name in &names {
        schemas.insert(name.clone(), schema(u, &names, 0)?);
    }
    let mut paths = Map::new();
    for _ in 0..u.int_in_range(0..=3)? {
        let path = format!("/{}", u.choose(&["a", "a/{id}", "{id}.json", "{a}-{b}", "a#b", "a?b=c", "{id}/{id}"])?);
        let method = *u.choose(&["get", "post", "put", "patch", "delete", "head", "options", "trace"])?;
        paths.insert(path, json!({method: operation(u, &names)?}));
    }
    let version = *u.choose(&["3.0.3", "3.1.0", "3.0.0", "3.2.0"])?;
    let mut document = json!({"openapi": version, "info": {"title": word(u)?, "version": "1.0.0"}, "paths": paths, "components": {"schemas": schemas}});
    if u.arbitrary()? {
        document["components"]["securitySchemes"] = json!({word(u)?: scheme(u)?});
    }
    Ok(document)
}

/// One object, of a kind that depends on the key it stands at.
pub(crate) fn at(key: &str, u: In, names: &[String]) -> Result<Value> {
    Ok(match key {
        "parameters" => json!([parameter(u, names)?]),
        "requestBody" => body(u, names)?,
        "responses" => json!({status(u)?: response(u, names)?}),
        "get" | "post" | "put" | "patch" | "delete" => operation(u, names)?,
        "content" => content(u, names)?,
        "headers" => json!({word(u)?: {"schema": schema(u, names, 1)?}}),
        "enum" => json!([literal(u)?, literal(u)?, word(u)?]),
        "required" => json!([word(u)?]),
        "properties" => json!({word(u)?: schema(u, names, 1)?, word(u)?: schema(u, names, 1)?}),
        "type" => json!(u.choose(&["string", "integer", "number", "boolean", "array", "object", "null", "file"])?),
        "default" | "example" | "const" | "minimum" | "maximum" => literal(u)?,
        "$ref" => reference(u, names)?["$ref"].take(),
        "allOf" | "oneOf" | "anyOf" => json!([schema(u, names, 1)?, schema(u, names, 1)?]),
        _ => match u.int_in_range(0..=5)? {
            0 => json!(word(u)?),
            1 => literal(u)?,
            _ => schema(u, names, 1)?,
        },
    })
}

fn word(u: In) -> Result<String> {
    Ok((*u.choose(WORDS)?).to_owned())
}

fn literal(u: In) -> Result<Value> {
    Ok(match u.int_in_range(0..=9)? {
        0 => json!(null),
        1 => json!(u.arbitrary::<bool>()?),
        2 => json!(u.arbitrary::<i64>()?),
        3 => json!(u.arbitrary::<u64>()?),
        4 => json!(*u.choose(&[0.5, -1e300, 9.3e18, 1.0])?),
        5 => json!([word(u)?]),
        6 => json!({word(u)?: word(u)?}),
        _ => json!(word(u)?),
    })
}

fn reference(u: In, names: &[String]) -> Result<Value> {
    let escape = |name: &str| name.replace('~', "~0").replace('/', "~1");
    let name = if names.is_empty() { "Nil" } else { u.choose(names)?.as_str() };
    Ok(match u.int_in_range(0..=9)? {
        0 => json!({"$ref": format!("#/components/schemas/{}/properties/a", escape(name))}),
        1 => json!({"$ref": "#"}),
        2 => json!({"$ref": format!("#/components/responses/{}", escape(name))}),
        _ => json!({"$ref": format!("#/components/schemas/{}", escape(name))}),
    })
}

pub(crate) fn schema(u: In, names: &[String], depth: usize) -> Result<Value> {
    if depth > 4 || u.is_empty() {
        return Ok(json!({}));
    }
    let next = depth + 1;
    let mut schema = match u.int_in_range(0..=13)? {
        0 => json!({"type": "string", "format": *u.choose(FORMATS)?}),
        1 => json!({"type": "integer", "minimum": literal(u)?, "maximum": literal(u)?}),
        2 => json!({"type": *u.choose(&["number", "boolean", "null", "string"])?}),
        3 => json!({"enum": [literal(u)?, word(u)?, word(u)?]}),
        4 => json!({"const": literal(u)?}),
        5 => json!({"type": "array", "items": schema(u, names, next)?}),
        6 => json!({"type": "object", "additionalProperties": schema(u, names, next)?}),
        7 | 8 => json!({"type": "object", "required": [word(u)?], "properties": {word(u)?: schema(u, names, next)?, word(u)?: schema(u, names, next)?, word(u)?: schema(u, names, next)?}}),
        9 => json!({*u.choose(&["oneOf", "anyOf", "allOf"])?: [schema(u, names, next)?, schema(u, names, next)?, schema(u, names, next)?]}),
        10 => json!({"oneOf": [reference(u, names)?, reference(u, names)?], "discriminator": {"propertyName": word(u)?, "mapping": {word(u)?: word(u)?}}}),
        11 => json!({"type": ["string", *u.choose(&["integer", "null", "object", "array"])?]}),
        _ => reference(u, names)?,
    };
    for _ in 0..u.int_in_range(0..=2)? {
        let key = *u.choose(&["nullable", "description", "default", "example", "readOnly", "writeOnly", "deprecated", "title", "x-rust-name", "pattern", "properties", "not"])?;
        schema[key] = match key {
            "nullable" | "readOnly" | "writeOnly" | "deprecated" => json!(true),
            "default" | "example" => literal(u)?,
            "properties" => json!({word(u)?: schema_of_part(u, names, next)?}),
            "not" => schema_of_part(u, names, next)?,
            _ => json!(word(u)?),
        };
    }
    Ok(schema)
}

fn schema_of_part(u: In, names: &[String], depth: usize) -> Result<Value> {
    schema(u, names, depth)
}

fn parameter(u: In, names: &[String]) -> Result<Value> {
    let name = *u.choose(&["id", "a", "b", "call_id", "filter", "fields", "page", "body"])?;
    let place = *u.choose(&["query", "path", "header", "cookie"])?;
    let style = *u.choose(&["form", "simple", "deepObject", "label", "matrix", "pipeDelimited", "spaceDelimited"])?;
    Ok(match u.int_in_range(0..=4)? {
        0 => json!({"name": name, "in": place, "content": content(u, names)?}),
        1 => json!({"name": name, "in": place, "style": style, "explode": u.arbitrary::<bool>()?, "schema": schema(u, names, 1)?}),
        _ => json!({"name": name, "in": place, "required": u.arbitrary::<bool>()?, "schema": schema(u, names, 1)?, "example": literal(u)?}),
    })
}

fn content(u: In, names: &[String]) -> Result<Value> {
    let mut content = json!({*u.choose(MEDIA)?: {"schema": schema(u, names, 1)?}});
    if u.arbitrary()? {
        content[*u.choose(MEDIA)?] = json!({"schema": schema(u, names, 1)?, "example": literal(u)?});
    }
    Ok(content)
}

fn body(u: In, names: &[String]) -> Result<Value> {
    Ok(json!({"required": u.arbitrary::<bool>()?, "content": content(u, names)?}))
}

fn status(u: In) -> Result<&'static str> {
    u.choose(&["200", "201", "204", "2XX", "400", "404", "422", "5XX", "default", "99", "x"]).copied()
}

fn response(u: In, names: &[String]) -> Result<Value> {
    let mut response = json!({"description": word(u)?, "content": content(u, names)?});
    if u.arbitrary()? {
        response["headers"] = json!({word(u)?: {"schema": schema(u, names, 2)?}});
    }
    Ok(response)
}

fn operation(u: In, names: &[String]) -> Result<Value> {
    let mut operation = json!({"responses": {status(u)?: response(u, names)?, status(u)?: response(u, names)?}});
    if u.arbitrary()? {
        operation["operationId"] = json!(word(u)?);
    }
    if u.arbitrary()? {
        operation["tags"] = json!([word(u)?]);
    }
    if u.arbitrary()? {
        operation["requestBody"] = body(u, names)?;
    }
    let parameters: Vec<Value> = (0..u.int_in_range(0..=3)?).map(|_| parameter(u, names)).collect::<Result<_>>()?;
    operation["parameters"] = json!(parameters);
    Ok(operation)
}

fn scheme(u: In) -> Result<Value> {
    Ok(match u.int_in_range(0..=3)? {
        0 => json!({"type": "http", "scheme": *u.choose(&["bearer", "basic", "digest", "Token"])?}),
        1 => json!({"type": "apiKey", "in": *u.choose(&["header", "query", "cookie"])?, "name": word(u)?}),
        2 => json!({"type": "oauth2", "flows": {}}),
        _ => json!({"type": "mutualTLS"}),
    })
}
