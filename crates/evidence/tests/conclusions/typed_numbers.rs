//! Numbers that nobody computed, and those that nobody need compute.

use crate::folder::wrong;
use insta::assert_snapshot;

#[test]
fn a_statistic_that_was_typed_is_worth_a_look() {
    assert_snapshot!(wrong("Of the children, 23 % told nobody, one in five a friend, and 412 others a teacher."), @r#"
    warning at aldermark.toml:7:28 `23 %`
      “23 %” is not computed
      help: write {{ percent("evidence") }}, so that it is the number of the tables
    warning at aldermark.toml:7:46 `one in five`
      “one in five” is not computed
      help: write {{ says("…", "evidence") }}, so that the build fails when it no longer holds
    warning at aldermark.toml:7:72 `412`
      “412” is not computed
      help: let a function write it, as {{ volume("evidence", year = 2024) }} or {{ k_of_n("evidence") }}, so that it changes with the data
    "#);
    assert_snapshot!(wrong("Most children told somebody, two thirds of the girls twice as often."), @r#"
    warning at aldermark.toml:7:11 `Most children`
      “Most children” is not computed
      help: write {{ says("…", "evidence") }}, so that the build fails when it no longer holds
    warning at aldermark.toml:7:40 `two thirds`
      “two thirds” is not computed
      help: write {{ says("…", "evidence") }}, so that the build fails when it no longer holds
    warning at aldermark.toml:7:64 `twice as`
      “twice as” is not computed
      help: write {{ says("…", "evidence") }}, so that the build fails when it no longer holds
    "#);
}

#[test]
fn what_is_no_statistic_may_be_typed() {
    for ordinary in [
        "The law of 2019 came into force on 3 March 2020.",
        "Children aged 12–17, and those of 12–13, 14–15 and 16–17 years, were asked.",
        "Children under 18 are protected by article 20 of the convention.",
        "See articles 3, 4 and 5(2), section 14A and figure 7.",
        "Helpline 116 is free of charge 24/7.",
        "Interviews lasted 40 minutes over 3 months.",
        "1. The ministry leads.",
        "Since COVID-19 and 4G, five hotlines opened in the 1990s.",
        "SDG 16.2 and capability 13 ask for it.",
        "In the year 2024 nobody called.",
        "Protocol No. 2 applies.",
    ] {
        assert_eq!(wrong(ordinary), "", "{ordinary}");
    }
}

#[test]
fn what_looks_ordinary_and_counts_is_a_statistic() {
    for counted in [
        "There were 2020 reports.",
        "There were 17 girls among them.",
        "Between 12 and 17 % told nobody.",
        "Some 12.5 hours went by.",
        "The hotline received 14,434 reports in 2021.",
    ] {
        assert!(wrong(counted).contains("is not computed"), "{counted}");
    }
}
