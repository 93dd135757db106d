//! References of the typed document (`$ref`): all of `lower` follows them here.
//!
//! In: a reference, or what may be one. Out: the component that it leads to. `normalise` has made every reference one to a
//! component of the kind that stands in its place, and has broken rings; a longer way than any sound document has leads
//! nowhere.

use std::borrow::Cow;

use indexmap::IndexMap;
use openapiv3::{Example, Header, Parameter, ReferenceOr, RequestBody, Response, Schema};

use crate::ir::Pointer;
use crate::pointer;

/// References that are followed in a row at most.
const LONGEST: usize = 64;

/// What components of a kind are called in the document.
pub(crate) trait Component: Sized + 'static {
    /// The key of their section, which is below `/components`.
    const SECTION: &'static str;

    /// Their section.
    fn section(components: &openapiv3::Components) -> &IndexMap<String, ReferenceOr<Self>>;
}

macro_rules! component {
    ($component:ident, $section:literal, $field:ident) => {
        impl Component for $component {
            const SECTION: &'static str = $section;

            fn section(components: &openapiv3::Components) -> &IndexMap<String, ReferenceOr<Self>> {
                &components.$field
            }
        }
    };
}

component!(Example, "examples", examples);
component!(Header, "headers", headers);
component!(Parameter, "parameters", parameters);
component!(RequestBody, "requestBodies", request_bodies);
component!(Response, "responses", responses);
component!(Schema, "schemas", schemas);

/// The components of a document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Components<'a>(pub(crate) Option<&'a openapiv3::Components>);

/// What stands at a place, references followed.
#[derive(Debug)]
pub(crate) struct Resolved<'a, T> {
    pub(crate) value: &'a T,
    /// Where it stands: the place itself, or the component.
    pub(crate) pointer: Pointer,
    /// The component that it is, if it is one.
    pub(crate) component: Option<&'a str>,
}

impl<'a> Components<'a> {
    /// What stands at a place; `None` where a reference leads nowhere.
    pub(crate) fn resolve<T: Component>(
        self,
        target: &'a ReferenceOr<T>,
        pointer: impl FnOnce() -> Pointer,
    ) -> Option<Resolved<'a, T>> {
        match target {
            ReferenceOr::Item(value) => Some(Resolved {
                value,
                pointer: pointer(),
                component: None,
            }),
            ReferenceOr::Reference { reference } => {
                let (name, value) = self.follow(reference)?;
                Some(Resolved {
                    value,
                    pointer: place::<T>(name),
                    component: Some(name),
                })
            }
        }
    }

    /// The component that a reference names, which may be a reference itself, and its name.
    pub(crate) fn find<T: Component>(self, reference: &str) -> Option<(&'a str, &'a ReferenceOr<T>)> {
        let (name, component) = T::section(self.0?).get_key_value(&*named::<T>(reference)?)?;
        Some((name, component))
    }

    /// The component at the end of a reference, those that are only references followed, and its name.
    pub(crate) fn follow<T: Component>(self, reference: &str) -> Option<(&'a str, &'a T)> {
        let mut found = self.find(reference)?;
        for _ in 0..LONGEST {
            match found {
                (name, ReferenceOr::Item(value)) => return Some((name, value)),
                (_, ReferenceOr::Reference { reference }) => found = self.find(reference)?,
            }
        }
        None
    }

    /// All components of a kind, in the order of the document.
    pub(crate) fn all<T: Component>(self) -> impl Iterator<Item = (&'a String, &'a ReferenceOr<T>)> {
        self.0.map(T::section).into_iter().flatten()
    }

    /// The component of a name.
    pub(crate) fn get<T: Component>(self, name: &str) -> Option<&'a ReferenceOr<T>> {
        T::section(self.0?).get(name)
    }
}

/// The name of the component that a reference leads to.
pub(crate) fn named<T: Component>(reference: &str) -> Option<Cow<'_, str>> {
    let section = reference.strip_prefix("#/components/")?.strip_prefix(T::SECTION)?;
    let name = section.strip_prefix('/')?;
    (!name.contains('/')).then(|| pointer::unescape(name))
}

/// Where a component stands.
pub(crate) fn place<T: Component>(name: &str) -> Pointer {
    Pointer(pointer::join(&format!("/components/{}", T::SECTION), name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn components(json: serde_json::Value) -> openapiv3::Components {
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn a_reference_leads_through_others_to_a_component() {
        let components = components(serde_json::json!({"responses": {
            "A~B": {"$ref": "#/components/responses/C~1D"}, "C/D": {"description": "the end"},
        }}));
        let target = ReferenceOr::ref_("#/components/responses/A~0B");
        let found = Components(Some(&components)).resolve::<Response>(&target, Pointer::default);
        let found = found.unwrap();
        assert_eq!(found.component, Some("C/D"));
        assert_eq!(found.pointer.0, "/components/responses/C~1D");
        assert_eq!(found.value.description, "the end");
    }

    #[test]
    fn a_ring_and_another_kind_lead_nowhere() {
        let components = components(serde_json::json!({"headers": {
            "A": {"$ref": "#/components/headers/B"}, "B": {"$ref": "#/components/headers/A"},
        }}));
        let components = Components(Some(&components));
        assert!(components.follow::<Header>("#/components/headers/A").is_none());
        assert!(components.follow::<Response>("#/components/headers/A").is_none());
        assert!(components.follow::<Header>("#/components/headers/A/schema").is_none());
    }
}
