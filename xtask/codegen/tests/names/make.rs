//! Documents made at random, of names that nearly or wholly clash.

use serde_json::{Map, Value, json};

/// Names with the same or nearly the same Rust name, words that generated code uses, and what rules for clashes make.
pub(crate) const WORDS: &[&str] = &[
    "call",
    "Call",
    "CALL",
    "call_",
    "call!",
    "call?",
    "-call",
    "call_id",
    "callId",
    "CallID",
    "call-id",
    "call.id",
    "CALL_ID",
    "call id",
    "CallId",
    "id",
    "ID",
    "Id",
    "status",
    "Status",
    "call_status",
    "CallStatus",
    "callStatus",
    "list",
    "List",
    "list_call",
    "ListCall",
    "ListCallResponse",
    "type",
    "self",
    "Self",
    "new",
    "Option",
    "String",
    "String_model",
    "call_lower",
    "CallUpper",
    "call_upper_dash",
    "CALL-",
    "call_dash",
    "call_id_dash",
    "call_id_query",
    "call_query",
    "1st",
    "+1",
    "-1",
    "1",
    "a",
    "A",
    "item",
    "CallItem",
    "value",
    "CallValue",
    "extra",
    "body",
    "send",
    "CallLower-",
    "CALL_UPPER",
    "clear_call",
    "reset_call",
    "clear_id",
    "reset_id",
    "clear_type",
    "reset_type",
    "extra_properties",
    "call_error",
    "call_response",
    "call_body",
    "call_output",
    "error_of_call",
    "call_provider",
    "call_provider_provider",
    "api",
    "this_api",
    "from",
    "into",
    "build",
];

/// Pseudo-random numbers (xorshift): the same on every machine.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self((seed + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }

    pub(crate) fn word(&mut self) -> &'static str {
        WORDS[self.below(WORDS.len())]
    }
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{}", name.replace('~', "~0").replace('/', "~1"))})
}

/// A schema; `names` are those that may be referred to.
pub(crate) fn schema(random: &mut Random, names: &[String], depth: usize) -> Value {
    match random.below(if depth > 2 { 4 } else { 9 }) {
        0 => json!({"type": "string", "nullable": random.below(2) > 0}),
        1 => json!({"type": "integer"}),
        2 => {
            let values: Vec<_> = (0..1 + random.below(5)).map(|_| random.word()).collect();
            json!({"type": "string", "enum": values})
        }
        3 if !names.is_empty() => reference(&names[random.below(names.len())]),
        4 => json!({"type": "array", "items": schema(random, names, depth + 1)}),
        5 => json!({"type": "object", "additionalProperties": schema(random, names, depth + 1)}),
        _ => {
            let mut properties: Map<_, _> = (0..1 + random.below(4))
                .map(|_| (random.word().to_owned(), schema(random, names, depth + 1)))
                .collect();
            if random.below(4) == 0 {
                properties.extend(cleared(random));
            }
            json!({"type": "object", "properties": properties})
        }
    }
}

/// Properties that may be null, some called as the methods that set others to null.
fn cleared(random: &mut Random) -> Vec<(String, Value)> {
    let word = ["call", "id", "type"][random.below(3)];
    let named = |prefix: &&str| {
        let nullable = json!({"type": "string", "nullable": true});
        (format!("{prefix}{word}"), nullable)
    };
    ["", "clear_", "reset_"].iter().map(named).collect()
}

pub(crate) fn parameter(random: &mut Random, names: &[String]) -> Value {
    let place = ["query", "header", "cookie"][random.below(3)];
    json!({"name": random.word(), "in": place, "schema": schema(random, names, 1)})
}

/// A security scheme.
pub(crate) fn scheme(random: &mut Random) -> Value {
    match random.below(3) {
        0 => json!({"type": "http", "scheme": "basic"}),
        1 => json!({"type": "apiKey", "in": "header", "name": "X-Key"}),
        _ => json!({"type": "http", "scheme": "bearer"}),
    }
}

/// Names of headers, of which some are one and some have the same Rust name.
const HEADERS: &[&str] = &["X-Call", "x-call", "X_Call", "X-Call-Id", "x-call_id", "X-Call-Text"];

pub(crate) fn response(random: &mut Random, names: &[String]) -> Value {
    let media = ["application/json", "text/plain", "application/vnd.call+json"][random.below(3)];
    let mut response = json!({"description": "ok", "content": {media: {"schema": schema(random, names, 1)}}});
    for _ in 0..random.below(3) {
        let header = json!({"schema": schema(random, names, 1)});
        response["headers"][HEADERS[random.below(HEADERS.len())]] = header;
    }
    response
}

pub(crate) fn operation(random: &mut Random, names: &[String]) -> Value {
    let mut operation = json!({"responses": {"200": response(random, names)}});
    if random.below(4) > 0 {
        operation["operationId"] = json!(random.word());
    }
    if random.below(2) > 0 {
        operation["tags"] = json!([random.word()]);
    }
    let mut parameters: Vec<Value> = Vec::new();
    for _ in 0..random.below(4) {
        let made = parameter(random, names);
        let is_same = |known: &Value| known["name"] == made["name"] && known["in"] == made["in"];
        if !parameters.iter().any(is_same) {
            parameters.push(made);
        }
    }
    operation["parameters"] = parameters.into();
    if random.below(2) > 0 {
        operation["requestBody"] = json!({"content": {"application/json": {"schema": schema(random, names, 1)}}});
        if random.below(3) == 0 {
            operation["requestBody"]["content"]["text/plain"] = json!({"schema": {"type": "string"}});
        }
    }
    if random.below(2) > 0 {
        operation["responses"]["404"] = response(random, names);
    }
    operation
}

/// A document.
pub(crate) fn document(random: &mut Random) -> Value {
    let names: Vec<String> = (0..1 + random.below(8)).map(|_| random.word().to_owned()).collect();
    let schemas: Map<_, _> = names
        .iter()
        .map(|name| (name.clone(), schema(random, &names, 0)))
        .collect();
    let paths: Map<_, _> = (0..1 + random.below(4))
        .map(|_| {
            let path = format!("/{}", random.word().replace(['?', '!', ' '], ""));
            (path, json!({"post": operation(random, &names)}))
        })
        .collect();
    let mut keys: Vec<&str> = (0..random.below(4)).map(|_| random.word()).collect();
    keys.extend(["call", "call_provider"]);
    let schemes: Map<_, _> = keys.into_iter().map(|key| (key.to_owned(), scheme(random))).collect();
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Names", "version": "1.0.0"},
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": schemes},
    })
}
