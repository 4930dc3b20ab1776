//! One call of any ABI, with any arguments, result and memory, as text and as JSON.

#![no_main]

#[path = "../../tests/driver/mod.rs"]
mod driver;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if let Err(wrong) = driver::fuzz(data) {
        panic!("{wrong}");
    }
});
