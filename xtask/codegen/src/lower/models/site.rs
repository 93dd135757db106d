//! Where a type is needed: what an anonymous one is called, and where it goes.

use crate::ir::Flow;

/// The place that needs a type: what an anonymous one is called, and where it goes.
#[derive(Clone, Debug)]
pub(crate) struct Site {
    /// The name an anonymous type gets.
    pub name: String,
    /// The name it gets where another type has that one.
    pub told: Option<String>,
    /// The type whose file it lives in.
    pub home: String,
    /// Directions of data.
    pub flow: Flow,
    /// Whether the place is (part of) a form, where binary strings are files.
    pub form: bool,
}

impl Site {
    /// The site of a part: a property, an element, an arm.
    pub(crate) fn part(&self, name: &str) -> Self {
        self.arm(name, None)
    }

    /// The site of an arm that is told apart by another name.
    pub(crate) fn arm(&self, name: &str, told: Option<&str>) -> Self {
        let is_told = told.is_some() || self.told.is_some();
        let prefix = self.told.as_ref().unwrap_or(&self.name);
        Self {
            name: format!("{}{name}", self.name),
            told: is_told.then(|| format!("{prefix}{}", told.unwrap_or(name))),
            ..self.clone()
        }
    }
}
