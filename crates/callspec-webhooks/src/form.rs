//! Parameters of forms, as they are signed. In: a body of `application/x-www-form-urlencoded`. Out: its names and values, sorted.

use percent_encoding::percent_decode;

/// The names and values of a form without anything between them, sorted by name and then by value. What is there twice counts
/// once, as Twilio's own libraries have it.
pub(crate) fn sorted(form: &[u8]) -> Vec<u8> {
    let pairs = form.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty());
    let mut pairs: Vec<(Vec<u8>, Vec<u8>)> = pairs
        .map(|pair| {
            let mut parts = pair.splitn(2, |byte| *byte == b'=').map(decoded);
            (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
        })
        .collect();
    pairs.sort();
    pairs.dedup();
    pairs
        .into_iter()
        .flat_map(|(name, value)| [name, value])
        .flatten()
        .collect()
}

fn decoded(text: &[u8]) -> Vec<u8> {
    let spaced: Vec<u8> = text
        .iter()
        .map(|byte| if *byte == b'+' { b' ' } else { *byte })
        .collect();
    percent_decode(&spaced).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_decoded_sorted_and_joined() {
        for (form, signed) in [
            ("", ""),
            ("&&=&", ""),
            ("b=2&a=1&B=3", "B3a1b2"),
            ("a=2&a=1&a=2", "a1a2"),
            ("ab=&a=b", "abab"),
            ("a&b=c=d", "abc=d"),
            ("To=%2B1+555%20x&%C3%A9=%zz", "To+1 555 xé%zz"),
        ] {
            assert_eq!(sorted(form.as_bytes()), signed.as_bytes(), "{form}");
        }
        assert_eq!(sorted(b"a=%FF"), b"a\xFF");
    }
}
