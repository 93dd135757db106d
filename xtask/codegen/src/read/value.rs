//! The visitor that both parsers drive: it builds the value and sees what a plain conversion would lose.

use std::cell::{Cell, RefCell};
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};

use super::key::Key;
use super::{MAX_DEPTH, guard, kind_name};
use crate::ir::Pointer;
use crate::pointer;
use crate::report::{Code, Diagnostic};
use crate::source::{FileId, Format, Source};

/// Reads one file and keeps what it finds on the way.
pub(super) struct Reader<'a> {
    pub(super) source: &'a Source,
    pub(super) file: FileId,
    found: RefCell<Vec<Diagnostic>>,
    /// Why reading cannot go on.
    stopped: RefCell<Option<Diagnostic>>,
    /// Nodes and bytes that may still come: without aliases, a text has far less of both.
    nodes_left: Cell<usize>,
    bytes_left: Cell<usize>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(source: &'a Source, file: FileId) -> Self {
        let size = source.text(file).len();
        Self {
            source,
            file,
            found: RefCell::default(),
            stopped: RefCell::default(),
            nodes_left: Cell::new(100_000 + 4 * size),
            bytes_left: Cell::new((4 << 20) + 16 * size),
        }
    }

    /// Reads the whole document.
    pub(super) fn read<'de, D: Deserializer<'de>>(&mut self, parser: D) -> Result<Value, D::Error> {
        Node {
            reader: self,
            path: Path::Root,
            depth: 0,
        }
        .deserialize(parser)
    }

    /// What was found, and why reading stopped, where it did.
    pub(super) fn into_findings(self) -> (Vec<Diagnostic>, Option<Diagnostic>) {
        (self.found.into_inner(), self.stopped.into_inner())
    }

    fn is_yaml(&self) -> bool {
        self.source.format(self.file) == Format::Yaml
    }

    pub(super) fn find(&self, diagnostic: Diagnostic) {
        // The pointer is one into this file, which may become a part of another document.
        let place = self.source.locate_in(self.file, &diagnostic.at.0, diagnostic.on_key);
        let diagnostic = match (place, &diagnostic.span) {
            (Some(place), None) => diagnostic.span(place),
            _ => diagnostic,
        };
        self.found.borrow_mut().push(diagnostic);
    }

    /// Ends reading; the parser's own error is replaced by the diagnostic.
    fn stop<E: Error>(&self, diagnostic: Diagnostic) -> E {
        *self.stopped.borrow_mut() = Some(diagnostic);
        E::custom("stopped")
    }

    pub(super) fn spend<E: Error>(&self, bytes: usize) -> Result<(), E> {
        match (
            self.nodes_left.get().checked_sub(1),
            self.bytes_left.get().checked_sub(bytes),
        ) {
            (Some(nodes), Some(bytes)) => {
                self.nodes_left.set(nodes);
                self.bytes_left.set(bytes);
                Ok(())
            }
            _ => Err(self.stop(Diagnostic::new(
                Code::TooLarge,
                Pointer::default(),
                "aliases expand the document far beyond its text",
            ))),
        }
    }
}

/// The way to a node, as a list from the node upwards: a pointer is only made where one is needed.
#[derive(Clone, Copy)]
pub(super) enum Path<'a> {
    Root,
    Key(&'a Path<'a>, &'a str),
    Item(&'a Path<'a>, usize),
}

impl Path<'_> {
    pub(super) fn pointer(&self) -> String {
        match self {
            Self::Root => String::new(),
            Self::Key(parent, key) => pointer::join(&parent.pointer(), key),
            Self::Item(parent, index) => format!("{}/{index}", parent.pointer()),
        }
    }
}

/// One node, about to be read.
pub(super) struct Node<'r, 'a> {
    pub(super) reader: &'r Reader<'a>,
    pub(super) path: Path<'r>,
    depth: usize,
}

impl Node<'_, '_> {
    fn diagnostic(&self, code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, Pointer(self.path.pointer()), message)
    }

    fn deeper<E: Error>(&self) -> Result<usize, E> {
        if self.depth < MAX_DEPTH {
            Ok(self.depth + 1)
        } else {
            Err(self.reader.stop(guard::too_deep()))
        }
    }

    /// A number that is an integer in the text and none of 64 bits.
    fn big_integer(&self, nearest: f64, digits: &str) -> Value {
        let message = format!("the integer {digits} does not fit into 64 bits");
        self.reader.find(
            self.diagnostic(Code::BigNumber, message)
                .label(format!("{nearest:e} is taken instead")),
        );
        Number::from_f64(nearest).map_or(Value::Null, Value::Number)
    }

    fn written(&self) -> Option<&str> {
        self.reader.source.text_in(self.reader.file, &self.path.pointer())
    }

    fn float(&self, value: f64) -> Value {
        const BEYOND: f64 = 9_223_372_036_854_775_808.0; // 2^63
        let Some(number) = Number::from_f64(value) else {
            let written = self.written().map_or_else(|| value.to_string(), str::to_owned);
            self.reader.find(self.diagnostic(
                Code::NotFinite,
                format!("`{written}` is not a number that JSON can express"),
            ));
            return Value::Null;
        };
        if value.abs() >= BEYOND
            && let Some(digits) = self.written()
            && digits
                .trim_start_matches(['-', '+'])
                .bytes()
                .all(|byte| byte.is_ascii_digit())
        {
            return self.big_integer(value, digits);
        }
        Value::Number(number)
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_, '_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_, '_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        self.reader.spend(0)?;
        Ok(Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        self.visit_unit()
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        self.reader.spend(0)?;
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        self.reader.spend(0)?;
        Ok(Value::from(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        self.reader.spend(0)?;
        Ok(Value::from(value))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        self.reader.spend(0)?;
        Ok(self.big_integer(value as f64, &value.to_string()))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        self.reader.spend(0)?;
        Ok(self.big_integer(value as f64, &value.to_string()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        self.reader.spend(0)?;
        Ok(self.float(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        self.reader.spend(value.len())?;
        Ok(Value::String(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        self.reader.spend(0)?;
        let depth = self.deeper()?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(Node {
            reader: self.reader,
            path: Path::Item(&self.path, list.len()),
            depth,
        })? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        self.reader.spend(0)?;
        let depth = self.deeper()?;
        let mut object = Object {
            node: &self,
            map: Map::new(),
            merged: Vec::new(),
        };
        let mut position = 0;
        while let Some(key) = entries.next_key_seed(Key::new(&self, position))? {
            position += 1;
            let value = entries.next_value_seed(Node {
                reader: self.reader,
                path: Path::Key(&self.path, &key),
                depth,
            })?;
            object.insert(key, value);
        }
        Ok(object.finish())
    }

    /// Only YAML tags arrive here; the guard has refused all that it saw.
    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Value, A::Error> {
        let (tag, _) = data.variant::<String>()?;
        Err(self
            .reader
            .stop(self.diagnostic(Code::YamlTag, format!("the tag `{tag}` has no meaning in OpenAPI"))))
    }
}

/// An object that is being read.
struct Object<'n, 'r, 'a> {
    node: &'n Node<'r, 'a>,
    map: Map<String, Value>,
    /// Values of YAML merge keys, in order.
    merged: Vec<Value>,
}

impl Object<'_, '_, '_> {
    fn insert(&mut self, key: String, value: Value) {
        if key == "<<" && self.node.reader.is_yaml() {
            self.merged.push(value);
            return;
        }
        match self.map.entry(key) {
            Entry::Vacant(entry) => {
                entry.insert(value);
            }
            Entry::Occupied(entry) => {
                let code = match *entry.get() == value {
                    true => Code::RepeatedKey,
                    false => Code::DuplicateKey,
                };
                self.node.duplicate(entry.key(), code);
            }
        }
    }

    /// Adds what merge keys bring: a key of the object itself goes first, then the earlier of two merged mappings.
    fn finish(mut self) -> Value {
        for merged in std::mem::take(&mut self.merged) {
            let mappings = match merged {
                Value::Array(list) => list,
                other => vec![other],
            };
            for mapping in mappings {
                match mapping {
                    Value::Object(entries) => {
                        for (key, value) in entries {
                            self.map.entry(key).or_insert(value);
                        }
                    }
                    other => self.node.bad_merge(&other),
                }
            }
        }
        Value::Object(self.map)
    }
}

impl Node<'_, '_> {
    fn bad_merge(&self, value: &Value) {
        let at = Pointer(pointer::join(&self.path.pointer(), "<<"));
        let message = format!("the value of a merge key is {}, not a mapping", kind_name(value));
        self.reader.find(Diagnostic::new(Code::MergeKey, at, message));
    }

    fn duplicate(&self, key: &str, code: Code) {
        let mapping = self.path.pointer();
        let at = Pointer(pointer::join(&mapping, key));
        let mut found = self.reader.found.borrow_mut();
        // A third and fourth key of one name belong to the problem that the second began.
        if found.iter().any(|known| known.code == code && known.at == at) {
            return;
        }
        let mut places = self
            .reader
            .source
            .key_places(self.reader.file, &mapping, key)
            .into_iter();
        let first = places.next();
        let mut diagnostic = Diagnostic::new(code, at, format!("the key `{key}` occurs twice in one object")).on_key();
        if let Some(second) = places.next() {
            diagnostic = diagnostic.span(second).label("again here");
        }
        if let Some(first) = first {
            diagnostic = diagnostic.also_span(first, "first here");
        }
        for more in places {
            diagnostic = diagnostic.also_span(more, "and here");
        }
        found.push(diagnostic.hint(match code {
            Code::RepeatedKey => "both say the same: remove one",
            _ => "only one of the values could be meant: remove or rename the other",
        }));
    }
}
