//! Errors that reached print. Each is refused, in words that say how to mend it.

use crate::evidence;
use crate::folder::{Folder, wrong};
use insta::assert_snapshot;

#[test]
fn a_percentage_its_count_and_its_base_agree() {
    assert_snapshot!(wrong("37 % (19 out of 85) had no training."), @r#"
    warning at aldermark.toml:7:11 `37 %`
      “37 %” is not computed
      help: write {{ percent("evidence") }}, so that it is the number of the tables
    error at aldermark.toml:7:11 `37 % (19 out of 85`
      19 of 85 is 22 %, not 37 %
      expected: a percentage, its count and its base that agree
      help: beside a weighted percentage leave the counts out, and state the base
    warning at aldermark.toml:7:17 `19 out of 85`
      “19 out of 85” is not computed
      help: write {{ k_of_n("evidence") }}, so that it changes with the data
    "#);
    assert_snapshot!(wrong("Of the units, 19 of 85 (37 per cent) had no training."), @r#"
    warning at aldermark.toml:7:25 `19`
      “19” is not computed
      help: let a function write it, as {{ volume("evidence", year = 2024) }} or {{ k_of_n("evidence") }}, so that it changes with the data
    error at aldermark.toml:7:25 `19 of 85 (37 per cent`
      19 of 85 is 22 %, not 37 %
      expected: a percentage, its count and its base that agree
      help: beside a weighted percentage leave the counts out, and state the base
    warning at aldermark.toml:7:31 `85`
      “85” is not computed
      help: let a function write it, as {{ volume("evidence", year = 2024) }} or {{ k_of_n("evidence") }}, so that it changes with the data
    warning at aldermark.toml:7:35 `37 per cent`
      “37 per cent” is not computed
      help: write {{ percent("evidence") }}, so that it is the number of the tables
    "#);
    assert_snapshot!(wrong("In all, 85 out of 19 had no training."), @r#"
    error at aldermark.toml:7:19 `85 out of 19`
      85 out of 19 is more than all
    warning at aldermark.toml:7:19 `85 out of 19`
      “85 out of 19” is not computed
      help: write {{ k_of_n("evidence") }}, so that it changes with the data
    "#);
}

#[test]
fn a_percentage_that_follows_from_its_count_and_base_is_no_error() {
    for right in ["22 % (19 out of 85) agreed.", "19 of 85 (22 %) agreed.", "22.4 % (19/85) agreed."] {
        assert!(!wrong(right).contains("error"), "{right}");
    }
}

#[test]
fn a_computed_count_beside_a_typed_percentage_is_compared_too() {
    let folder = Folder::new().with(
        "findings/aldermark.toml",
        "[[findings]]\nid = \"a\"\ntitle = \"A\"\ntheme = \"telling\"\nclaim = \"respondents_said\"\n\
         evidence = [\"frontline_survey/q7=1\"]\n\
         text = '40 % ({{ k_of_n(\"frontline_survey/q7=1\") }}) named shame.'\n",
    );
    assert_snapshot!(folder.wrong(), @r#"
    warning at aldermark.toml:7:9 `40 %`
      “40 %” is not computed
      help: write {{ percent("evidence") }}, so that it is the number of the tables
    error at aldermark.toml:7:9 `40 % ({{ k_of_n("frontline_survey/q7=1") }}`
      31 of 50 is 62 %, not 40 %
      expected: a percentage, its count and its base that agree
      help: beside a weighted percentage leave the counts out, and state the base
    "#);
}

#[test]
fn one_sentence_has_one_number_everywhere() {
    let texts = ["18 % of children told nobody about it.", "11 % of children told nobody about it."];
    assert_snapshot!(Folder::new().saying(&texts).wrong(), @r#"
    warning at aldermark.toml:7:11 `18 %`
      “18 %” is not computed
      help: write {{ percent("evidence") }}, so that it is the number of the tables
    error at aldermark.toml:14:11 `11`
      the same sentence has 11 % here and 18 % elsewhere
      expected: one number everywhere
      help: the other stands at findings/aldermark.toml:7:11; say in what the two differ, or compute both
    warning at aldermark.toml:14:11 `11 %`
      “11 %” is not computed
      help: write {{ percent("evidence") }}, so that it is the number of the tables
    "#);
}

#[test]
fn one_country_has_one_number_in_its_file_and_in_that_of_the_study() {
    let finding = |text: &str, evidence: &str| {
        format!(
            "[[findings]]\nid = \"a\"\ntitle = \"A\"\ntheme = \"telling\"\nclaim = \"view_exists\"\n\
             evidence = [\"{evidence}\"]\ntext = \"{text}\"\n"
        )
    };
    let here = "96 % of children are online.";
    let there = "95 % of children in Aldermark are online.";
    let folder = |there: &str| {
        Folder::new()
            .with("findings/aldermark.toml", &finding(here, "government_interviews/barriers"))
            .with("findings/study.toml", &finding(there, "aldermark/government_interviews/barriers"))
    };
    assert_snapshot!(folder(there).wrong(), @r#"
    warning at aldermark.toml:7:9 `96 %`
      “96 %” is not computed
      help: write {{ percent("evidence") }}, so that it is the number of the tables
    error at study.toml:7:9 `95`
      the same sentence has 95 % here and 96 % elsewhere
      expected: one number everywhere
      help: the other stands at findings/aldermark.toml:7:9; say in what the two differ, or compute both
    warning at study.toml:7:9 `95 %`
      “95 %” is not computed
      help: write {{ percent("evidence") }}, so that it is the number of the tables
    "#);
    // Another country has a number of its own.
    let elsewhere = folder("95 % of children in Brookmere are online.").wrong();
    assert!(!elsewhere.contains("error"), "{elsewhere}");
}

#[test]
fn one_sentence_with_two_computed_numbers_is_worth_a_look() {
    let finding = |id: &str, group: &str| {
        format!(
            "[[findings]]\nid = \"{id}\"\ntitle = \"A\"\ntheme = \"telling\"\nclaim = \"share_of_population\"\n\
             evidence = [\"household_survey/told_nobody@1{group}\"]\n\
             text = '{{{{ percent(\"household_survey/told_nobody@1{group}\") }}}} of children told nobody.'\n"
        )
    };
    let text = finding("a", "") + &finding("b", "/gender=girl");
    assert_snapshot!(Folder::new().with("findings/aldermark.toml", &text).wrong(), @r#"
    warning at aldermark.toml:14:9 `{{ percent("household_survey/told_nobody@1/gender=girl") }}`
      the same sentence has 29 % here and 23 % elsewhere
      expected: one number everywhere
      help: the other stands at findings/aldermark.toml:7:9; say in what the two differ, or compute both
    "#);
}

#[test]
fn a_total_follows_from_its_parts() {
    assert_snapshot!(wrong("There were 22 members, 59 each on average, 1,093 in all."), @r#"
    warning at aldermark.toml:7:22 `22`
      “22” is not computed
      help: let a function write it, as {{ volume("evidence", year = 2024) }} or {{ k_of_n("evidence") }}, so that it changes with the data
    error at aldermark.toml:7:22 `22 members, 59 each on average, 1,093`
      22 times 59 make 1,298, not 1,093
      expected: a total from 1,287 to 1,309
      help: 1,093 in all would be 49.7 each
    warning at aldermark.toml:7:34 `59`
      “59” is not computed
      help: let a function write it, as {{ volume("evidence", year = 2024) }} or {{ k_of_n("evidence") }}, so that it changes with the data
    warning at aldermark.toml:7:54 `1,093`
      “1,093” is not computed
      help: let a function write it, as {{ volume("evidence", year = 2024) }} or {{ k_of_n("evidence") }}, so that it changes with the data
    "#);
    assert_snapshot!(wrong("They received 120, 230 and 310 calls, 680 in all."), @r#"
    warning at aldermark.toml:7:25 `120`
      “120” is not computed
      help: let a function write it, as {{ volume("evidence", year = 2024) }} or {{ k_of_n("evidence") }}, so that it changes with the data
    error at aldermark.toml:7:25 `120, 230 and 310 calls, 680`
      120, 230 and 310 make 660, not 680
      expected: a total that its parts make
    warning at aldermark.toml:7:30 `230`
      “230” is not computed
      help: let a function write it, as {{ volume("evidence", year = 2024) }} or {{ k_of_n("evidence") }}, so that it changes with the data
    warning at aldermark.toml:7:38 `310`
      “310” is not computed
      help: let a function write it, as {{ volume("evidence", year = 2024) }} or {{ k_of_n("evidence") }}, so that it changes with the data
    warning at aldermark.toml:7:49 `680`
      “680” is not computed
      help: let a function write it, as {{ volume("evidence", year = 2024) }} or {{ k_of_n("evidence") }}, so that it changes with the data
    "#);
    for right in [
        "There were 22 members, 59 each on average, 1,298 in all.",
        "There were 22 members, 49.7 each on average, 1,093 in all.",
        "They received 120, 230 and 310 calls, 660 in all.",
    ] {
        assert!(!wrong(right).contains("error"), "{right}");
    }
}

#[test]
fn a_change_follows_from_its_two_numbers() {
    assert_snapshot!(wrong("There were 785,322 reports against 587,852 the year before (+25 %)."), @r#"
    warning at aldermark.toml:7:22 `785,322`
      “785,322” is not computed
      help: let a function write it, as {{ volume("evidence", year = 2024) }} or {{ k_of_n("evidence") }}, so that it changes with the data
    error at aldermark.toml:7:22 `785,322 reports against 587,852 the year before (+25 %`
      from 587,852 to 785,322 is a rise by 33.6 %, not a rise by 25 %
      help: 25 % is the fall the other way, from 785,322 to 587,852
    warning at aldermark.toml:7:46 `587,852`
      “587,852” is not computed
      help: let a function write it, as {{ volume("evidence", year = 2024) }} or {{ k_of_n("evidence") }}, so that it changes with the data
    warning at aldermark.toml:7:72 `25 %`
      “25 %” is not computed
      help: write {{ percent("evidence") }}, so that it is the number of the tables
    "#);
    assert_snapshot!(wrong("Reports rose from 587,852 to 785,322, an increase of 25 %."), @r#"
    warning at aldermark.toml:7:29 `587,852`
      “587,852” is not computed
      help: let a function write it, as {{ volume("evidence", year = 2024) }} or {{ k_of_n("evidence") }}, so that it changes with the data
    error at aldermark.toml:7:29 `587,852 to 785,322, an increase of 25 %`
      from 587,852 to 785,322 is a rise by 33.6 %, not a rise by 25 %
      help: 25 % is the fall the other way, from 785,322 to 587,852
    warning at aldermark.toml:7:40 `785,322`
      “785,322” is not computed
      help: let a function write it, as {{ volume("evidence", year = 2024) }} or {{ k_of_n("evidence") }}, so that it changes with the data
    warning at aldermark.toml:7:64 `25 %`
      “25 %” is not computed
      help: write {{ percent("evidence") }}, so that it is the number of the tables
    "#);
    assert_snapshot!(wrong("Reports fell from 587,852 to 785,322."), @r#"
    warning at aldermark.toml:7:29 `587,852`
      “587,852” is not computed
      help: let a function write it, as {{ volume("evidence", year = 2024) }} or {{ k_of_n("evidence") }}, so that it changes with the data
    error at aldermark.toml:7:29 `587,852 to 785,322`
      what went from 587,852 to 785,322 did not fall
    warning at aldermark.toml:7:40 `785,322`
      “785,322” is not computed
      help: let a function write it, as {{ volume("evidence", year = 2024) }} or {{ k_of_n("evidence") }}, so that it changes with the data
    "#);
    for right in [
        "There were 785,322 reports against 587,852 the year before (+33.6 %).",
        "There were 785,322 reports against 587,852 the year before (+34 %).",
        "Reports fell from 785,322 to 587,852, a decrease of 25 %.",
    ] {
        assert!(!wrong(right).contains("error"), "{right}");
    }
}

#[test]
fn a_computed_change_is_that_of_the_series() {
    let finding = "[[findings]]\nid = \"a\"\ntitle = \"A\"\ntheme = \"telling\"\nclaim = \"reports_received\"\n\
        evidence = [\"non_law_enforcement_data/reports/ncmec\"]\n\
        text = 'Reports {{ change(\"non_law_enforcement_data/reports/ncmec\", from = 2019, to = 2020) }} to \
        {{ volume(\"non_law_enforcement_data/reports/ncmec\", year = 2020) }}.'\n";
    let (concluded, _) = Folder::new().with("findings/aldermark.toml", finding).conclude();
    assert_eq!(concluded[0].findings[0].text.text(), "Reports rose by 33.6\u{a0}% to 785,322 reports.");
}

#[test]
fn a_claim_carries_its_population() {
    assert_snapshot!(wrong("Up to 20 % of children worldwide told nobody."), @r#"
    error at aldermark.toml:7:11 `Up to 20 %`
      “Up to 20 %” names the one highest of several numbers, and not whose it is
      expected: the share with its population
      help: in findings/study.toml write {{ highest("indicator@1") }}, which names the country, its population and of how many countries it is the highest
    warning at aldermark.toml:7:17 `20 %`
      “20 %” is not computed
      help: write {{ percent("evidence") }}, so that it is the number of the tables
    "#);
    assert_snapshot!(wrong("As many as one in five children told nobody."), @r#"
    error at aldermark.toml:7:11 `As many as one in five`
      “As many as one in five” names the one highest of several numbers, and not whose it is
      expected: the share with its population
      help: in findings/study.toml write {{ highest("indicator@1") }}, which names the country, its population and of how many countries it is the highest
    warning at aldermark.toml:7:22 `one in five`
      “one in five” is not computed
      help: write {{ says("…", "evidence") }}, so that the build fails when it no longer holds
    "#);
    let of_the_world = Folder::new().with(
        "findings/aldermark.toml",
        "[[findings]]\nid = \"a\"\ntitle = \"A\"\ntheme = \"telling\"\nclaim = \"share_of_population\"\n\
         evidence = [\"household_survey/told_nobody@1\"]\n\
         text = '{{ percent(\"household_survey/told_nobody@1\") }} of children around the world told nobody.'\n",
    );
    assert_snapshot!(of_the_world.wrong(), @r#"
    error at aldermark.toml:7:69 `around the world`
      a number of this study is said of “around the world”
      help: a claim carries its population: the study speaks of its countries alone
    "#);
}

#[test]
fn the_highest_of_several_countries_is_said_with_its_population() {
    let finding = "[[findings]]\nid = \"a\"\ntitle = \"A\"\ntheme = \"telling\"\nclaim = \"share_of_population\"\n\
        evidence = [\"aldermark/household_survey/told_nobody@1\", \"brookmere/household_survey/told_nobody@1\"]\n\
        text = '{{ highest(\"told_nobody@1\") }}.'\n";
    let (concluded, _) = Folder::new().with("findings/study.toml", finding).conclude();
    let across = concluded.last().unwrap();
    // The survey of Cotterdale has the highest number, and departs from the protocol.
    assert_snapshot!(across.findings[0].text.text(), @"23 % of internet-using children aged 12–17 in households in Aldermark, the highest of 2 countries.");
}

#[test]
fn a_series_that_did_not_count_a_year_has_no_change() {
    let series = evidence::reports("reports/line", &[cairn_evidence::Counted::Count(5), evidence::refused()]);
    let finding = "[[findings]]\nid = \"a\"\ntitle = \"A\"\ntheme = \"telling\"\nclaim = \"reports_received\"\n\
        evidence = [\"non_law_enforcement_data/reports/line\"]\n\
        text = 'Reports {{ change(\"non_law_enforcement_data/reports/line\", from = 2019, to = 2020) }}.'\n";
    let folder = Folder::new().having([series]).with("findings/aldermark.toml", finding);
    assert_snapshot!(folder.wrong(), @r#"
    error at aldermark.toml:7:28 `non_law_enforcement_data/reports/line`
      no change is computed from 2019 to 2020: there is no count of 2020: it was refused (no legal basis)
    "#);
}
