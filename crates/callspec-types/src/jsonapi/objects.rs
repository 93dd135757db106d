//! The objects of a document that are read and written member by member. In: what serde passes on. Out: a document, its `jsonapi`, and
//! the other way round, with every member that has no field or is not what it should be.

use serde::de::{Deserialize, Deserializer, MapAccess};
use serde::ser::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::lenient::{self, Read};
use super::{Document, Included, JsonApi, Links};
use crate::Other;
use crate::object::{Members, ReadObject, Shape, WriteObject, Writer, read_object, write_map};

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Document<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let shape = Shape {
            name: "Document",
            keys: &["data", "included", "links", "meta", "jsonapi"],
            place: |key| match key {
                "data" => 0,
                "included" => 1,
                "links" => 2,
                "meta" => 3,
                "jsonapi" => 4,
                _ => 5,
            },
            keeps_rest: true,
        };
        read_object(deserializer, shape)
    }
}

impl<'de, T: Deserialize<'de>> ReadObject<'de> for Document<T> {
    fn read<A: MapAccess<'de>>(mut members: Members<'de, A>) -> Result<Self, A::Error> {
        let (mut data, mut included, mut links) = (None, None, None::<Read<Links>>);
        let (mut meta, mut jsonapi) = (None::<Read<Map<String, Value>>>, None::<Read<JsonApi>>);
        let mut other = Other::new();
        while let Some(place) = members.next_key()? {
            match place {
                0 => members.read(&mut data)?,
                1 => members.read(&mut included)?,
                2 => members.read(&mut links)?,
                3 => members.read(&mut meta)?,
                4 => members.read(&mut jsonapi)?,
                _ => members.keep(&mut other)?,
            }
        }
        Ok(Self {
            data: members.required(data, "data")?,
            included: included.map_or_else(Vec::new, resources),
            links: lenient::object(links, "links", &mut other),
            meta: lenient::object(meta, "meta", &mut other),
            jsonapi: lenient::object(jsonapi, "jsonapi", &mut other),
            other,
        })
    }
}

/// `null` is an empty list, and what is no list the only thing in one.
fn resources(included: Read<Value, Vec<Included>>) -> Vec<Included> {
    match included {
        Read::Array(resources) => resources,
        Read::Scalar(Value::Null) => Vec::new(),
        Read::Object(one) | Read::Scalar(one) => vec![Included(one)],
    }
}

impl<T: Serialize> WriteObject for Document<T> {
    fn write<W: Writer>(&self, writer: &mut W) {
        writer.member("data", &self.data);
        if !self.included.is_empty() {
            writer.member("included", &self.included);
        }
        writer.optional("links", &self.links);
        writer.optional("meta", &self.meta);
        writer.optional("jsonapi", &self.jsonapi);
        writer.rest(&self.other);
    }
}

impl<T: Serialize> Serialize for Document<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_map(self, serializer)
    }
}

impl<'de> Deserialize<'de> for JsonApi {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let shape = Shape {
            name: "JsonApi",
            keys: &["version", "meta"],
            place: |key| match key {
                "version" => 0,
                "meta" => 1,
                _ => 2,
            },
            keeps_rest: true,
        };
        read_object(deserializer, shape)
    }
}

impl<'de> ReadObject<'de> for JsonApi {
    fn read<A: MapAccess<'de>>(mut members: Members<'de, A>) -> Result<Self, A::Error> {
        let (mut version, mut meta) = (None, None);
        let mut other = Other::new();
        while let Some(place) = members.next_key()? {
            match place {
                0 => members.read(&mut version)?,
                1 => members.read(&mut meta)?,
                _ => members.keep(&mut other)?,
            }
        }
        Ok(Self {
            version: lenient::text(version, "version", &mut other),
            meta: lenient::object(meta, "meta", &mut other),
            other,
        })
    }
}

impl WriteObject for JsonApi {
    fn write<W: Writer>(&self, writer: &mut W) {
        writer.optional("version", &self.version);
        writer.optional("meta", &self.meta);
        writer.rest(&self.other);
    }
}

impl Serialize for JsonApi {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_map(self, serializer)
    }
}
