//! Wire names → Rust names: case, keywords, symbols. The only caller of `heck`.
//!
//! In: any text of a document. Out: an identifier of ASCII letters, digits and `_` that depends on that text alone.

use heck::{ToSnakeCase, ToUpperCamelCase};

use super::claims::Items;
use super::in_use::{self, REQUESTS_IN_USE, TYPES_IN_USE};
use super::symbols::spell_symbols;
use crate::ir::is_device;
use crate::rust_path::{KEYWORDS, NEVER_RAW};

/// Longest name that is kept, in bytes: it may become a file's, of which most systems take 255.
const LONGEST: usize = 160;

/// The name of a type for a schema.
pub(crate) fn type_name(wire: &str) -> String {
    reserved(camel(wire, "Model"), TYPES_IN_USE, "Model")
}

/// What a type's name says of a part, which never stands alone: words in use are not in its way.
pub(crate) fn part_name(wire: &str) -> String {
    camel(wire, "Model")
}

/// The name of the request struct for an operation.
pub(crate) fn operation_type_name(id: &str) -> String {
    reserved(camel(id, "Operation"), REQUESTS_IN_USE, "Operation")
}

/// The name of a variant for a value of an enum or an alternative.
pub(crate) fn variant_name(wire: &str) -> String {
    let name = match wire {
        "" => "Empty".to_owned(),
        _ => camel(&spell_symbols(wire), "Value"),
    };
    apart(name, Items::Values, "Value")
}

/// The name of a field, `r#` included where it is a keyword.
pub(crate) fn field_name(wire: &str) -> String {
    // `StartTime<` and `StartTime>` are two names, and so are `-1` and `+1`.
    let number = |sign| {
        wire.strip_prefix(sign)
            .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    let spelled = match (number('-'), number('+')) {
        (Some(number), _) => format!("minus {number}"),
        (_, Some(number)) => format!("plus {number}"),
        _ => wire.replace('<', " less ").replace('>', " greater "),
    };
    raw(apart(snake(&spelled, "value"), Items::Fields, "_"))
}

/// The name of a parameter, of its argument or setter.
pub(crate) fn param_name(wire: &str) -> String {
    apart(field_name(wire), Items::Parameters, "_param")
}

/// A name without the mark of a keyword.
pub(crate) fn bare(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// A name as others begin with it: without what keeps it from keywords and words in use. Two underscores would not be in
/// snake case.
pub(crate) fn stem(name: &str) -> &str {
    bare(name).trim_end_matches('_')
}

/// The name of the builder's setter for a security scheme.
pub(crate) fn setter_name(key: &str) -> String {
    apart(field_name(key), Items::Setters, "_credential")
}

/// The setter's name that the runtime makes of a scheme's key where it is told none.
pub(crate) fn guessed_setter(key: &str) -> String {
    let mut setter = String::with_capacity(key.len() + 2);
    let mut is_lower = false;
    for c in key.chars() {
        if c.is_ascii_uppercase() && is_lower {
            setter.push('_');
        }
        is_lower = c.is_ascii_lowercase() || c.is_ascii_digit();
        setter.push(if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase()
        } else {
            '_'
        });
    }
    setter
}

/// The name of the static for what has a name in snake case.
pub(crate) fn constant_name(name: &str) -> String {
    bare(name).to_uppercase()
}

/// The name of a header's key, in lower case.
pub(crate) fn header_name(wire: &str) -> String {
    snake(wire, "header")
}

/// The name of a method of the client.
pub(crate) fn fn_name(id: &str) -> String {
    raw(apart(snake(id, "operation"), Items::Operations, "_"))
}

/// The name of a module of the models, by the type that lives there.
pub(crate) fn module_name(wire: &str) -> String {
    let name = snake(wire, "module");
    if KEYWORDS.contains(&name.as_str())
        || NEVER_RAW.contains(&name.as_str())
        || ["lib", "main", "std", "core"].contains(&name.as_str())
        || is_device(&name)
    {
        return format!("{name}_");
    }
    name
}

/// The name of a module of the client, by tag.
///
/// The client has the crate of the models beside its modules.
pub(crate) fn group_name(tag: &str, models_crate: &str) -> String {
    let name = apart(module_name(tag), Items::Modules, "_");
    if name == models_crate { name + "_" } else { name }
}

/// The crate of a provider's models, as Rust spells it.
pub(crate) fn models_crate(prefix: &str) -> String {
    format!("{}_models", prefix.replace('-', "_"))
}

/// The crate of a provider's client, as Rust spells it.
pub(crate) fn client_crate(prefix: &str) -> String {
    format!("{}_client", prefix.replace('-', "_"))
}

/// The prefix of a provider's crates: kebab case.
pub(crate) fn crate_prefix(name: &str) -> String {
    snake(name, "api").replace('_', "-")
}

/// A name, cut where it is too long; what is put in place of the rest keeps it apart from others that begin so.
fn cut(mut name: String, rest: impl FnOnce() -> String) -> String {
    if name.len() > LONGEST {
        name.truncate(LONGEST);
        name.truncate(name.trim_end_matches('_').len());
        name.push_str(&rest());
    }
    name
}

fn camel(wire: &str, if_digit: &str) -> String {
    let name = cut(ascii(wire).to_upper_camel_case(), || mark(wire).to_ascii_uppercase());
    match name.chars().next() {
        None => if_digit.to_owned(),
        Some(first) if first.is_ascii_digit() => format!("{if_digit}{name}"),
        Some(_) => name,
    }
}

fn snake(wire: &str, if_digit: &str) -> String {
    let name = ascii(wire).to_snake_case();
    let name = if name.is_empty() {
        ascii(&spell_symbols(wire)).to_snake_case()
    } else {
        name
    };
    let name = cut(name, || format!("_{}", mark(wire)));
    match name.chars().next() {
        None => if_digit.to_owned(),
        Some(first) if first.is_ascii_digit() => format!("{if_digit}_{name}"),
        Some(_) => name,
    }
}

/// Keywords are raw identifiers, where they can be.
fn raw(name: String) -> String {
    if NEVER_RAW.contains(&name.as_str()) {
        format!("{name}_")
    } else if KEYWORDS.contains(&name.as_str()) {
        format!("r#{name}")
    } else {
        name
    }
}

/// A name that is none of those that the namespace has from the start.
fn apart(name: String, items: Items, suffix: &str) -> String {
    if in_use::of(items).any(|word| word == name) {
        name + suffix
    } else {
        name
    }
}

fn reserved(name: String, in_use: &[&str], suffix: &str) -> String {
    if in_use.contains(&name.as_str()) {
        name + suffix
    } else {
        name
    }
}

/// Replaces what is neither an ASCII letter nor digit: by a word boundary, or by its code point if it is a
/// letter of another script, so that look-alikes stay apart. Apostrophes vanish (`don't`).
fn ascii(wire: &str) -> String {
    let mut out = String::with_capacity(wire.len());
    for c in wire.chars() {
        match c {
            _ if c.is_ascii_alphanumeric() => out.push(c),
            '\'' | '\u{2019}' => {}
            _ if c.is_alphanumeric() => out.push_str(&format!(" u{:x} ", u32::from(c))),
            _ => out.push(' '),
        }
    }
    out
}

/// The words of a wire name in snake case, to compare it with others.
pub(crate) fn words(wire: &str) -> String {
    wire.to_snake_case()
}

/// What sets a wire name apart from others with the same Rust name: how it is spelled. Depends on it alone.
pub(crate) fn distinction(wire: &str) -> String {
    let letters: Vec<char> = wire.chars().filter(|c| c.is_ascii_alphabetic()).collect();
    let upper = letters.iter().all(char::is_ascii_uppercase);
    let lower = letters.iter().all(char::is_ascii_lowercase);
    let separator = wire.chars().find_map(|c| match c {
        '-' => Some("Dash"),
        '_' => Some("Underscore"),
        '.' => Some("Dot"),
        ' ' => Some("Space"),
        '/' => Some("Slash"),
        ':' => Some("Colon"),
        _ => None,
    });
    match separator {
        _ if letters.is_empty() => String::new(),
        Some(word) if !upper || lower => word.to_owned(),
        Some(word) => format!("Upper{word}"),
        None if upper && letters.len() > 1 => "Upper".to_owned(),
        None if lower => "Lower".to_owned(),
        None => "Camel".to_owned(),
    }
}

/// A short mark made of a text alone (FNV-1a, folded to 16 bits): the last resort between two equal names.
pub(crate) fn mark(text: &str) -> String {
    let hash = text.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    format!("x{:04x}", (hash >> 16) ^ (hash & 0xffff))
}

#[cfg(test)]
#[allow(
    dead_code,
    unreachable_pub,
    reason = "it is the runtime's, of which one function is asked"
)]
#[path = "../../../../../crates/callspec-core/src/scheme.rs"]
mod runtime;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn setters_are_guessed_as_the_runtime_does() {
        for key in [
            "",
            "bearerAuth",
            "APIKey",
            "OAuth2PasswordBearer",
            "My.Key v2",
            "a1B2",
            "_x_",
            "é",
            "type",
            "x-1Y",
        ] {
            assert_eq!(guessed_setter(key), runtime::Scheme::bearer(key).setter(), "{key}");
        }
    }

    #[test]
    fn names_are_fit_for_files() {
        let long =
            ["a".repeat(1_000), "a".repeat(999), "ab ".repeat(500)].map(|wire| (module_name(&wire), type_name(&wire)));
        assert!(
            long.iter().all(|(module, ty)| module.len() < 180 && ty.len() < 180),
            "{long:?}"
        );
        assert_ne!(long[0], long[1]);
        assert_eq!(
            ["CON", "nul", "com1", "lpt9", "com", "icon"].map(module_name),
            ["con_", "nul_", "com1_", "lpt9_", "com", "icon"]
        );
    }

    #[test]
    fn types() {
        for (wire, rust) in [
            ("Call", "Call"),
            ("Call-filter-status", "CallFilterStatus"),
            ("HTTPValidationError", "HttpValidationError"),
            ("io.k8s.api.apps.v1.Deployment", "IoK8sApiAppsV1Deployment"),
            ("Option", "OptionModel"),
            ("3d-model", "Model3dModel"),
            ("", "Model"),
            ("Сall", "U421All"),
            ("self", "SelfModel"),
        ] {
            assert_eq!(type_name(wire), rust, "{wire}");
        }
    }

    #[test]
    fn variants() {
        for (wire, rust) in [
            ("in_progress", "InProgress"),
            ("+1", "Plus1"),
            ("-1", "Minus1"),
            ("-created", "MinusCreated"),
            ("1080p", "Value1080p"),
            ("c++", "CPlusPlus"),
            (">=", "GreaterEqual"),
            ("*", "Asterisk"),
            ("", "Empty"),
            ("Self", "SelfValue"),
            ("unrecognized", "UnrecognizedValue"),
            ("gpt-4o-mini", "Gpt4oMini"),
        ] {
            assert_eq!(variant_name(wire), rust, "{wire}");
        }
    }

    #[test]
    fn fields() {
        for (wire, rust) in [
            ("toNumber", "to_number"),
            ("type", "r#type"),
            ("self", "self_"),
            ("new", "new_"),
            ("@id", "id"),
            ("2fa", "value_2fa"),
            ("X-User-ID", "x_user_id"),
            ("$", "dollar"),
            ("StartTime<", "start_time_less"),
            ("StartTime>", "start_time_greater"),
            ("-1", "minus_1"),
            ("+1", "plus_1"),
            ("-x", "x"),
        ] {
            assert_eq!(field_name(wire), rust, "{wire}");
        }
    }

    #[test]
    fn distinctions_set_spellings_apart() {
        for (wire, word) in [
            ("asc", "Lower"),
            ("ASC", "Upper"),
            ("foo-bar", "Dash"),
            ("fooBar", "Camel"),
            ("+1", ""),
        ] {
            assert_eq!(distinction(wire), word, "{wire}");
        }
    }
}
