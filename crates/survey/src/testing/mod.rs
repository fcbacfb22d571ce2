//! Tests of association and of differences.
