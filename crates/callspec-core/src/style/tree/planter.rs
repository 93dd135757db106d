//! The serialiser behind [`Tree::of`]. In: what serde tells of a value. Out: its tree.

use serde::ser::{
    Error as _, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use serde_json::Error;

use super::Tree;
use crate::json;

/// How `serde_json` passes a number on when its feature `arbitrary_precision` is on.
pub(super) const NUMBER: &str = "$serde_json::private::Number";

/// How it passes on what is JSON already.
pub(super) const RAW: &str = "$serde_json::private::RawValue";

/// Makes a tree of one value.
pub(super) struct Planter;

/// Makes a list of its items.
pub(super) struct Items {
    variant: Option<&'static str>,
    items: Vec<Tree>,
}

/// Makes an object of its members.
pub(super) struct Members {
    variant: Option<&'static str>,
    members: Vec<(String, Tree)>,
    key: String,
    kind: MembersKind,
}

/// What the members are of.
enum MembersKind {
    Map,
    Struct,
    Number,
}

impl Items {
    fn new(variant: Option<&'static str>, length: Option<usize>) -> Self {
        let items = Vec::with_capacity(length.unwrap_or_default().min(64));
        Self { variant, items }
    }

    fn push<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Error> {
        self.items.push(Tree::of(item)?);
        Ok(())
    }

    fn tree(self) -> Tree {
        Tree::List(self.items).tagged(self.variant)
    }
}

impl Members {
    const fn new(variant: Option<&'static str>, kind: MembersKind) -> Self {
        Self {
            variant,
            members: Vec::new(),
            key: String::new(),
            kind,
        }
    }

    fn push<T: Serialize + ?Sized>(&mut self, key: String, member: &T) -> Result<(), Error> {
        self.members.push((key, Tree::of(member)?));
        Ok(())
    }

    fn tree(mut self) -> Tree {
        match self.kind {
            MembersKind::Number => {
                if let Some((_, Tree::Text(number))) = self.members.pop() {
                    return Tree::Bare(number);
                }
            }
            MembersKind::Map => self.members.sort_by(|(one, _), (other, _)| one.cmp(other)),
            MembersKind::Struct => {}
        }
        Tree::Object(self.members).tagged(self.variant)
    }
}

macro_rules! bare {
    ($($serialize:ident($ty:ty))*) => {$(
        fn $serialize(self, value: $ty) -> Result<Tree, Error> {
            Ok(Tree::Bare(value.to_string()))
        }
    )*};
}

impl Serializer for Planter {
    type Ok = Tree;
    type Error = Error;
    type SerializeSeq = Items;
    type SerializeTuple = Items;
    type SerializeTupleStruct = Items;
    type SerializeTupleVariant = Items;
    type SerializeMap = Members;
    type SerializeStruct = Members;
    type SerializeStructVariant = Members;

    bare! {
        serialize_bool(bool)
        serialize_i8(i8)
        serialize_i16(i16)
        serialize_i32(i32)
        serialize_i64(i64)
        serialize_i128(i128)
        serialize_u8(u8)
        serialize_u16(u16)
        serialize_u32(u32)
        serialize_u64(u64)
        serialize_u128(u128)
    }

    fn serialize_f32(self, value: f32) -> Result<Tree, Error> {
        json::to_vec(&value).map(number)
    }

    fn serialize_f64(self, value: f64) -> Result<Tree, Error> {
        json::to_vec(&value).map(number)
    }

    fn serialize_char(self, value: char) -> Result<Tree, Error> {
        Ok(Tree::Text(value.to_string()))
    }

    fn serialize_str(self, value: &str) -> Result<Tree, Error> {
        Ok(Tree::Text(value.to_owned()))
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<Tree, Error> {
        let bytes = value.iter().map(|byte| Tree::Bare(byte.to_string()));
        Ok(Tree::List(bytes.collect()))
    }

    fn serialize_none(self) -> Result<Tree, Error> {
        Ok(Tree::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Tree, Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Tree, Error> {
        Ok(Tree::Null)
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<Tree, Error> {
        Ok(Tree::Null)
    }

    fn serialize_unit_variant(self, _name: &'static str, _index: u32, variant: &'static str) -> Result<Tree, Error> {
        Ok(Tree::Text(variant.to_owned()))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _name: &'static str, value: &T) -> Result<Tree, Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Tree, Error> {
        Ok(Tree::of(value)?.tagged(Some(variant)))
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Items, Error> {
        Ok(Items::new(None, length))
    }

    fn serialize_tuple(self, length: usize) -> Result<Items, Error> {
        Ok(Items::new(None, Some(length)))
    }

    fn serialize_tuple_struct(self, _name: &'static str, length: usize) -> Result<Items, Error> {
        Ok(Items::new(None, Some(length)))
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Items, Error> {
        Ok(Items::new(Some(variant), Some(length)))
    }

    fn serialize_map(self, _length: Option<usize>) -> Result<Members, Error> {
        Ok(Members::new(None, MembersKind::Map))
    }

    fn serialize_struct(self, name: &'static str, _length: usize) -> Result<Members, Error> {
        Ok(Members::new(
            None,
            if name == NUMBER || name == RAW {
                MembersKind::Number
            } else {
                MembersKind::Struct
            },
        ))
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _length: usize,
    ) -> Result<Members, Error> {
        Ok(Members::new(Some(variant), MembersKind::Struct))
    }
}

/// The tree of a number's text; `null` stands there for what is none.
fn number(json: Vec<u8>) -> Tree {
    match String::from_utf8(json) {
        Ok(number) if number != "null" => Tree::Bare(number),
        _ => Tree::Null,
    }
}

macro_rules! collect_items {
    ($($collect:ident::$push:ident)*) => {$(
        impl $collect for Items {
            type Ok = Tree;
            type Error = Error;

            fn $push<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Error> {
                self.push(item)
            }

            fn end(self) -> Result<Tree, Error> {
                Ok(self.tree())
            }
        }
    )*};
}

collect_items! {
    SerializeSeq::serialize_element
    SerializeTuple::serialize_element
    SerializeTupleStruct::serialize_field
    SerializeTupleVariant::serialize_field
}

macro_rules! collect_members {
    ($($collect:ident)*) => {$(
        impl $collect for Members {
            type Ok = Tree;
            type Error = Error;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, member: &T) -> Result<(), Error> {
                self.push(key.to_owned(), member)
            }

            fn end(self) -> Result<Tree, Error> {
                Ok(self.tree())
            }
        }
    )*};
}

collect_members!(SerializeStruct SerializeStructVariant);

impl SerializeMap for Members {
    type Ok = Tree;
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        match Tree::of(key)? {
            Tree::Text(key) | Tree::Bare(key) => self.key = key,
            _ => return Err(Error::custom("a key of an object must be text")),
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, member: &T) -> Result<(), Error> {
        let key = std::mem::take(&mut self.key);
        self.push(key, member)
    }

    fn end(self) -> Result<Tree, Error> {
        Ok(self.tree())
    }
}
