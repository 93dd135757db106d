//! What signatures do not say: which argument is what on the wire, and what a client needs before it is built.

use std::collections::HashMap;

use super::{ItemKind, Surface};
use callspec_codegen::ir::{Api, Operation, ParamLocation, Shape, TypeDef};

/// What arguments are on the wire, by path and name.
type Sent = HashMap<(String, String), String>;

/// Adds to a surface what the API says of it.
pub(super) fn add(surface: &mut Surface, api: &Api) {
    let root = api.name.replace('-', "_");
    let mut sent = Sent::new();
    api.operations()
        .for_each(|operation| of_operation(&root, operation, &mut sent));
    api.types.iter().for_each(|def| of_type(&root, def, &mut sent));
    for ((path, kind), item) in &mut surface.items {
        let of = |name: &String| sent.get(&(path.clone(), name.clone())).cloned();
        if *kind == ItemKind::Function {
            item.sent = item.arguments.iter().map(|(name, _)| of(name)).collect();
        }
    }
    let build = (format!("{root}::ClientBuilder::build"), ItemKind::Function);
    if let Some(item) = surface.items.get_mut(&build) {
        item.needs_base_url = Some(api.base_url.is_none());
    }
}

/// The arguments of a client's method; the name of a path parameter is never sent, and its place is.
fn of_operation(root: &str, operation: &Operation, sent: &mut Sent) {
    let path = format!("{root}::Client::{}", operation.method_name);
    for (index, param) in operation.params.iter().enumerate() {
        let what = match param.location {
            ParamLocation::Path => format!("path {index}"),
            location => format!("{location:?} {}", param.wire),
        };
        sent.insert((path.clone(), param.name.to_string()), what);
    }
    if let Some(body) = &operation.body {
        sent.insert((path, body.name.to_string()), "body".to_owned());
    }
}

/// The arguments of a constructor.
fn of_type(root: &str, def: &TypeDef, sent: &mut Sent) {
    if let Shape::Struct { fields, .. } = &def.shape {
        for field in fields {
            let path = format!("{root}::models::{}::new", def.name);
            sent.insert((path, field.name.to_string()), field.wire.clone());
        }
    }
}
