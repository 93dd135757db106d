//! Where a type is needed: what an anonymous one is called, and where it goes.

use crate::ir::Flow;

/// The place that needs a type.
#[derive(Clone, Debug)]
pub(crate) struct Site {
    /// The name that an anonymous type gets.
    pub(crate) name: String,
    /// The name that it gets where another type has that one.
    pub(crate) disambiguator: Option<String>,
    /// The type whose file it lives in.
    pub(crate) home: String,
    /// Directions of data.
    pub(crate) flow: Flow,
    /// Whether the place is (part of) a form, where binary strings are files.
    pub(crate) form: bool,
    /// Whether the place is, or is below, what the document marks as sensitive (`x-sensitive`).
    pub(crate) sensitive: bool,
    /// Whether only webhooks hold values of the place.
    pub(crate) told: bool,
}

impl Site {
    /// The site of a type that has a file of its own.
    pub(crate) fn at_home(name: String, flow: Flow) -> Self {
        Self::beside(name.clone(), name, flow)
    }

    /// The site of a type that lives in the file of another.
    pub(crate) fn beside(home: String, name: String, flow: Flow) -> Self {
        Self {
            name,
            disambiguator: None,
            home,
            flow,
            form: false,
            sensitive: false,
            told: false,
        }
    }

    /// The same, where another name tells the type from others of its name.
    pub(crate) fn or_called(&self, disambiguator: String) -> Self {
        Self {
            disambiguator: Some(disambiguator),
            ..self.clone()
        }
    }

    /// The same, of what is sensitive.
    pub(crate) fn of_secrets(&self) -> Self {
        Self {
            sensitive: true,
            ..self.clone()
        }
    }

    /// The same, of what only webhooks hold.
    pub(crate) fn of_webhooks(&self) -> Self {
        Self {
            told: true,
            ..self.clone()
        }
    }

    /// The site of a part: a property, an element.
    pub(crate) fn part(&self, name: &str) -> Self {
        self.variant(name, None)
    }

    /// The site of a variant, which another name may tell from others of its name.
    pub(crate) fn variant(&self, name: &str, disambiguator: Option<&str>) -> Self {
        let prefix = self.disambiguator.as_ref().unwrap_or(&self.name);
        let is_told_apart = disambiguator.is_some() || self.disambiguator.is_some();
        Self {
            name: format!("{}{name}", self.name),
            disambiguator: is_told_apart.then(|| format!("{prefix}{}", disambiguator.unwrap_or(name))),
            ..self.clone()
        }
    }
}
