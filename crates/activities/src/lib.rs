//! The research activities: each turns its raw records into evidence.
