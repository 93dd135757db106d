//! Sippet through Prism.

mod api;
mod bites;
#[path = "../../../../../wire/tests/wire/sippet/cases/mod.rs"]
mod cases;
#[expect(
    dead_code,
    reason = "of this, only the expectations are needed, which the cases write down"
)]
#[path = "../../../../../wire/tests/wire/sippet/api.rs"]
mod wire_api;
