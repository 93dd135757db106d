//! The code. In: a struct. Out: the text of its implementations, which call what `callspec_types::private` holds.

use crate::parse::{Choice, Field, Item, Object};

/// Where everything that is called lies.
pub(crate) const PRIVATE: &str = "::callspec_types::private";

/// What stands before implementations that are no trait's: the compiler lets those derive from something deprecated by itself.
pub(crate) const ALLOWED: &str = "#[allow(deprecated, reason = \"who uses it is warned\")]";

/// `Deserialize`, by way of `ReadObject`.
///
/// Each member has a local variable whose type follows from the field it ends in. One `?` for all arms keeps what the
/// borrow checker has to walk through short.
pub(crate) fn deserialize(object: &Object) -> String {
    let (name, rest) = (&object.name, rest(object));
    let members: Vec<&Field> = members(object).collect();
    let keys = each(&members, |_, field| format!("{},", field.key));
    let places = each(&members, |index, field| format!("{} => {index},", field.key));
    let count = members.len();
    let locals = each(&members, |index, _| {
        format!("let mut member_{index} = {PRIVATE}::Option::None;")
    });
    let arms = each(&members, |index, field| {
        let read = if field.attributes.some_null {
            "read_some"
        } else {
            "read"
        };
        format!("{index} => members.{read}(&mut member_{index}),")
    });
    let values = each(&members, |index, field| {
        let (name, key) = (&field.name, &field.key);
        if field.attributes.or_default {
            // What is read is an option, whose type follows from this.
            format!("{name}: member_{index}.flatten().unwrap_or_default(),")
        } else if field.may_be_missing() {
            format!("{name}: member_{index}.unwrap_or_default(),")
        } else {
            format!("{name}: members.required(member_{index}, {key})?,")
        }
    });
    let (start, other, end) = match rest {
        Some(rest) => (
            format!("let mut rest = {PRIVATE}::Default::default();"),
            "members.keep(&mut rest)",
            format!("{}: rest,", rest.name),
        ),
        None => (String::new(), "members.skip()", String::new()),
    };
    let keeps_rest = rest.is_some();
    format!(
        "#[automatically_derived]
        impl<'de> {PRIVATE}::Deserialize<'de> for {name} {{
            fn deserialize<D: {PRIVATE}::Deserializer<'de>>(deserializer: D) -> {PRIVATE}::Result<Self, D::Error> {{
                {PRIVATE}::read_object(
                    deserializer,
                    {PRIVATE}::Shape {{ name: \"{name}\", keys: &[{keys}], place: |key| match key {{ {places} _ => {count} }}, keeps_rest: {keeps_rest} }},
                )
            }}
        }}

        #[automatically_derived]
        impl<'de> {PRIVATE}::ReadObject<'de> for {name} {{
            fn read<A: {PRIVATE}::MapAccess<'de>>(
                mut members: {PRIVATE}::Members<'de, A>,
            ) -> {PRIVATE}::Result<Self, A::Error> {{
                {locals}
                {start}
                while let {PRIVATE}::Option::Some(place) = members.next_key()? {{
                    match place {{
                        {arms}
                        _ => {other},
                    }}?;
                }}
                {PRIVATE}::Result::Ok(Self {{ {values} {end} }})
            }}
        }}"
    )
}

/// `Serialize`, by way of `WriteObject`.
pub(crate) fn serialize(object: &Object) -> String {
    let name = &object.name;
    let calls = object.fields.iter().map(|field| {
        let (name, key) = (&field.name, &field.key);
        if field.attributes.rest {
            format!("writer.rest(&self.{name});")
        } else if field.may_be_missing() {
            format!("writer.optional({key}, &self.{name});")
        } else {
            format!("writer.member({key}, &self.{name});")
        }
    });
    let calls: String = calls.collect();
    let written = match rest(object) {
        Some(_) => format!("{PRIVATE}::write_map(self, serializer)"),
        None => format!("{PRIVATE}::write_object(self, \"{name}\", serializer)"),
    };
    format!(
        "#[automatically_derived]
        impl {PRIVATE}::Serialize for {name} {{
            fn serialize<S: {PRIVATE}::Serializer>(&self, serializer: S) -> {PRIVATE}::Result<S::Ok, S::Error> {{
                {written}
            }}
        }}

        #[automatically_derived]
        impl {PRIVATE}::WriteObject for {name} {{
            fn write<W: {PRIVATE}::Writer>(&self, writer: &mut W) {{
                {calls}
            }}
        }}"
    )
}

/// `clear_…` for each field that may be null.
pub(crate) fn clear(object: &Object) -> String {
    let methods = object.fields.iter().filter_map(|field| {
        let (name, null) = (field.name.to_string(), field.null()?);
        let bare = name.trim_start_matches("r#");
        let method = match &field.attributes.clear {
            Some(method) => method.to_string(),
            None => format!("clear_{bare}"),
        };
        let deprecated = if field.attributes.deprecated {
            "#[deprecated]"
        } else {
            ""
        };
        Some(format!(
            "/// Clears [`{bare}`](Self::{bare}), which sends `null`.
            {deprecated}
            pub fn {method}(mut self) -> Self {{ self.{name} = {null}; self }}"
        ))
    });
    let methods: String = methods.collect();
    format!("{ALLOWED} impl {} {{ {methods} }}", object.name)
}

/// `Debug`, with `[redacted]` in the place of what is marked; `private` is where that lies.
pub(crate) fn debug(item: &Item, private: &str) -> String {
    let (name, body) = match item {
        Item::Struct(object) => (&object.name, debug_of_struct(object, private)),
        Item::Enum(choice) => (&choice.name, debug_of_enum(choice, private)),
    };
    format!(
        "#[automatically_derived]
        impl ::std::fmt::Debug for {name} {{
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {{
                {body}
            }}
        }}"
    )
}

fn debug_of_struct(object: &Object, private: &str) -> String {
    let fields = object.fields.iter().map(|field| {
        let name = field.name.to_string();
        let value = printed(&format!("&self.{name}"), field.attributes.redacted, private);
        format!(".field({:?}, {value})", name.trim_start_matches("r#"))
    });
    format!(
        "f.debug_struct(\"{}\"){}.finish()",
        object.name,
        fields.collect::<String>()
    )
}

fn debug_of_enum(choice: &Choice, private: &str) -> String {
    let arms = choice.variants.iter().map(|variant| {
        let name = &variant.name;
        if variant.holds.is_some() {
            let value = printed("value", variant.attributes.redacted, private);
            format!("Self::{name}(value) => f.debug_tuple(\"{name}\").field({value}).finish(),")
        } else {
            format!("Self::{name} => f.write_str(\"{name}\"),")
        }
    });
    format!("match self {{ {} }}", arms.collect::<String>())
}

/// A reference to a value as it is printed.
fn printed(value: &str, redacted: bool, private: &str) -> String {
    if redacted {
        format!("&{private}::Redacted({value})")
    } else {
        value.to_owned()
    }
}

fn members(object: &Object) -> impl Iterator<Item = &Field> {
    object.fields.iter().filter(|field| !field.attributes.rest)
}

fn rest(object: &Object) -> Option<&Field> {
    object.fields.iter().find(|field| field.attributes.rest)
}

fn each(fields: &[&Field], text: impl Fn(usize, &Field) -> String) -> String {
    let texts = fields.iter().enumerate().map(|(index, field)| text(index, field));
    texts.collect()
}
