//! Documents by the grammar of OpenAPI, with faults: whatever they are, normalising and reading them ends.
#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_target!(|data: &[u8]| {
    xtask_fuzz::keep("normaliser", data);
    xtask_fuzz::normaliser(data);
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    xtask_fuzz::mutate(data, size, max_size, seed)
});
