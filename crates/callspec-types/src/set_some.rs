//! Setters for what may be missing. In: an `Option` and a setter. Out: what the setter makes, or all as it was.

/// Calls a setter where there is a value, and leaves everything as it is where there is none.
///
/// Every request, body and builder has it. A setter of a [`Patch`](crate::Patch) takes no `Option`, as `None` might mean "leave it
/// alone" as well as "clear it"; here it means the first.
///
/// ```
/// use callspec_types::SetSome;
///
/// #[derive(Debug, Default, PartialEq)]
/// struct Search {
///     label: Option<String>,
///     limit: Option<u32>,
/// }
///
/// impl Search {
///     fn label(mut self, label: impl Into<String>) -> Self {
///         self.label = Some(label.into());
///         self
///     }
///
///     fn limit(mut self, limit: u32) -> Self {
///         self.limit = Some(limit);
///         self
///     }
/// }
///
/// let search = Search::default().set_some(Some("a"), Search::label).set_some(None, Search::limit);
/// assert_eq!(search, Search::default().label("a"));
/// assert_eq!(search.set_some(Some(5), Search::limit).limit, Some(5));
/// ```
pub trait SetSome: Sized {
    /// What `setter` makes of this and the value; this itself without one. The setter may be any closure.
    #[must_use = "it takes and returns what it is called on"]
    fn set_some<V>(self, value: Option<V>, setter: impl FnOnce(Self, V) -> Self) -> Self {
        match value {
            Some(value) => setter(self, value),
            None => self,
        }
    }
}

impl<T> SetSome for T {}
