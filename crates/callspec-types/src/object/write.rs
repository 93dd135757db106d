//! Writing. In: a struct. Out: the members of a JSON object, in the order of its fields.

use serde::ser::{Serialize, SerializeMap as _, SerializeStruct as _, Serializer};

use crate::Patch;
use crate::other::Rest;

/// A struct that is written as a JSON object.
// Hidden here and not only in its module: so its implementations are on no page either.
#[doc(hidden)]
pub trait WriteObject {
    /// Gives all members to a writer. It is asked twice where a serialiser wants to know first how many there are.
    fn write<W: Writer>(&self, writer: &mut W);
}

/// Takes the members of an object. A fault is kept until the end, so that giving one is a call and nothing else.
pub trait Writer {
    /// Takes a member.
    fn member<T: Serialize>(&mut self, key: &'static str, value: &T);

    /// Takes the members that no field is for.
    fn rest(&mut self, rest: &impl Rest<Value: Serialize>);

    /// Takes a member that may be absent.
    fn optional<T: Optional>(&mut self, key: &'static str, value: &T) {
        if !value.is_absent() {
            self.member(key, value);
        }
    }
}

/// What a field can hold that is left out where there is nothing to send.
pub trait Optional: Serialize {
    /// Whether it is left out.
    fn is_absent(&self) -> bool;
}

impl<T: Serialize> Optional for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Serialize> Optional for Patch<T> {
    fn is_absent(&self) -> bool {
        self.is_absent()
    }
}

/// Writes an object that has no other members than its fields.
///
/// # Errors
///
/// What the serialiser or a member says.
pub fn write_object<T: WriteObject, S: Serializer>(
    object: &T,
    name: &'static str,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut count = Count(0);
    object.write(&mut count);
    let mut members = Struct::<S>(serializer.serialize_struct(name, count.0));
    object.write(&mut members);
    members.0?.end()
}

/// Writes an object that holds members besides its fields.
///
/// # Errors
///
/// What the serialiser or a member says.
pub fn write_map<T: WriteObject, S: Serializer>(object: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let mut members = Map::<S>(serializer.serialize_map(None));
    object.write(&mut members);
    members.0?.end()
}

/// Counts members.
struct Count(usize);

impl Writer for Count {
    fn member<T: Serialize>(&mut self, _: &'static str, _: &T) {
        self.0 += 1;
    }

    /// A struct that holds more members is written as a map, which is not counted.
    fn rest(&mut self, _: &impl Rest<Value: Serialize>) {}
}

/// Writes members whose number and keys are known.
struct Struct<S: Serializer>(Result<S::SerializeStruct, S::Error>);

impl<S: Serializer> Writer for Struct<S> {
    fn member<T: Serialize>(&mut self, key: &'static str, value: &T) {
        if let Ok(members) = &mut self.0
            && let Err(error) = members.serialize_field(key, value)
        {
            self.0 = Err(error);
        }
    }

    /// A struct that holds more members is written as a map.
    fn rest(&mut self, _: &impl Rest<Value: Serialize>) {}
}

/// Writes members of any key.
struct Map<S: Serializer>(Result<S::SerializeMap, S::Error>);

impl<S: Serializer> Map<S> {
    fn entry<T: Serialize>(&mut self, key: &str, value: &T) {
        if let Ok(members) = &mut self.0
            && let Err(error) = members.serialize_entry(key, value)
        {
            self.0 = Err(error);
        }
    }
}

impl<S: Serializer> Writer for Map<S> {
    fn member<T: Serialize>(&mut self, key: &'static str, value: &T) {
        self.entry(key, value);
    }

    #[inline]
    fn rest(&mut self, rest: &impl Rest<Value: Serialize>) {
        if rest.is_empty() {
            return;
        }
        for (key, value) in rest.members() {
            self.entry(key, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Call {
        id: String,
        label: Patch<String>,
        ended: Option<bool>,
    }

    impl WriteObject for Call {
        fn write<W: Writer>(&self, writer: &mut W) {
            writer.member("id", &self.id);
            writer.optional("label", &self.label);
            writer.optional("ended", &self.ended);
        }
    }

    #[test]
    fn what_is_absent_is_not_counted() {
        let call = |label, ended| Call {
            id: String::new(),
            label,
            ended,
        };
        for (call, members) in [
            (call(Patch::Absent, None), 1),
            (call(Patch::Null, None), 2),
            (call(Patch::Absent, Some(true)), 2),
        ] {
            let mut count = Count(0);
            call.write(&mut count);
            assert_eq!(count.0, members);
        }
    }
}
