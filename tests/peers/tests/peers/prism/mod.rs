//! Every operation through Prism: what the generated clients send is what the documents allow, by the judgement of somebody
//! else. In: the cases of `tests/wire`, behind another `Api`, and the table of `tests/operations`.

/// Makes an ignored test of each case of `tests/wire`.
macro_rules! cases {
    ($($cases:tt)+) => { wire::cases! { #![ignore = "needs Prism: run tests/peers/run"] $($cases)+ } };
}

mod kathan;
mod sippet;
mod table;
