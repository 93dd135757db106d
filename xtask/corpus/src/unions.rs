//! Values of the alternatives of a document's unions, each with the variant that has to come out.
//!
//! In: what is printed, the document in 3.0 shape, and the diagnostics. Out: of each alternative the least value and a
//! full one, ready to be decoded and encoded again; and those that could not be made, with the reason. Another variant
//! than the one that a value was made for is right only where a warning says that nothing tells the alternatives apart,
//! and this is true: the other's schema takes the value as well.

use serde_json::Value;

use super::probe::{Told, Try};
use callspec_codegen::emit::RustType;
use callspec_codegen::instance::{Extent, Maker, Wish};
use callspec_codegen::ir::{Api, Flow, Shape, Type, TypeDef, TypeId, Variant};
use callspec_codegen::report::{Code, Report};
use callspec_codegen::validate::{Direction, Validator};

/// The values of a document's unions.
#[derive(Default)]
pub(super) struct Instances {
    pub(super) made: Vec<Try>,
    /// Those that could not be made: what, and why.
    pub(super) unmade: Vec<(String, String)>,
}

/// Makes the values; `models` is the name of the models crate in Rust.
pub(super) fn instances(api: &Api, root: &Value, report: &Report, models: &str) -> Instances {
    let maker = Maker::new(root);
    let mut found = Instances::default();
    for (index, def) in api.types.iter().enumerate() {
        let Shape::Union { variants, .. } = &def.shape else {
            continue;
        };
        if def.hidden || def.has_file || def.is_events() {
            continue;
        }
        let union = Union {
            def,
            variants,
            ty: RustType::of(api, &Type::Named(TypeId::new(index))).full("callspec_types", models),
            is_warned: is_warned(def, report),
        };
        for variant in variants {
            union.add(root, &maker, variant, &mut found);
        }
    }
    found
}

/// Whether the document is said to tell nothing apart at a union.
fn is_warned(def: &TypeDef, report: &Report) -> bool {
    let mut warnings = report
        .diagnostics
        .iter()
        .filter(|said| said.code == Code::AmbiguousUnion);
    warnings.any(|said| said.at == def.pointer)
}

/// A union of which values are made.
struct Union<'a> {
    def: &'a TypeDef,
    variants: &'a [Variant],
    ty: String,
    is_warned: bool,
}

impl Union<'_> {
    /// Makes the values of a variant; a full one that is the least is one value.
    fn add(&self, root: &Value, maker: &Maker<'_>, variant: &Variant, found: &mut Instances) {
        let mut least = None;
        for (extent, word) in [(Extent::Minimal, "minimal"), (Extent::Full, "full")] {
            let at = format!("{} {} {word}", self.def.pointer.0, variant.name);
            let wish = Wish {
                extent,
                direction: self.direction(),
                alternative: Some(&variant.pointer.0),
            };
            // Of lists that differ in their elements these are the union, which has no place of its own.
            let alone = || {
                maker.make(
                    &variant.pointer.0,
                    Wish {
                        alternative: None,
                        ..wish
                    },
                )
            };
            match maker
                .make(&self.def.pointer.0, wish)
                .or_else(|why| alone().map_err(|_| why))
            {
                Ok(value) if least.as_ref() == Some(&value) => {}
                Ok(value) => {
                    least = Some(value.clone());
                    found.made.push(self.one(root, variant, at, value));
                }
                Err(reason) => found.unmade.push((at, reason)),
            }
        }
    }

    fn one(&self, root: &Value, variant: &Variant, at: String, value: Value) -> Try {
        let validator = Validator::taking_several(root);
        let takes = |other: &&Variant| {
            let schema = root.pointer(&other.pointer.0).unwrap_or(&Value::Null);
            other.name != variant.name && validator.validate(schema, &value, self.direction()).is_empty()
        };
        let others = self.variants.iter().filter(|_| self.is_warned).filter(takes);
        let right = std::iter::once(variant).chain(others);
        let told = Told {
            variants: self.variants.iter().map(|variant| variant.name.to_string()).collect(),
            right: right.map(|variant| variant.name.to_string()).collect(),
        };
        Try {
            at,
            ty: self.ty.clone(),
            value,
            union: Some(told),
        }
    }

    fn direction(&self) -> Direction {
        match self.def.flow {
            Flow::Sent => Direction::Sent,
            Flow::Received => Direction::Received,
            Flow::Both => Direction::Either,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use callspec_codegen::pipeline::{self, Options};
    use callspec_codegen::source::Source;

    const DOCUMENT: &str = r##"{"openapi": "3.0.3", "info": {"title": "t", "version": "1.0.0"}, "paths": {}, "components": {"schemas": {
        "Lists": {"anyOf": [{"type": "array", "items": {"type": "boolean"}}, {"type": "array", "items": {"type": "string"}}]},
        "Told": {"oneOf": [{"type": "boolean"}, {"type": "object", "required": ["a"], "properties": {"a": {"enum": ["x"]}, "b": {"type": "boolean"}}}]},
        "Either": {"anyOf": [{"$ref": "#/components/schemas/One"}, {"$ref": "#/components/schemas/Other"}]},
        "One": {"type": "object", "properties": {"a": {"type": "boolean"}}},
        "Other": {"type": "object", "properties": {"a": {"type": "string", "pattern": "^[xy]{3}$"}}}}}}"##;

    #[test]
    fn each_alternative_is_made_twice_and_may_come_out_as_another_where_a_warning_is_true() {
        let options = Options {
            name: "t".to_owned(),
            strict: false,
            emit: callspec_codegen::emit::Options {
                spec: "t".to_owned(),
                runtime: callspec_codegen::emit::Runtime::Workspace,
            },
        };
        let outcome = pipeline::analyse(Source::from_text("t.json", DOCUMENT), &options);
        let root = serde_json::from_str(DOCUMENT).unwrap();
        let mut report = outcome.report.clone();
        let found = instances(outcome.api.as_ref().unwrap(), &root, &report, "t_models");
        let of = |ty: &str, found: &Instances| -> Vec<String> {
            let made = found.made.iter().filter(|one| one.ty == format!("t_models::{ty}"));
            made.map(|one| format!("{} {}", one.value, one.union.as_ref().unwrap().right.join("/")))
                .collect()
        };
        assert_eq!(of("ListsItem", &found), ["true Boolean", r#""text" Text"#]);
        assert_eq!(
            of("Told", &found),
            ["true Boolean", r#"{"a":"x"} X"#, r#"{"a":"x","b":true} X"#]
        );
        // What a pattern that nothing matches is of is left out; `{"a": true}` is no value of the other alternative.
        assert_eq!(
            of("Either", &found),
            ["{} One/Other", r#"{"a":true} One"#, "{} Other/One"]
        );
        assert_eq!(found.unmade, []);
        // Without the warning nothing else is right.
        report.diagnostics.clear();
        let found = instances(outcome.api.as_ref().unwrap(), &root, &report, "t_models");
        assert_eq!(of("Either", &found)[0], "{} One");
    }
}
