//! What operations are called: their methods, requests, enums and modules.
//!
//! In: operations with the names that they would have alone. Out: names that are unique in the client crate.

use crate::ir::{ModuleName, Pointer, TypeName};
use crate::lower::docs::text_of;
use crate::lower::naming::{Claim, Items, Namespace, Reported, names};
use crate::lower::operations::draft::{Group, Operation};
use crate::lower::operations::entries::Entry;
use crate::report::Report;

/// Names methods and requests, which the types of an operation are called after. Out: the namespace of the requests.
pub(super) fn entries(entries: &mut [Entry<'_>], report: &mut Report) -> Namespace {
    let claim = |entry: &Entry<'_>, name: &String, reported| Claim {
        identity: entry.pointer.0.clone(),
        chosen: text_of(&entry.source.extensions, "x-rust-name").is_some(),
        reported,
        ..Claim::new(name, &entry.id, entry.pointer.clone())
    };
    let methods = entries.iter();
    let methods = methods.map(|entry| claim(entry, &entry.method_name, Reported::Always));
    let methods = Namespace::new(Items::Operations).name(methods.collect(), report);
    let requests = entries.iter();
    let requests = requests.map(|entry| claim(entry, &entry.type_name, Reported::BesideOthers));
    let mut namespace = Namespace::new(Items::Requests);
    let requests = namespace.name(requests.collect(), report);
    for (entry, (method, request)) in entries.iter_mut().zip(methods.into_iter().zip(requests)) {
        entry.method_name = method;
        entry.type_name = request;
    }
    namespace
}

/// Names the enums beside the requests, then the aliases. Of two with one name the request keeps it.
pub(super) fn types(groups: &mut [Group<'_>], mut requests: Namespace, report: &mut Report) {
    let mut operations: Vec<&mut Operation<'_>> = groups.iter_mut().flat_map(|group| &mut group.operations).collect();
    let mut claims = Vec::new();
    for operation in &mut operations {
        let Entry { pointer, type_name, .. } = &operation.entry;
        let (pointer, request) = (pointer.clone(), type_name.clone());
        let claim = |part: &'static str, name: &TypeName| Claim {
            identity: format!("{} {part}", pointer.0),
            chosen: false,
            disambiguators: vec![format!("{part}Of{request}")],
            ..Claim::new(name.as_str(), name.as_str(), place_of(part, &pointer))
        };
        claims.extend(enums(operation).into_iter().map(|(part, name)| claim(part, name)));
    }
    let mut names = requests.name(claims, report).into_iter();
    // An alias is private: nobody has to know how it is called.
    let alias = |operation: &&mut Operation<'_>| {
        let (alias, request) = (operation.output_alias.to_string(), &operation.entry.type_name);
        Claim::following(alias, [format!("OutputOf{request}")])
    };
    let aliases = requests.name(operations.iter().map(alias).collect(), report);
    for (operation, alias) in operations.into_iter().zip(aliases) {
        operation.output_alias = TypeName::new(alias);
        for ((_, place), name) in enums(operation).into_iter().zip(&mut names) {
            *place = TypeName::new(name);
        }
    }
}

/// Two tags may make one module name, and a tag that of operations without one, whose module is then `calls_operations`.
pub(super) fn groups(groups: &mut [Group<'_>], report: &mut Report) {
    let claim = |group: &Group<'_>| Claim {
        chosen: group.tag.is_some(),
        disambiguators: match group.tag {
            Some(_) => Vec::new(),
            None => vec![format!("{}_operations", names::bare(group.module.as_str()))],
        },
        ..Claim::new(
            group.module.as_str(),
            group.tag.clone().unwrap_or_default(),
            place_of_tag(group),
        )
    };
    let claims: Vec<Claim> = groups.iter().map(claim).collect();
    let names = Namespace::new(Items::Modules).name(claims, report);
    for (group, name) in groups.iter_mut().zip(names) {
        group.module = ModuleName::new(name);
    }
}

/// The names of an operation's enums, each with the part of the operation that it is.
fn enums<'o>(operation: &'o mut Operation<'_>) -> Vec<(&'static str, &'o mut TypeName)> {
    let response = operation.success.enum_name.as_mut().map(|name| ("Response", name));
    let error = operation.errors.as_mut().map(|errors| ("Error", &mut errors.name));
    let body = operation.body.as_mut().and_then(|body| body.enum_name.as_mut());
    let body = body.map(|name| ("Body", name));
    response.into_iter().chain(error).chain(body).collect()
}

/// Where a part of an operation stands.
fn place_of(part: &str, operation: &Pointer) -> Pointer {
    operation.child(if part == "Body" { "requestBody" } else { "responses" })
}

/// Where a tag is used first.
fn place_of_tag(group: &Group<'_>) -> Pointer {
    let first = group
        .operations
        .first()
        .map(|operation| operation.entry.pointer.clone());
    first.unwrap_or_default().child("tags").child("0")
}
