//! How many tests ran, from the closing lines of cargo-nextest and of `cargo test`.

use std::fmt;

/// How many tests ran.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct TestsRun {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) skipped: u64,
}

impl TestsRun {
    /// Adds up the closing lines in what a test runner has printed.
    pub(crate) fn read(printed: &str) -> Self {
        let mut run = Self::default();
        for line in closing_lines(printed) {
            let line = line.replace(['(', ')'], "");
            for part in line.split([',', ';', ':', '.']) {
                match part.split_whitespace().collect::<Vec<_>>().as_slice() {
                    [count, "passed", ..] => run.passed += count.parse().unwrap_or(0),
                    [count, "failed" | "timed" | "exec", ..] => run.failed += count.parse().unwrap_or(0),
                    [count, "skipped" | "ignored", ..] => run.skipped += count.parse().unwrap_or(0),
                    _ => {}
                }
            }
        }
        run
    }
}

/// The lines with which a test runner closes.
pub(crate) fn closing_lines(printed: &str) -> impl Iterator<Item = &str> {
    printed
        .lines()
        .filter(|line| line.trim_start().starts_with("Summary [") || line.starts_with("test result:"))
}

impl fmt::Display for TestsRun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

impl std::ops::AddAssign for TestsRun {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

#[cfg(test)]
mod tests {
    use super::TestsRun;

    #[test]
    fn counts_of_nextest() {
        let printed = "\
            PASS [   0.004s] xtask tests::one\n\
            ------------\n     \
            Summary [   1.204s] 245 tests run: 243 passed (1 slow), 1 failed, 1 timed out, 4 skipped\n";
        assert_eq!(TestsRun::read(printed), TestsRun { passed: 243, failed: 2, skipped: 4 });
    }

    #[test]
    fn counts_of_cargo_test_are_added_up() {
        let printed = "\
            running 2 tests\n\
            test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
            test result: FAILED. 1 passed; 3 failed; 0 ignored; 0 measured; 7 filtered out; finished in 0.01s\n";
        assert_eq!(TestsRun::read(printed), TestsRun { passed: 3, failed: 3, skipped: 1 });
    }
}
