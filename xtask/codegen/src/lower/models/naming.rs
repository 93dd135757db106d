//! What the members of an object are called: its fields and their setters, the map of further properties, and the methods
//! that set null.

use crate::ir::{FieldName, FnName, Presence};
use crate::lower::models::draft::Field;
use crate::lower::naming::{Claim, Items, Namespace, names};
use crate::lower::schemas::members::Members;
use crate::lower::schemas::view::Node;
use crate::report::Report;

/// The names of an object's properties, and the namespace of its members.
pub(super) fn fields(members: &Members<'_>, report: &mut Report) -> (Vec<String>, Namespace) {
    let claim = |(wire, node): (&&str, &Node<'_>)| {
        let chosen = node.text_extension("x-rust-name");
        let text = chosen.unwrap_or(wire);
        Claim {
            identity: (*wire).to_owned(),
            chosen: chosen.is_some(),
            ..Claim::new(names::field_name(text), text, node.pointer.clone())
        }
    };
    let mut namespace = Namespace::new(Items::Fields);
    let claims = members.properties.iter().map(claim).collect();
    (namespace.name(claims, report), namespace)
}

/// The name of the map of properties that the schema does not name.
pub(super) fn extra(namespace: &mut Namespace, report: &mut Report) -> FieldName {
    let others = ["extra_properties", "extra_properties_"].map(str::to_owned);
    let claim = Claim::following("extra".to_owned(), others);
    FieldName::new(namespace.name(vec![claim], report).concat())
}

/// The name of what holds members that are not documented.
pub(super) fn unknown(namespace: &mut Namespace, report: &mut Report) -> FieldName {
    let others = ["other_members", "other_members_"].map(str::to_owned);
    let claim = Claim::following("other".to_owned(), others);
    FieldName::new(namespace.name(vec![claim], report).concat())
}

/// Names the methods that set null: `clear_label`, or `reset_label` beside a property `clear_label`.
pub(super) fn clearers(fields: &mut [Field], namespace: &mut Namespace, report: &mut Report) {
    let is_cleared = |field: &&mut Field| matches!(field.presence, Presence::Nullable | Presence::Patch);
    let cleared: Vec<&mut Field> = fields.iter_mut().filter(is_cleared).collect();
    let claim = |field: &&mut Field| {
        let name = names::bare(field.name.as_str());
        let others = ["reset", "unset"].map(|verb| format!("{verb}_{name}"));
        Claim::following(format!("clear_{name}"), others)
    };
    let methods = namespace.name(cleared.iter().map(claim).collect(), report);
    for (field, method) in cleared.into_iter().zip(methods) {
        field.clearer = Some(FnName::new(method));
    }
}
