//! Percent-encoding (RFC 3986 §2.1). In: any text. Out: characters that mean nothing but themselves, or that may stand in a URL.

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// Which characters stay as they are; all others are encoded.
#[derive(Clone, Copy)]
pub(crate) enum Keep {
    /// `ALPHA / DIGIT / "-" / "." / "_" / "~"`.
    Unreserved,
    /// Also escapes, and the reserved characters, without `#`, `&` and `+`, which would change what the query means.
    Reserved,
    /// Also escapes, and what of the reserved characters may stand in a path (RFC 3986 §3.3).
    ReservedPath,
    /// What browsers leave as it is in the path of a link (URL Standard §1.3, path percent-encode set).
    LinkPath,
    /// What browsers leave as it is in the query of a link (URL Standard §1.3, special-query percent-encode set).
    LinkQuery,
}

impl Keep {
    const fn keeps(self, byte: u8) -> bool {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => true,
            b':' | b'/' | b'?' | b'[' | b']' | b'@' | b'!' | b'$' | b'\'' | b'(' | b')' | b'*' | b',' | b';' | b'=' => {
                match self {
                    Self::Unreserved => false,
                    Self::Reserved => true,
                    Self::ReservedPath => !matches!(byte, b'?' | b'[' | b']'),
                    Self::LinkPath => byte != b'?',
                    Self::LinkQuery => byte != b'\'',
                }
            }
            b'&' | b'+' => matches!(self, Self::ReservedPath | Self::LinkPath | Self::LinkQuery),
            b'%' | b'\\' | b'|' => matches!(self, Self::LinkPath | Self::LinkQuery),
            b'^' | b'`' | b'{' | b'}' => matches!(self, Self::LinkQuery),
            _ => false,
        }
    }

    /// Whether an escape stays one (RFC 6570 §3.2.3).
    const fn keeps_escapes(self) -> bool {
        matches!(self, Self::Reserved | Self::ReservedPath)
    }
}

/// Appends `text` to `out`, encoded.
pub(crate) fn encode(out: &mut String, text: &str, keep: Keep) {
    out.reserve(text.len());
    let mut plain = 0;
    for (at, byte) in text.bytes().enumerate() {
        if keep.keeps(byte) || byte == b'%' && keep.keeps_escapes() && is_escape(text, at) {
            continue;
        }
        // An encoded byte is never in the middle of a run that starts inside a character: every byte of a character
        // beyond ASCII is encoded.
        out.push_str(text.get(plain..at).unwrap_or_default());
        out.push('%');
        out.push(char::from(HEX[usize::from(byte >> 4)]));
        out.push(char::from(HEX[usize::from(byte & 15)]));
        plain = at + 1;
    }
    out.push_str(text.get(plain..).unwrap_or_default());
}

/// Whether an escape begins here.
fn is_escape(text: &str, at: usize) -> bool {
    let digits = text.as_bytes().get(at + 1..at + 3);
    digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
}

/// Decodes the percent-encoded ASCII characters of `text`; everything else stays.
pub(crate) fn decode_ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        let (plain, escape) = rest.split_at(at);
        out.push_str(plain);
        let code = escape.get(1..3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        let (character, length) = match code {
            Some(code) if code.is_ascii() => (char::from(code), 3),
            _ => ('%', 1),
        };
        out.push(character);
        rest = escape.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// Decodes all percent-encoded bytes of `text`; what is no UTF-8 then is replaced.
pub(crate) fn decode(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        let digits = behind.get(..2).filter(|_| *first == b'%');
        let digits = digits.filter(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let code = digits.and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        out.push(code.unwrap_or(*first));
        rest = behind.get(if code.is_some() { 2 } else { 0 }..).unwrap_or_default();
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn encoded(text: &str, keep: Keep) -> String {
        let mut out = String::new();
        encode(&mut out, text, keep);
        out
    }

    #[test]
    fn only_unreserved_characters_stay() {
        assert_eq!(encoded("aZ09-._~", Keep::Unreserved), "aZ09-._~");
        assert_eq!(encoded("a/b?c d%é", Keep::Unreserved), "a%2Fb%3Fc%20d%25%C3%A9");
        assert_eq!(encoded("a/b#&+%[=]", Keep::Reserved), "a/b%23%26%2B%25[=]");
        assert_eq!(encoded("a/b#&+%[=]?", Keep::ReservedPath), "a/b%23&+%25%5B=%5D%3F");
    }

    #[test]
    fn escapes_stay_where_reserved_characters_do() {
        assert_eq!(encoded("a%2Fb%2", Keep::Reserved), "a%2Fb%252");
        assert_eq!(encoded("a%2fb%é", Keep::ReservedPath), "a%2fb%25%C3%A9");
        assert_eq!(encoded("a%2Fb", Keep::Unreserved), "a%252Fb");
    }

    #[test]
    fn whatever_is_encoded_is_decoded() {
        for (text, expected) in [
            ("a%2Fb%20c", "a/b c"),
            ("%C3%BC%E2%82%ac", "ü€"),
            ("50%", "50%"),
            ("%+1%zz", "%+1%zz"),
            ("%FF", "\u{FFFD}"),
        ] {
            assert_eq!(decode(text), expected);
        }
    }

    proptest! {
        #[test]
        fn any_text_comes_back(text: String) {
            prop_assert_eq!(decode(&encoded(&text, Keep::Unreserved)), text.as_str());
            // Without escapes of its own.
            let text = text.replace('%', "");
            for keep in [Keep::Reserved, Keep::ReservedPath] {
                prop_assert_eq!(decode(&encoded(&text, keep)), text.as_str());
            }
        }

        #[test]
        fn decoding_never_fails(text in "[%2eEfF./é]*") {
            let _ = decode_ascii(&text);
        }
    }
}
