//! Bodies of writes (JSON:API §9). In: attributes. Out: `{"data": {"type", "id", "attributes"}}`.

use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

/// The body that creates a resource (JSON:API §9.1).
#[derive(Clone, Copy, Debug)]
pub struct Create<'a, A: ?Sized>(Body<'a, A>);

/// The body that updates a resource (JSON:API §9.2).
#[derive(Clone, Copy, Debug)]
pub struct Update<'a, A: ?Sized>(Body<'a, A>);

#[derive(Clone, Copy, Debug)]
struct Body<'a, A: ?Sized> {
    kind: &'a str,
    id: Option<&'a str>,
    attributes: &'a A,
}

impl<'a, A: ?Sized> Create<'a, A> {
    /// A new resource of the type `kind`; the server chooses its id.
    pub const fn new(kind: &'a str, attributes: &'a A) -> Self {
        Self(Body {
            kind,
            id: None,
            attributes,
        })
    }
}

impl<'a, A: ?Sized> Update<'a, A> {
    /// Changes to the resource of the type `kind` with this id.
    pub const fn new(kind: &'a str, id: &'a str, attributes: &'a A) -> Self {
        Self(Body {
            kind,
            id: Some(id),
            attributes,
        })
    }
}

impl<A: Serialize + ?Sized> Serialize for Create<'_, A> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<A: Serialize + ?Sized> Serialize for Update<'_, A> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<A: Serialize + ?Sized> Serialize for Body<'_, A> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Resource<'a, A: ?Sized> {
            #[serde(rename = "type")]
            kind: &'a str,
            #[serde(skip_serializing_if = "Option::is_none")]
            id: Option<&'a str>,
            attributes: &'a A,
        }

        let mut document = serializer.serialize_struct("Document", 1)?;
        let data = Resource {
            kind: self.kind,
            id: self.id,
            attributes: self.attributes,
        };
        document.serialize_field("data", &data)?;
        document.end()
    }
}
