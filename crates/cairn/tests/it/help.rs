//! What the command says of itself.

use crate::run::cairn;
use crate::study::Study;

#[test]
fn the_help_of_every_command() {
    let study = Study::template();
    let mut text = cairn(study.around(), &["--help"]).succeeded().stdout;
    for name in ["new", "check", "build", "trace", "field", "estimate", "demo"] {
        let help = cairn(study.around(), &[name, "--help"]).succeeded();
        assert_eq!(help.stderr, "");
        text.push_str(&format!("\n$ cairn {name} --help\n{}", help.stdout));
    }
    insta::assert_snapshot!(text);
}

#[test]
fn without_arguments_the_help_is_told_as_a_mistake() {
    let study = Study::template();
    let told = cairn(study.around(), &[]);
    let help = cairn(study.around(), &["-h"]).succeeded();
    assert_eq!((told.status, told.stdout.as_str(), told.stderr), (2, "", help.stdout));
}

#[test]
fn a_mistyped_command_has_the_nearest_named() {
    let study = Study::template();
    insta::assert_snapshot!(cairn(study.around(), &["chek", "study"]).refused());
}

#[test]
fn the_version_is_that_of_the_package() {
    let study = Study::template();
    let version = cairn(study.around(), &["--version"]).succeeded().stdout;
    assert_eq!(version, format!("cairn {}\n", env!("CARGO_PKG_VERSION")));
}
