//! What a document declares. In: its JSON as it was read, of any 3.x. Out: a [`Tally`].
//!
//! Written against the OpenAPI specification and nothing of this generator but the reader, so that what a later stage
//! loses is found. What the specification says is ignored is not declared.

use serde_json::Value;

use super::{Column, Tally};
use callspec_codegen::pointer::join;
use callspec_codegen::reference;

/// Methods that a path item has keys for (OpenAPI 3.2 §4.10).
const METHODS: [&str; 9] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// Header parameters that OpenAPI ignores (3.0 §4.7.12.1), and those that frame a body (RFC 9112 §6).
const IGNORED: [&str; 5] = [
    "accept",
    "content-type",
    "authorization",
    "content-length",
    "transfer-encoding",
];

/// Counts what a document declares.
pub(super) fn declared(root: &Value) -> Tally {
    let mut counter = Counter {
        root,
        tally: Tally::default(),
    };
    // Of all that is walked here, only this map may hold extensions that look like its entries.
    for (path, item) in entries(&root["paths"]).filter(|(path, _)| !path.starts_with("x-")) {
        let item = counter.resolve(item);
        for (method, operation) in operations(item) {
            // The path as a URL has it: what is joined to the server begins with a slash.
            let slash = if path.starts_with('/') { "" } else { "/" };
            let id = format!("{method} {slash}{path}");
            counter.operation(&id, path, operation, item);
        }
    }
    for (name, item) in entries(&root["webhooks"]) {
        counter.called(&join("/webhooks", name), item, "webhook");
    }
    let components = &root["components"];
    // Some generators spell the section in snake case.
    for key in ["securitySchemes", "security_schemes"] {
        for (name, _) in entries(&components[key]) {
            counter.tally.add(Column::Schemes, name, "");
        }
    }
    counter.tally.schemas = entries(&components["schemas"]).count();
    counter.tally
}

struct Counter<'v> {
    root: &'v Value,
    tally: Tally,
}

impl<'v> Counter<'v> {
    fn operation(&mut self, id: &str, path: &str, operation: &'v Value, item: &'v Value) {
        self.tally.add(Column::Operations, id, "");
        self.parameters(id, path, [operation, item]);
        if let Some(body) = operation.get("requestBody") {
            for (media_type, _) in entries(&self.resolve(body)["content"]) {
                let media_type = media_type.trim();
                self.tally.add(Column::Bodies, format!("{id} {media_type}"), media_type);
            }
        }
        for (status, response) in entries(&operation["responses"]) {
            let status = status.to_ascii_uppercase();
            if is_status(&status) {
                self.response(id, &status.replace("DEFAULT", "default"), response);
            }
        }
        let method = id.split(' ').next().unwrap_or_default().to_ascii_lowercase();
        let at = join(&join(&join("/paths", path), &method), "callbacks");
        for (name, callback) in entries(&operation["callbacks"]) {
            for (expression, item) in entries(self.resolve(callback)) {
                self.called(&join(&join(&at, name), expression), item, "callback");
            }
        }
    }

    fn called(&mut self, at: &str, item: &'v Value, group: &str) {
        for (method, _) in operations(self.resolve(item)) {
            self.tally
                .add(Column::Called, join(at, &method.to_ascii_lowercase()), group);
        }
    }

    /// Those of the operation, then those of the path item that it does not replace (3.0 §4.7.10).
    fn parameters(&mut self, id: &str, path: &str, lists: [&'v Value; 2]) {
        for parameter in lists.into_iter().flat_map(|list| elements(&list["parameters"])) {
            let parameter = self.resolve(parameter);
            let (Some(name), Some(place)) = (parameter["name"].as_str(), parameter["in"].as_str()) else {
                continue;
            };
            let lower = name.to_ascii_lowercase();
            let column = match place {
                // A path parameter belongs to a template expression (3.0 §4.7.12.1).
                "path" if path.contains(&format!("{{{name}}}")) => Column::Path,
                "query" => Column::Query,
                "header" if !IGNORED.contains(&lower.as_str()) => Column::Header,
                "cookie" => Column::Cookie,
                _ => continue,
            };
            // Names of headers are the same in any case (RFC 9110 §5.1).
            let name = if column == Column::Header { &lower } else { name };
            self.tally.add(column, format!("{id} {place} {name}"), "");
        }
    }

    fn response(&mut self, id: &str, status: &str, response: &'v Value) {
        self.tally.add(Column::Responses, format!("{id} {status}"), status);
        for (name, _) in entries(&self.resolve(response)["headers"]) {
            let name = name.to_ascii_lowercase();
            if name != "content-type" {
                self.tally
                    .add(Column::ResponseHeaders, format!("{id} {status} {name}"), "");
            }
        }
    }

    /// What a value stands for, references followed.
    fn resolve(&self, value: &'v Value) -> &'v Value {
        reference::resolve(self.root, value).unwrap_or(&Value::Null)
    }
}

/// The operations of a path item with their methods, those of `additionalOperations` last.
fn operations(item: &Value) -> impl Iterator<Item = (String, &Value)> {
    let own = METHODS
        .into_iter()
        .filter_map(|key| Some((key.to_ascii_uppercase(), item.get(key)?)));
    let others = entries(&item["additionalOperations"]).map(|(method, operation)| (method.to_owned(), operation));
    own.chain(others).filter(|(_, operation)| operation.is_object())
}

/// A status code, a range or `default` (3.0 §4.7.16).
fn is_status(key: &str) -> bool {
    let range = |rest: &str| rest == "XX" || rest.len() == 2 && rest.bytes().all(|byte| byte.is_ascii_digit());
    key == "DEFAULT" || key.starts_with(|c| ('1'..='5').contains(&c)) && key.get(1..).is_some_and(range)
}

fn entries(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let entries = value.as_object().into_iter().flatten();
    entries.map(|(key, value)| (key.as_str(), value))
}

fn elements(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_declared_is_counted_once_and_what_is_ignored_is_not() {
        let tally = declared(&json!({
            "openapi": "3.1.0",
            "paths": {
                "x-note": {"get": {}},
                "calls/{id}": {
                    "parameters": [
                        {"name": "id", "in": "path"},
                        {"name": "q", "in": "query"},
                        {"name": "stray", "in": "path"},
                    ],
                    "get": {
                        "parameters": [
                            {"$ref": "#/components/parameters/q%31"},
                            {"name": "q", "in": "query"},
                            {"name": "Accept", "in": "header"},
                            {"name": "X-A", "in": "header"},
                            {"name": "x-a", "in": "header"},
                        ],
                        "requestBody": {"content": {"a/b": {}, "c/d": {}}},
                        "responses": {
                            "200": {"headers": {"x-b": {}, "Content-Type": {}}},
                            "4xx": {},
                            "default": {},
                            "x-note": {},
                            "2000": {},
                        },
                        "callbacks": {"done": {"{$request.body#/url}": {"post": {}}}},
                    },
                },
            },
            "webhooks": {"w": {"post": {}}},
            "components": {
                "parameters": {"q1": {"name": "q1", "in": "query"}},
                "securitySchemes": {"a": {}, "x-b": {}},
                "schemas": {"A": {}},
            },
        }));
        let names = |column| tally.of(column).into_keys().collect::<Vec<_>>();
        assert_eq!(names(Column::Operations), ["GET /calls/{id}"]);
        assert_eq!(names(Column::Path), ["GET /calls/{id} path id"]);
        assert_eq!(
            names(Column::Query),
            ["GET /calls/{id} query q", "GET /calls/{id} query q1"]
        );
        assert_eq!(names(Column::Header), ["GET /calls/{id} header x-a"]);
        assert_eq!(names(Column::Bodies), ["GET /calls/{id} a/b", "GET /calls/{id} c/d"]);
        assert_eq!(
            names(Column::Responses),
            ["GET /calls/{id} 200", "GET /calls/{id} 4XX", "GET /calls/{id} default"]
        );
        assert_eq!(names(Column::ResponseHeaders), ["GET /calls/{id} 200 x-b"]);
        assert_eq!(names(Column::Schemes), ["a", "x-b"]);
        assert_eq!(names(Column::Called).len(), 2);
        assert_eq!(tally.schemas, 1);
    }
}
