//! Files and edits at random; see the README beside this file.

mod dice;
mod edits;
mod reader;
mod seeds;

/// The cases to try: from `TEARLINE_FUZZ_FIRST`, as many as the variable of this name says, or else `usually`.
fn cases(variable: &str, usually: u64) -> std::ops::Range<u64> {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse().expect("a whole number"));
    // Without a number of its own, a run by hand of the other target leaves this one as usual.
    let first = number("TEARLINE_FUZZ_FIRST").unwrap_or(0);
    first..first + number(variable).unwrap_or(usually)
}

/// Tries every case, and names the one that fails.
fn try_all(what: &str, cases: std::ops::Range<u64>, one: impl Fn(u64)) {
    /// Says which case it was, however its test ends.
    struct Named<'a>(&'a str, u64);
    impl Drop for Named<'_> {
        fn drop(&mut self) {
            if std::thread::panicking() {
                eprintln!("{} number {} fails", self.0, self.1);
            }
        }
    }
    let (first, count) = (cases.start, cases.end - cases.start);
    for case in cases {
        let named = Named(what, case);
        one(case);
        drop(named);
        let done = case - first + 1;
        if done.is_multiple_of(10_000) {
            eprintln!("{what}: {done} of {count}");
        }
    }
}
