//! Short names for findings that survive a rebase and a moved line, and a number for a whole surface.

use std::fmt::{self, Write};

/// FNV-1a of 64 bits (Fowler, Noll, Vo): stable between releases and machines, which the hashers of `std` do not promise.
#[derive(Clone, Copy, Debug)]
pub(super) struct Digest(u64);

impl Default for Digest {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Digest {
    /// Adds a text; its end counts, so that "ab", "c" is not "a", "bc".
    pub(super) fn add(&mut self, text: &str) {
        text.bytes().chain([0xff]).for_each(|byte| self.byte(byte));
    }

    /// Adds what a value prints, without making a text of it.
    pub(super) fn add_printed(&mut self, value: impl fmt::Display) {
        // A digest takes everything.
        let _ = write!(self, "{value}");
        self.byte(0xff);
    }

    fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }

    pub(super) fn value(self) -> u64 {
        self.0
    }
}

impl Write for Digest {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.bytes().for_each(|byte| self.byte(byte));
        Ok(())
    }
}

/// The fingerprint of what identifies a finding: 12 hexadecimal digits.
pub(super) fn of(parts: &[&str]) -> String {
    let mut digest = Digest::default();
    for part in parts {
        digest.add(part);
    }
    format!("{:012x}", digest.value() >> 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_stay_as_they_are() {
        assert_eq!(of(&[]), "cbf29ce48422");
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_eq!(of(&["a", "b"]).len(), 12);
    }
}
