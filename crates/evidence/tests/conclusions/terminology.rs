//! Words to avoid, and a law’s own title, which may hold them.

use crate::folder::{Folder, wrong};
use insta::assert_snapshot;

#[test]
fn words_to_avoid_have_a_term_that_is_recommended() {
    assert_snapshot!(wrong("Officials spoke of child pornography and Sextortion."), @r#"
    warning at aldermark.toml:7:30 `child pornography`
      “child pornography” is a term to avoid
      expected: “child sexual abuse material”
      help: terminology guidelines, second edition, 2025; a law’s own title stands in quotes
    warning at aldermark.toml:7:52 `Sextortion`
      “Sextortion” is a term to avoid
      expected: “sexual extortion of children”
      help: terminology guidelines, second edition, 2025; a law’s own title stands in quotes
    "#);
}

#[test]
fn of_overlapping_terms_the_longest_counts() {
    assert_snapshot!(wrong("Officials spoke of webcam child sex tourism."), @r#"
    warning at aldermark.toml:7:30 `webcam child sex tourism`
      “webcam child sex tourism” is a term to avoid
      expected: “live streaming of child sexual abuse”
      help: terminology guidelines, second edition, 2025; a law’s own title stands in quotes
    "#);
}

#[test]
fn a_laws_own_title_stands_as_it_is() {
    assert_eq!(wrong("The “Child Pornography Prevention Act” is in force."), "");
    assert_eq!(wrong("The \"Law on Child Prostitution\" is in force."), "");
    // A quotation is no title.
    assert!(wrong("Officials call it “child pornography” still.").contains("term to avoid"));
}

#[test]
fn titles_of_findings_and_themes_are_read_too() {
    let folder = Folder::new().saying(&["Officials spoke of it."]);
    let (_, before) = folder.conclude();
    let finding = "[[findings]]\nid = \"a\"\ntitle = \"Child prostitution\"\ntheme = \"telling\"\n\
        claim = \"view_exists\"\nevidence = [\"government_interviews/barriers\"]\ntext = \"Officials spoke of it.\"\n";
    let (_, after) = folder.with("findings/aldermark.toml", finding).conclude();
    assert_eq!(after.len(), before.len() + 1);
    let found = after.iter().find(|problem| problem.message.contains("term to avoid")).unwrap();
    assert_snapshot!(found.expected.as_deref().unwrap(), @"“exploitation of children in prostitution”");
}
