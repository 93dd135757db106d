//! Documents by the grammar of OpenAPI, from the text to the files: what is generated is Rust.
#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_target!(|data: &[u8]| {
    xtask_fuzz::keep("pipeline", data);
    xtask_fuzz::pipeline(data);
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    xtask_fuzz::mutate(data, size, max_size, seed)
});
