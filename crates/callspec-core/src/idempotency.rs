//! Keys by which a server knows a second attempt as the same call. In: nothing. Out: a key that no other call has.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hash};
use std::time::SystemTime;

/// A UUID of version 4 (RFC 9562 §5.4), of 122 bits by chance.
///
/// The standard library takes its seeds from the system, once per thread. Process and time are hashed too, as a process that
/// is a copy of another has the same seeds.
pub(crate) fn key() -> String {
    let place = (std::process::id(), SystemTime::now());
    let half = |number: u8| {
        let mut hasher = RandomState::new().build_hasher();
        (number, place).hash(&mut hasher);
        std::hash::Hasher::finish(&hasher)
    };
    let bits = u128::from(half(0)) << 64 | u128::from(half(1));
    let bits = bits & !(0xF << 76) & !(0b11 << 62) | 0x4 << 76 | 0b10 << 62;
    let text = format!("{bits:032x}");
    let parts = [0..8, 8..12, 12..16, 16..20, 20..32].map(|part| text.get(part).unwrap_or_default());
    parts.join("-")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn keys_are_uuids_of_version_4_and_differ() {
        let threads: Vec<_> = (0..4)
            .map(|_| std::thread::spawn(|| (0..1000).map(|_| key()).collect::<Vec<_>>()))
            .collect();
        let keys: Vec<String> = threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect();
        assert_eq!(keys.iter().collect::<HashSet<_>>().len(), 4000);
        for key in &keys {
            let parts: Vec<usize> = key.split('-').map(str::len).collect();
            assert_eq!(parts, [8, 4, 4, 4, 12], "{key}");
            assert!(&key[14..15] == "4" && "89ab".contains(&key[19..20]), "{key}");
            assert!(
                key.chars().all(|c| c == '-' || matches!(c, '0'..='9' | 'a'..='f')),
                "{key}"
            );
        }
        // Each bit that is free is set in some keys and not in others.
        for at in (0..36).filter(|at| ![8, 13, 14, 18, 19, 23].contains(at)) {
            let digits: HashSet<&str> = keys.iter().map(|key| &key[at..=at]).collect();
            assert_eq!(digits.len(), 16, "{at}");
        }
    }
}
