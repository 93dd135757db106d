//! The last passes over all types: aliases without end, files, defaults, what nothing uses any more, unique names.

mod boxes;
mod files;
mod rings;
mod superseded;
mod tags;

use crate::ir::{Group, ModuleName, Presence, Shape, TypeDef, TypeName};
use crate::lower::models::types::Made;
use crate::lower::models::weakened;
use crate::lower::naming::{Claim, Items, Namespace, names};
use crate::report::Report;

/// Settles what depends on all types together; `groups` are all that uses them.
pub(crate) fn settle(made: Made, groups: &mut [Group], report: &mut Report) -> Vec<TypeDef> {
    let Made {
        definitions: mut types,
        claims,
        superseded,
    } = made;
    for index in rings::break_alias_rings(&mut types) {
        let why = "a schema that is nothing but itself has no end";
        report.push(weakened(&types[index].pointer, why));
    }
    boxes::box_cycles(&mut types);
    files::mark_files(&mut types);
    boxes::box_large_parts(&mut types, groups);
    superseded::hide(&superseded, &mut types, groups);
    settle_names(claims, &mut types, report);
    tags::settle(&mut types);
    mark_defaults(&mut types);
    types
}

/// Makes the names of types unique; what is not emitted takes none.
fn settle_names(claims: Vec<Claim>, types: &mut [TypeDef], report: &mut Report) {
    let all = types.iter_mut().zip(claims);
    let (mut visible, claims): (Vec<_>, Vec<_>) = all.filter(|(def, _)| !def.hidden).unzip();
    let names = Namespace::new(Items::Models).name(claims, report);
    for (def, name) in visible.iter_mut().zip(names) {
        // A type that is its own home follows its name.
        if def.home.as_str() == names::module_name(def.name.as_str()) {
            def.home = ModuleName::new(names::module_name(&name));
        }
        def.name = TypeName::new(name);
    }
}

/// Marks the structs that can be made of nothing.
fn mark_defaults(types: &mut [TypeDef]) {
    for def in types.iter_mut() {
        if let Shape::Struct { fields, .. } = &def.shape {
            def.default = fields.iter().all(|field| {
                matches!(field.presence, Presence::Optional | Presence::Patch) || field.constant.is_some()
            });
        }
    }
}
