//! Values of the alternatives of a document's unions, each with the variant that has to come out.
//!
//! In: what is printed, the document in 3.0 shape, and the diagnostics. Out: of each alternative the least value and a
//! full one, and values that are two alternatives of an `anyOf` at once, ready to be decoded and encoded again; and those that could
//! not be made, with the reason. Another variant
//! than the one that a value was made for is right only where a warning says that nothing tells the alternatives apart,
//! and this is true: the other's schema takes the value as well, the forms of texts aside.

use serde_json::Value;

use super::probe::{Right, Told, Try};
use callspec_codegen::emit::RustType;
use callspec_codegen::instance::{Extent, Maker, Wish};
use callspec_codegen::ir::{Api, Flow, Shape, Type, TypeDef, TypeId, Variant};
use callspec_codegen::report::{Code, Report};
use callspec_codegen::validate::{Direction, Validator};

/// What a value is called that is several variants at once.
const SEVERAL: &str = "Several";

/// The values of a document's unions.
#[derive(Default)]
pub(super) struct Instances {
    pub(super) made: Vec<Try>,
    /// Those that could not be made: what, and why.
    pub(super) unmade: Vec<(String, String)>,
}

/// Makes the values; `models` is the name of the models crate in Rust.
pub(super) fn instances(api: &Api, root: &Value, report: &Report, models: &str) -> Instances {
    let formless = without_forms(root);
    let document = Document {
        root,
        maker: Maker::new(root),
        validator: Validator::taking_several(root),
        of_formless: Validator::taking_several(&formless),
        formless: &formless,
    };
    let mut found = Instances::default();
    for (index, def) in api.types.iter().enumerate() {
        let Shape::Union { variants, choice } = &def.shape else {
            continue;
        };
        if def.hidden || def.has_file || def.is_events() {
            continue;
        }
        let union = Union {
            document: &document,
            def,
            variants,
            takes_several: choice.takes_several(),
            ty: RustType::of(api, &Type::Named(TypeId::new(index))).full("callspec_types", models),
            is_warned: is_warned(def, report),
        };
        let full: Vec<Option<Value>> = variants.iter().map(|variant| union.add(variant, &mut found)).collect();
        union.add_both(&full, &mut found);
    }
    found
}

/// A document, and what makes and judges values of it.
struct Document<'a> {
    root: &'a Value,
    maker: Maker<'a>,
    validator: Validator<'a>,
    /// The document without the forms of texts.
    formless: &'a Value,
    of_formless: Validator<'a>,
}

/// A document without `format` and `pattern`, at which no union looks, as the warning says.
fn without_forms(node: &Value) -> Value {
    match node {
        Value::Object(members) => {
            let is_form = |key: &str, value: &Value| ["format", "pattern"].contains(&key) && value.is_string();
            let rest = members.iter().filter(|(key, value)| !is_form(key, value));
            Value::Object(rest.map(|(key, value)| (key.clone(), without_forms(value))).collect())
        }
        Value::Array(items) => items.iter().map(without_forms).collect(),
        scalar => scalar.clone(),
    }
}

/// Whether the document is said to tell nothing apart at a union.
fn is_warned(def: &TypeDef, report: &Report) -> bool {
    // Warnings stand where the document's author looks.
    let at = report.origins.trace(&def.pointer.0);
    let mut warnings = report
        .diagnostics
        .iter()
        .filter(|said| said.code == Code::AmbiguousUnion);
    warnings.any(|said| said.at.0 == at)
}

/// A union of which values are made.
struct Union<'a> {
    document: &'a Document<'a>,
    def: &'a TypeDef,
    variants: &'a [Variant],
    takes_several: bool,
    ty: String,
    is_warned: bool,
}

impl Union<'_> {
    /// Makes the values of a variant; a full one that is the least is one value. Gives the fullest.
    fn add(&self, variant: &Variant, found: &mut Instances) -> Option<Value> {
        let mut last = None;
        for (extent, word) in [(Extent::Minimal, "minimal"), (Extent::Full, "full")] {
            let at = format!("{} {} {word}", self.def.pointer.0, variant.name);
            match self.make(variant, extent) {
                Ok(value) if last.as_ref() == Some(&value) => {}
                Ok(value) => {
                    last = Some(value.clone());
                    let right = Right::First(self.right(variant, &value));
                    found.made.push(self.one(at, value, right));
                }
                Err(reason) => found.unmade.push((at, reason)),
            }
        }
        last
    }

    fn make(&self, variant: &Variant, extent: Extent) -> Result<Value, String> {
        let make = |at: &str, alternative| {
            let wish = Wish {
                extent,
                direction: self.direction(),
                alternative,
            };
            self.document.maker.make(at, wish)
        };
        // Of lists that differ in their elements these are the union, which has no place of its own.
        make(&self.def.pointer.0, Some(&variant.pointer.0))
            .or_else(|why| make(&variant.pointer.0, None).map_err(|_| why))
    }

    /// Adds values that are two alternatives at once, where they may be that: each has members that the other one's value lacks.
    fn add_both(&self, full: &[Option<Value>], found: &mut Instances) {
        let union = self.document.root.pointer(&self.def.pointer.0);
        if union.is_none_or(|union| union.get("anyOf").is_none()) {
            return;
        }
        let all = || self.variants.iter().zip(full);
        for (index, (one, of_one)) in all().enumerate() {
            for (other, of_other) in all().skip(index + 1) {
                let (Some(Value::Object(of_one)), Some(Value::Object(of_other))) = (of_one, of_other) else {
                    continue;
                };
                let mut both = of_one.clone();
                for (key, value) in of_other {
                    both.entry(key).or_insert_with(|| value.clone());
                }
                let has_more = both.len() > of_one.len().max(of_other.len());
                let both = Value::Object(both);
                if has_more && self.is(one, &both) && self.is(other, &both) {
                    let at = format!("{} {} and {}", self.def.pointer.0, one.name, other.name);
                    let mut right = vec![one.name.to_string(), other.name.to_string()];
                    right.extend(self.takes_several.then(|| SEVERAL.to_owned()));
                    found.made.push(self.one(at, both, Right::Any(right)));
                }
            }
        }
    }

    /// Whether a value is one of an alternative.
    fn is(&self, variant: &Variant, value: &Value) -> bool {
        let schema = self.document.root.pointer(&variant.pointer.0).unwrap_or(&Value::Null);
        let faults = self.document.validator.validate(schema, value, self.direction());
        faults.is_empty()
    }

    /// The variants that may come out of a value of one.
    fn right(&self, variant: &Variant, value: &Value) -> Vec<String> {
        let Document {
            formless, of_formless, ..
        } = self.document;
        let takes = |other: &&Variant| {
            let schema = formless.pointer(&other.pointer.0).unwrap_or(&Value::Null);
            other.name != variant.name && of_formless.validate(schema, value, self.direction()).is_empty()
        };
        let others = self.variants.iter().filter(|_| self.is_warned).filter(takes);
        let right = std::iter::once(variant).chain(others);
        right.map(|variant| variant.name.to_string()).collect()
    }

    fn one(&self, at: String, value: Value, right: Right) -> Try {
        let mut variants: Vec<String> = self.variants.iter().map(|variant| variant.name.to_string()).collect();
        variants.extend(self.takes_several.then(|| SEVERAL.to_owned()));
        Try {
            at,
            ty: self.ty.clone(),
            value,
            union: Some(Told { variants, right }),
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
    use crate::testing::analysed;
    use callspec_codegen::normalise::normalise;

    const DOCUMENT: &str = r##"{"openapi": "3.1.0", "info": {"title": "t", "version": "1.0.0"}, "paths": {}, "components": {"schemas": {
        "Lists": {"anyOf": [{"type": "array", "items": {"type": "boolean"}}, {"type": "array", "items": {"type": "string"}}]},
        "Told": {"oneOf": [{"type": "boolean"}, {"type": "object", "required": ["a"], "properties": {"a": {"enum": ["x"]}, "b": {"type": "boolean"}}}]},
        "Either": {"anyOf": [{"$ref": "#/components/schemas/One"}, {"$ref": "#/components/schemas/Other"}]},
        "One": {"type": "object", "properties": {"a": {"type": "boolean"}}},
        "Other": {"type": "object", "properties": {"a": {"type": "string", "pattern": "^[xy]{3}$"}}},
        "Both": {"anyOf": [{"$ref": "#/components/schemas/Mail"}, {"$ref": "#/components/schemas/Phone"}]},
        "Mail": {"type": "object", "required": ["email"], "properties": {"email": {"type": "string"}}},
        "Phone": {"type": "object", "required": ["phone"], "properties": {"phone": {"type": "string"}}},
        "Forms": {"type": "object", "unevaluatedProperties": {"oneOf": [{"$ref": "#/components/schemas/V4"}, {"$ref": "#/components/schemas/V6"}]}},
        "V4": {"type": "object", "required": ["at"], "properties": {"at": {"type": "string", "format": "ipv4"}}},
        "V6": {"type": "object", "required": ["at"], "properties": {"at": {"type": "string", "format": "ipv6"}}}}}}"##;

    #[test]
    fn each_alternative_is_made_twice_and_may_come_out_as_another_where_a_warning_is_true() {
        let outcome = analysed(DOCUMENT);
        let root = normalise(serde_json::from_str(DOCUMENT).unwrap(), &mut Report::default()).value;
        let mut report = outcome.report.clone();
        let found = instances(outcome.api.as_ref().unwrap(), &root, &report, "t_models");
        let of = |ty: &str, found: &Instances| -> Vec<String> {
            let made = found.made.iter().filter(|one| one.ty == format!("t_models::{ty}"));
            made.map(|one| format!("{} {}", one.value, one.union.as_ref().unwrap().right.written()))
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
            ["{} One Other", r#"{"a":true} One"#, "{} Other One"]
        );
        // At the two ways to be a text of an address no union looks; the warning stands at another place than the union.
        assert_eq!(
            of("FormsValue", &found),
            [r#"{"at":"192.0.2.1"} V4 V6"#, r#"{"at":"2001:db8::1"} V6 V4"#]
        );
        assert_eq!(
            of("Both", &found),
            [
                r#"{"email":"text"} Mail"#,
                r#"{"phone":"text"} Phone"#,
                r#"{"email":"text","phone":"text"} Mail|Phone|Several"#
            ]
        );
        assert_eq!(found.unmade, []);
        // Without the warning nothing else is right.
        report.diagnostics.clear();
        let found = instances(outcome.api.as_ref().unwrap(), &root, &report, "t_models");
        assert_eq!(of("Either", &found)[0], "{} One");
    }
}
