//! Any text, as YAML and as JSON: a value or a refusal with a place.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    xtask_fuzz::keep("reader", data);
    if let Ok(text) = std::str::from_utf8(data) {
        xtask_fuzz::reader("fuzz.yaml", text);
        xtask_fuzz::reader("fuzz.json", text);
    }
});
