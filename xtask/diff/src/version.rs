//! Versions: the bump that changes ask for, and the bump that was made (Semantic Versioning 2.0; Cargo's reading of
//! versions below 1.0, where the first number that is not 0 plays major).

use super::finding::Rust;

/// A version as far as bumps go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version([u64; 3]);

impl Version {
    /// Reads `1.2.3`; what follows a `-` or `+` makes no difference here.
    pub fn parse(text: &str) -> Option<Self> {
        let core = text.split(['-', '+']).next()?;
        let mut numbers = core.split('.').map(|part| part.parse().ok());
        let version = Self([numbers.next()??, numbers.next()??, numbers.next()??]);
        numbers.next().is_none().then_some(version)
    }

    /// The least version that a bump leads to.
    pub fn next(self, bump: Rust) -> Self {
        let [major, minor, patch] = self.0;
        Self(match (bump, major, minor) {
            (Rust::None, ..) => self.0,
            (Rust::Major, 0, 0) | (Rust::Minor | Rust::Patch, 0, _) => [major, minor, patch + 1],
            (Rust::Major, 0, _) | (Rust::Minor, ..) => [major, minor + 1, 0],
            (Rust::Major, ..) => [major + 1, 0, 0],
            (Rust::Patch, ..) => [major, minor, patch + 1],
        })
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [major, minor, patch] = self.0;
        write!(f, "{major}.{minor}.{patch}")
    }
}

/// The versions of a provider's crates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bump {
    /// What the changes ask for.
    pub needed: Rust,
    /// The version of the base.
    pub base: Option<String>,
    /// The version of the head.
    pub head: Option<String>,
    /// The least version that is large enough; `None` where none is asked for.
    pub least: Option<String>,
    /// Whether the head's version is large enough.
    pub enough: bool,
}

impl Bump {
    /// Judges the versions of both sides.
    pub(super) fn of(needed: Rust, base: Option<&str>, head: Option<&str>) -> Self {
        let parsed = base.and_then(Version::parse);
        let least = parsed.filter(|_| needed != Rust::None).map(|base| base.next(needed));
        let made = head.and_then(Version::parse);
        let enough = match (least.or(parsed), made) {
            (Some(least), Some(made)) => made >= least,
            // A document that came or went has no bump to make.
            _ => true,
        };
        Self {
            needed,
            base: base.map(str::to_owned),
            head: head.map(str::to_owned),
            least: least.map(|version| version.to_string()),
            enough,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn below_one_the_minor_number_plays_major() {
        for (base, bump, least) in [
            ("0.4.2", Rust::Major, "0.5.0"),
            ("0.4.2", Rust::Minor, "0.4.3"),
            ("0.4.2", Rust::Patch, "0.4.3"),
            ("0.0.3", Rust::Major, "0.0.4"),
            ("1.4.2", Rust::Major, "2.0.0"),
            ("1.4.2", Rust::Minor, "1.5.0"),
            ("1.4.2", Rust::Patch, "1.4.3"),
            ("1.4.2-rc.1", Rust::None, "1.4.2"),
        ] {
            assert_eq!(Version::parse(base).unwrap().next(bump).to_string(), least, "{base}");
        }
        assert_eq!(Version::parse("1.2"), None);
        assert_eq!(Version::parse("1.2.3.4"), None);
    }

    #[test]
    fn a_bump_is_enough_or_not() {
        let enough = |needed, base, head| Bump::of(needed, Some(base), Some(head)).enough;
        assert!(!enough(Rust::Major, "0.4.2", "0.4.3"));
        assert!(enough(Rust::Major, "0.4.2", "0.5.0"));
        assert!(enough(Rust::Major, "0.4.2", "1.0.0"));
        assert!(!enough(Rust::Patch, "0.4.2", "0.4.2"));
        assert!(!enough(Rust::None, "0.4.2", "0.4.1"), "versions never fall");
        assert!(Bump::of(Rust::Minor, None, Some("0.1.0")).enough);
    }
}
