//! How a comparison is shown: one function per format, from a [`Comparison`](super::Comparison) to text.

mod changelog;
mod github;
mod groups;
mod json;
mod markdown;
mod text;
mod words;

pub use changelog::changelog;
pub use github::github;
pub use json::json;
pub use markdown::markdown;
pub use text::text;
