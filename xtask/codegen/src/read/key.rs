//! The keys of objects: always texts in the end, as written where YAML takes them for something else.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};

use super::value::{Node, Reader};
use crate::ir::Pointer;
use crate::pointer;
use crate::report::{Code, Diagnostic};

/// A key, about to be read: always text in the end.
pub(super) struct Key<'n, 'r, 'a> {
    node: &'n Node<'r, 'a>,
    position: usize,
}

impl<'n, 'r, 'a> Key<'n, 'r, 'a> {
    /// The key at a position of the object that is being read.
    pub(super) fn new(node: &'n Node<'r, 'a>, position: usize) -> Self {
        Self { node, position }
    }

    /// A key that YAML takes for something else than text, as it is written.
    fn unquoted<E: Error>(self, code: Code, what: &str, read: String) -> Result<String, E> {
        let Reader { source, file, .. } = self.node.reader;
        let mapping = self.node.path.pointer();
        let key = source
            .key_text(*file, &mapping, self.position)
            .map_or(read, str::to_owned);
        let at = Pointer(pointer::join(&mapping, &key));
        self.node.reader.find(
            Diagnostic::new(code, at, format!("the key `{key}` is {what} in YAML, not text"))
                .on_key()
                .hint(format!("quote it: '{key}'")),
        );
        Ok(key)
    }
}

impl<'de> DeserializeSeed<'de> for Key<'_, '_, '_> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Key<'_, '_, '_> {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a text as the key")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<String, E> {
        self.node.reader.spend(value.len())?;
        Ok(value.to_owned())
    }

    fn visit_unit<E: Error>(self) -> Result<String, E> {
        self.unquoted(Code::UnquotedText, "null", String::new())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<String, E> {
        self.unquoted(Code::UnquotedText, "a boolean", value.to_string())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<String, E> {
        self.unquoted(Code::IntegerKey, "an integer", value.to_string())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<String, E> {
        self.unquoted(Code::IntegerKey, "an integer", value.to_string())
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<String, E> {
        self.unquoted(Code::IntegerKey, "an integer", value.to_string())
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<String, E> {
        self.unquoted(Code::IntegerKey, "an integer", value.to_string())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<String, E> {
        self.unquoted(Code::UnquotedText, "a number", value.to_string())
    }
}
