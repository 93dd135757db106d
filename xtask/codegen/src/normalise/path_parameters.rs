//! Path templates and path parameters: each expression of a template has its parameter, and the other way round.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Map, Value, json};

use super::context::Context;
use super::operations::METHODS;
use super::paths::respell;
use crate::nearest::nearest;
use crate::reference;
use crate::report::{Code, Diagnostic};

/// A declared path parameter: its name, and the index in its list.
type Declared = (String, usize);

/// Compares every path with its operations' parameters.
pub(super) fn pass(root: &mut Value, cx: &mut Context<'_>) -> bool {
    let shared = shared(root);
    let Some(Value::Object(paths)) = root.get_mut("paths") else {
        return true;
    };
    let mut templates = BTreeMap::new();
    cx.within("paths", |cx| {
        for (path, item) in paths.iter_mut() {
            let Value::Object(item) = item else { continue };
            let template = template(path, item, &shared);
            if template != *path {
                let message = "OpenAPI writes parameters of a path in braces";
                let diagnostic = Diagnostic::new(Code::StrayPathParameter, cx.place.child(path), message);
                cx.push(diagnostic.on_key().label(format!("read as `{template}`")));
                templates.insert(path.clone(), template.clone());
            }
            cx.within(path, |cx| check(&template, item, &shared, cx));
        }
    });
    if !templates.is_empty() {
        respell(
            paths,
            |path| templates.get(path).map_or(path, |template| template).to_owned(),
            cx,
        );
    }
    true
}

/// The path with `{name}` for each segment `:name`, as routers write it, where a path parameter of that name is declared.
fn template(path: &str, item: &Map<String, Value>, shared: &HashMap<String, Value>) -> String {
    let is_declared = |name: &str| {
        let operations = METHODS.iter().filter_map(|method| item.get(*method)?.as_object());
        let mut all = operations.chain([item]).flat_map(|map| declared(map, shared));
        all.any(|(other, _)| other == name)
    };
    let segment = |segment: &str| match segment.strip_prefix(':') {
        Some(name) if is_declared(name) => format!("{{{name}}}"),
        _ => segment.to_owned(),
    };
    path.split('/').map(segment).collect::<Vec<_>>().join("/")
}

/// The path parameters among the components, whole, by reference.
fn shared(root: &Value) -> HashMap<String, Value> {
    let Some(Value::Object(parameters)) = root
        .get("components")
        .and_then(|components| components.get("parameters"))
    else {
        return HashMap::new();
    };
    let resolved = parameters.iter().filter_map(|(name, parameter)| {
        let parameter = reference::resolve(root, parameter)?;
        let reference = format!("#/components/parameters/{}", super::cursor::escape(name));
        (parameter.get("in")? == "path").then(|| (reference, parameter.clone()))
    });
    resolved.collect()
}

fn check(path: &str, item: &mut Map<String, Value>, shared: &HashMap<String, Value>, cx: &mut Context<'_>) {
    let template = expressions(path);
    // What the operations declare themselves is not what a common parameter was meant to be.
    let methods: Vec<&str> = METHODS
        .iter()
        .copied()
        .filter(|method| item.contains_key(*method))
        .collect();
    let own = |method: &&str| {
        item.get(*method)
            .and_then(Value::as_object)
            .map(|operation| declared(operation, shared))
    };
    let taken: BTreeSet<String> = methods.iter().filter_map(own).flatten().map(|(name, _)| name).collect();
    let (free, rest): (Vec<&str>, Vec<&str>) = template
        .iter()
        .map(String::as_str)
        .partition(|name| !taken.contains(*name));
    let mut missing = match_up(item, &template, free, shared, cx);
    let common: BTreeSet<String> = declared(item, shared).into_iter().map(|(name, _)| name).collect();
    missing.extend(rest.into_iter().filter(|name| !common.contains(*name)));
    for method in methods {
        let Some(Value::Object(operation)) = item.get_mut(method) else {
            continue;
        };
        cx.within(method, |cx| {
            for name in match_up(operation, &template, missing.clone(), shared, cx) {
                add(operation, name, cx);
            }
        });
    }
}

/// The names between braces, in their order.
fn expressions(path: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = path;
    while let Some((_, tail)) = rest.split_once('{') {
        let Some((name, tail)) = tail.split_once('}') else {
            break;
        };
        if !name.is_empty() && !names.iter().any(|other| other == name) {
            names.push(name.to_owned());
        }
        rest = tail;
    }
    names
}

fn declared(map: &Map<String, Value>, shared: &HashMap<String, Value>) -> Vec<Declared> {
    let Some(Value::Array(parameters)) = map.get("parameters") else {
        return Vec::new();
    };
    let name = |parameter: &Value| {
        let parameter = match parameter.get("$ref") {
            Some(reference) => shared.get(reference.as_str()?)?,
            None => parameter,
        };
        let is_path = parameter.get("in")?.as_str()?.eq_ignore_ascii_case("path");
        is_path
            .then(|| parameter.get("name")?.as_str().map(str::to_owned))
            .flatten()
    };
    parameters
        .iter()
        .enumerate()
        .filter_map(|(index, parameter)| Some((name(parameter)?, index)))
        .collect()
}

/// Matches the path parameters of an operation or path item with a template; gives the expressions that are left.
fn match_up<'t>(
    map: &mut Map<String, Value>,
    template: &'t [String],
    mut missing: Vec<&'t str>,
    shared: &HashMap<String, Value>,
    cx: &mut Context<'_>,
) -> Vec<&'t str> {
    let own = declared(map, shared);
    missing.retain(|name| own.iter().all(|(other, _)| other != name));
    let mut stray = BTreeSet::new();
    for (name, index) in own.iter().filter(|(name, _)| !template.contains(name)) {
        match nearest(name, missing.iter().copied()) {
            Some(meant) => {
                missing.retain(|other| *other != meant);
                rename(map, *index, meant, shared, cx);
            }
            None => {
                stray.insert(*index);
            }
        }
    }
    remove(map, &stray, cx);
    missing
}

/// Gives a parameter the name that its template has: only the template decides what is sent.
fn rename(
    operation: &mut Map<String, Value>,
    index: usize,
    meant: &str,
    shared: &HashMap<String, Value>,
    cx: &mut Context<'_>,
) {
    let Some(parameter) = operation.get_mut("parameters").and_then(|list| list.get_mut(index)) else {
        return;
    };
    if let Some(whole) = parameter
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|reference| shared.get(reference))
    {
        *parameter = whole.clone();
    }
    let name = parameter
        .get("name")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    let message = format!("the path has no `{{{name}}}`");
    cx.within("parameters", |cx| {
        cx.within_index(index, |cx| {
            let diagnostic = Diagnostic::new(Code::StrayPathParameter, cx.place.pointer(), message);
            cx.push(diagnostic.label(format!("read as `{{{meant}}}`")));
        });
    });
    if let Value::Object(parameter) = parameter {
        parameter.insert("name".into(), json!(meant));
    }
}

fn remove(map: &mut Map<String, Value>, stray: &BTreeSet<usize>, cx: &mut Context<'_>) {
    let Some(Value::Array(parameters)) = map.get_mut("parameters") else {
        return;
    };
    if stray.is_empty() {
        return;
    }
    let mut index = 0;
    cx.within("parameters", |cx| {
        parameters.retain(|_| {
            let goes = stray.contains(&index);
            if goes {
                cx.within_index(index, |cx| {
                    let message = "a path parameter that the path does not have";
                    let diagnostic = Diagnostic::new(Code::StrayPathParameter, cx.place.pointer(), message);
                    cx.push(diagnostic.label("left out"));
                });
            }
            index += 1;
            !goes
        });
    });
    cx.shifted(
        "parameters",
        (0..index).filter(|index| !stray.contains(index)).collect(),
    );
}

fn add(operation: &mut Map<String, Value>, name: &str, cx: &mut Context<'_>) {
    let message = format!("the path has `{{{name}}}`, the operation has no such parameter");
    let diagnostic = Diagnostic::new(Code::UndeclaredPathParameter, cx.place.pointer(), message);
    cx.push(diagnostic.label("a string is taken"));
    let parameter = json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}});
    if let Value::Array(list) = operation.entry("parameters").or_insert_with(|| json!([])) {
        list.push(parameter);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::normalise::testing::document;

    #[test]
    fn reads_templates() {
        assert_eq!(expressions("/a/{b}.json/{c}-{d}/{b}/{"), ["b", "c", "d"]);
        assert_eq!(expressions("/{}"), [""; 0]);
    }

    #[test]
    fn undeclared_ones_are_added() {
        let (value, codes) = document(json!({"paths": {"/a/{b}/{c}": {
            "parameters": [{"$ref": "#/components/parameters/B"}], "get": {"responses": {}},
        }}, "components": {"parameters": {"B": {"name": "b", "in": "path", "required": true, "schema": {}}}}}));
        assert_eq!(codes, [Code::UndeclaredPathParameter]);
        assert_eq!(
            value["paths"]["/a/{b}/{c}"]["get"]["parameters"],
            json!([{"name": "c", "in": "path", "required": true, "schema": {"type": "string"}}])
        );
    }

    #[test]
    fn strays_go_or_are_what_the_template_calls_them() {
        let path = |name: &str| json!({"name": name, "in": "path", "required": true, "schema": {"type": "integer"}});
        let (value, codes) = document(json!({"paths": {"/a/{call_id}": {
            "parameters": [path("other")],
            "get": {"responses": {}, "parameters": [path("callId"), path("zzz")]},
        }}}));
        assert_eq!(codes, [Code::StrayPathParameter; 3]);
        let item = &value["paths"]["/a/{call_id}"];
        assert_eq!(item["get"]["parameters"], json!([path("call_id")]));
        assert_eq!(item["parameters"], json!([]));
    }

    #[test]
    fn common_ones_are_what_the_template_calls_them() {
        let path = |name: &str| json!({"name": name, "in": "path", "required": true, "schema": {"type": "integer"}});
        let (value, codes) = document(json!({"paths": {"/a/{call_id}": {
            "parameters": [path("callId")], "get": {"responses": {}},
        }}}));
        assert_eq!(codes, [Code::StrayPathParameter]);
        assert_eq!(value["paths"]["/a/{call_id}"]["parameters"], json!([path("call_id")]));
        assert_eq!(value["paths"]["/a/{call_id}"]["get"], json!({"responses": {}}));
    }

    #[test]
    fn segments_of_routers_are_expressions_where_they_are_declared() {
        let path = |name: &str| json!({"name": name, "in": "path", "required": true, "schema": {"type": "integer"}});
        let (value, codes) = document(json!({"paths": {
            "/a/:id/:verb/b:id": {"parameters": [path("id")], "get": {"responses": {}}},
            "/a/{id}/:verb/b:id": {"parameters": [path("id")], "put": {"responses": {}}},
            "/c/:cancel": {"get": {"responses": {}}},
        }}));
        assert_eq!(codes, [Code::StrayPathParameter, Code::ConflictingKeys]);
        assert_eq!(
            value["paths"],
            json!({
                "/a/{id}/:verb/b:id": {"parameters": [path("id")], "get": {"responses": {}}},
                "/c/:cancel": {"get": {"responses": {}}},
            })
        );
    }

    #[test]
    fn sound_ones_stay_silently() {
        let path = json!({"name": "b", "in": "path", "required": true, "schema": {"type": "integer"}});
        let (_, codes) = document(json!({"paths": {"/a/{b}": {
            "parameters": [path], "get": {"responses": {}, "parameters": [path]}, "put": {"responses": {}},
        }}}));
        assert_eq!(codes, []);
    }
}
