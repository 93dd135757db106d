//! The index of a JSON text, by `jsonc-parser`.

use jsonc_parser::ast::{ObjectPropName, Value};
use jsonc_parser::common::{Range, Ranged};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::index::{Content, Entry, Index, Mapping};

/// Indexes a text; `None` where it does not parse.
///
/// The parser is more generous than JSON is, which does no harm: the text was read strictly before, and here
/// only its places are of interest.
pub(super) fn index(text: &str) -> Option<Index> {
    let root = parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default())
        .ok()?
        .value?;
    let mut index = Index::default();
    let root = add(&mut index, &root);
    index.set_root(root);
    Some(index)
}

/// Adds a value. The parser bounds the depth (512).
fn add(index: &mut Index, value: &Value) -> usize {
    let content = match value {
        Value::Object(object) => Content::Mapping(Mapping::new(
            object
                .properties
                .iter()
                .map(|property| {
                    let (key, range) = match &property.name {
                        ObjectPropName::String(name) => (&*name.value, name.range),
                        ObjectPropName::Word(name) => (name.value, name.range),
                    };
                    Entry {
                        key: key.into(),
                        key_range: bytes(range),
                        value: add(index, &property.value),
                    }
                })
                .collect(),
        )),
        Value::Array(array) => Content::Sequence(array.elements.iter().map(|element| add(index, element)).collect()),
        Value::StringLit(_) | Value::NumberLit(_) | Value::BooleanLit(_) | Value::NullKeyword(_) => Content::Scalar,
    };
    index.add(bytes(value.range()), content)
}

fn bytes(range: Range) -> std::ops::Range<usize> {
    range.start..range.end
}
