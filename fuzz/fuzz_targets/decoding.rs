//! One call of any ABI, with any arguments, result and memory, as text and as JSON.

#![no_main]

#[path = "../../tests/driver/mod.rs"]
mod driver;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if let Err(wrong) = driver::fuzz(data) {
        panic!("{wrong}");
    }
});

// Without instrumentation libFuzzer learns nothing from what it tries, and stays with a few bytes: so what it tries is made
// here, every other time as it makes it from that.
libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let made = driver::by_chance(seed.into(), &mut data[..max_size]);
    if seed % 2 == 0 { made } else { libfuzzer_sys::fuzzer_mutate(data, made.max(size).min(max_size), max_size) }
});
