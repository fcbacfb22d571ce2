//! Sentences whose numbers are computed: what comes out, what is refused, and where.

use crate::evidence;
use crate::folder::Folder;
use cairn_evidence::LegalAnswer;
use cairn_evidence::sentence::function_names;
use insta::assert_snapshot;
use proptest::prelude::*;

/// All evidence of Aldermark that the sentences here speak of.
const EVIDENCE: &str = "[\"household_survey/told_nobody@1\", \"household_survey/told_nobody@1/gender=girl\", \
    \"household_survey/told_nobody@1/gender=boy\", \"household_survey/told_nobody@1/area=island\", \
    \"household_survey/told_nobody@2\", \"household_survey/told_police@1\", \"frontline_survey/q7=1\", \
    \"non_law_enforcement_data/reports/ncmec\", \"law_enforcement_data/offences/police\", \"legal_analysis/icmec.2\"]";

/// A finding of Aldermark that rests on a view and has everything else beside it. `text` is written as it stands in the file.
fn finding(id: &str, text: &str) -> String {
    format!(
        "[[findings]]\nid = \"{id}\"\ntitle = \"A\"\ntheme = \"telling\"\nclaim = \"view_exists\"\n\
         evidence = [\"government_interviews/barriers\"]\ncontext = {EVIDENCE}\ntext = {text}\n"
    )
}

fn saying(texts: &[&str]) -> Folder {
    let findings = texts.iter().enumerate().map(|(number, text)| finding(&format!("f{number}"), text));
    Folder::new().with("findings/aldermark.toml", &findings.collect::<String>())
}

/// A sentence of a finding of Aldermark with its numbers.
fn rendered(text: &str) -> String {
    let folder = saying(&[&format!("'''{text}'''")]);
    let (concluded, _) = folder.conclude();
    let aldermark = concluded.first().unwrap();
    aldermark.findings.first().map_or_else(|| folder.wrong(), |finding| finding.text.text())
}

#[test]
fn functions_say_what_their_evidence_carries() {
    let sentences = [
        r#"{{ percent("household_survey/told_nobody@1") }} told nobody."#,
        r#"{{ percent_with_interval("household_survey/told_nobody@1/gender=girl") }} of girls."#,
        r#"Asked were {{ base("household_survey/told_nobody@1") }}."#,
        r#"{{ k_of_n("frontline_survey/q7=1") }} named shame."#,
        r#"{{ volume("non_law_enforcement_data/reports/ncmec", year = 2020) }} came."#,
        r#"{{ cases("law_enforcement_data/offences/police", year = 2020) }} were recorded."#,
        r#"They {{ change("law_enforcement_data/offences/police", from = 2019, to = 2020) }}."#,
        r#"So it was on {{ as_of("law_enforcement_data/offences/police", year = 2020) }}."#,
        r#"The law {{ status("legal_analysis/icmec.2") }} for it."#,
        r#"{{ quote("government_interviews/barriers", "interview-3-1") }}"#,
        r#"{{ says("Nearly a quarter", "household_survey/told_nobody@1") }} told nobody."#,
        r#"{{ says("More girls than boys", "household_survey/told_nobody@1/gender=girl", "household_survey/told_nobody@1/gender=boy") }}."#,
        r#"Cases {{ says("fell by nearly a quarter", "law_enforcement_data/offences/police", from = 2019, to = 2020) }}."#,
    ];
    assert_snapshot!(sentences.map(rendered).join("\n"), @r#"
    23 % told nobody.
    29 % (95 % interval 25–33) of girls.
    Asked were 800.
    31 of 50 respondents named shame.
    785,322 reports came.
    31 cases were recorded.
    They fell by 22.5 %.
    So it was on 1 March 2021.
    The law provides (as of 31 March 2026) for it.
    “Nobody knows where to call.” (Official A)
    Nearly a quarter told nobody.
    More girls than boys.
    Cases fell by nearly a quarter.
    "#);
}

#[test]
fn every_mistake_stands_at_its_place() {
    let folder = saying(&[
        r#"'''{{ percent("household_survey/told_nobody@1" }} and {{ percnt("a") }} and {{ }} and }}.'''"#,
        r#"'''{{ percent("household_survey/told_nbody@1") }}, {{ percent("househld_survey/a") }}, {{ percent("a") }}.'''"#,
        r#"'''{{ percent("aldermark/household_survey/told_nobody@1") }}, {{ percent("household_survey/told_nobody@1", yaer = 2020) }}.'''"#,
        r#"'''{{ volume("non_law_enforcement_data/reports/ncmec") }}, {{ volume("non_law_enforcement_data/reports/ncmec", yaer = 2020) }}.'''"#,
        r#"'''{{ volume("non_law_enforcement_data/reports/ncmec", year = 2015) }}, {{ volume("non_law_enforcement_data/reports/ncmec", year = 15) }}.'''"#,
        r#"'''{{ percent() }}, {{ percent(year = 2020) }}, {{ k_of_n("frontline_survey/q7=1", "frontline_survey/q7=1") }}.'''"#,
        r#"'''{{ quote("government_interviews/barriers", "interview-3-2") }}, {{ quote("legal_analysis/icmec.2", "a") }}.'''"#,
        r#"'''{{ highest("told_nobody@1") }}.'''"#,
        r#"'''é🏔 {{ percent("household_survey/told_nobody@1/area=island") }}.'''"#,
    ]);
    assert_snapshot!(folder.wrong());
}

#[test]
fn in_a_text_with_escapes_the_whole_of_it_is_the_place() {
    let folder = saying(&[r#""\u007B{ percent(\"a\") }} told nobody.""#]);
    assert_snapshot!(folder.wrong(), @r#"
    error at aldermark.toml:8:9 `\u007B{ percent(\"a\") }} told nobody.`
      “a” names no evidence: the activity is missing; a name is like `legal_analysis/icmec.2` or `household_survey/told_nobody@1/gender=girl`
    "#);
}

#[test]
fn evidence_that_the_finding_does_not_name_cannot_be_spoken_of() {
    let folder = Folder::new().saying(&[r#"{{ percent("household_survey/told_nobody@1") }} told nobody."#]);
    assert_snapshot!(folder.wrong(), @r#"
    error at aldermark.toml:7:23 `household_survey/told_nobody@1`
      `household_survey/told_nobody@1` is not named in the finding’s `evidence` or `context`
      help: add it there, so that a reader sees on what the sentence rests
    "#);
}

#[test]
fn what_evidence_does_not_carry_no_function_says() {
    let folder = saying(&[
        r#"'''{{ percent("frontline_survey/q7=1") }} named shame.'''"#,
        r#"'''{{ percent_with_interval("non_law_enforcement_data/reports/ncmec") }} came.'''"#,
        r#"'''{{ percent("law_enforcement_data/offences/police") }} were recorded.'''"#,
        r#"'''{{ percent("government_interviews/barriers") }} of officials said so.'''"#,
        r#"'''{{ k_of_n("government_interviews/barriers") }} said so.'''"#,
        r#"'''{{ cases("non_law_enforcement_data/reports/ncmec", year = 2020) }} came.'''"#,
        r#"'''{{ capacity("legal_analysis/icmec.2") }} is the unit.'''"#,
        r#"'''{{ says("most", "frontline_survey/q7=1") }} named shame.'''"#,
        r#"'''{{ says("rose", "household_survey/told_nobody@1", from = 2019, to = 2020) }}.'''"#,
        r#"'''{{ sum("household_survey/told_nobody@1", "household_survey/told_police@1", year = 2020) }}.'''"#,
        r#"'''{{ sum("frontline_survey/q7=1", "frontline_survey/q7=1", year = 2020) }}.'''"#,
    ]);
    assert_snapshot!(folder.wrong());
}

#[test]
fn what_must_not_be_compared_is_not() {
    let compared = |words: &str, first: &str, second: &str| {
        format!(
            r#"'''{{{{ says("{words}", "household_survey/{first}", "household_survey/{second}") }}}}.'''"#
        )
    };
    let folder = saying(&[
        &compared("higher", "told_nobody@2", "told_nobody@1"),
        &compared("higher", "told_nobody@1", "told_nobody@1"),
        &compared("higher", "told_nobody@1/gender=girl", "told_nobody@1"),
        &compared("lower", "told_police@1", "told_nobody@1/gender=girl"),
        &compared("fewer girls than boys", "told_nobody@1/gender=girl", "told_nobody@1/gender=boy"),
        &compared("more boys than girls", "told_nobody@1/gender=girl", "told_nobody@1/gender=boy"),
        r#"'''{{ says("one in five", "household_survey/told_nobody@1") }} told nobody.'''"#,
        r#"'''{{ says("higher", "household_survey/told_nobody@1") }}.'''"#,
        r#"'''{{ says("many", "household_survey/told_nobody@1") }}.'''"#,
        r#"'''{{ says("few", "household_survey/told_nobody@1/area=island") }}.'''"#,
    ]);
    assert_snapshot!(folder.wrong());
}

#[test]
fn countries_are_compared_under_the_protocol_alone() {
    let across = |country: &str| {
        let text = format!(
            "[[findings]]\nid = \"a\"\ntitle = \"A\"\ntheme = \"telling\"\nclaim = \"share_of_population\"\n\
             evidence = [\"aldermark/household_survey/told_nobody@1\", \"{country}/household_survey/told_nobody@1\"]\n\
             text = '''{{{{ says(\"no difference\", \"aldermark/household_survey/told_nobody@1\", \
             \"{country}/household_survey/told_nobody@1\") }}}}.'''\n"
        );
        Folder::new().with("findings/study.toml", &text).wrong()
    };
    assert_snapshot!(across("brookmere") + &across("cotterdale"), @r#"
    error at study.toml:7:20 `no difference`
      “no difference” does not hold: the estimates are 23 % (20–26) and 12 % (10–14), and their difference may be more than 5 points; “no clear difference” claims less
    error at study.toml:7:81 `cotterdale/household_survey/told_nobody@1`
      the survey of Cotterdale departs from the protocol, so that its numbers stand alone: Children of 9 to 17 years, by telephone.
    "#);
}

#[test]
fn a_law_that_was_not_found_is_no_provision_and_no_absence() {
    let text = finding("a", "'''The law {{ status(\"legal_analysis/icmec.2\") }} for it.'''");
    let law = evidence::law("icmec.2", LegalAnswer::NotFound);
    let folder = Folder::new().having([law]).with("findings/aldermark.toml", &text);
    assert_snapshot!(folder.wrong(), @r#"
    error at aldermark.toml:8:30 `legal_analysis/icmec.2`
      the law’s answer is “not found”, which is neither a provision nor its absence
    "#);
}

#[test]
fn every_number_keeps_the_names_of_its_evidence() {
    let text = finding("a", "'''Of all, {{ percent(\"household_survey/told_nobody@1\") }} told nobody.'''");
    let (concluded, _) = Folder::new().with("findings/aldermark.toml", &text).conclude();
    let sentence = &concluded[0].findings[0].text;
    let found: Vec<_> = sentence.computed().collect();
    let [(span, computed)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(&sentence.text()[span.clone()], "23\u{a0}%");
    assert_eq!(computed.evidence, ["aldermark/household_survey/told_nobody@1".parse().unwrap()]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Words without a call come out as they were written.
    #[test]
    fn words_come_out_as_written(text in "[a-zA-Z0-9 .,%é🏔(){}“”\u{a0}-]{1,60}") {
        prop_assume!(!text.contains("{{") && !text.contains("}}") && !text.trim().is_empty());
        let (concluded, problems) = saying(&[&format!("'''{text}'''")]).conclude();
        match concluded[0].findings.first() {
            Some(finding) => prop_assert_eq!(finding.text.text(), text),
            None => prop_assert!(problems.iter().any(|problem| problem.place.is_some()), "{problems:?}"),
        }
    }

    /// Whatever is called with whatever, it gives a sentence or says what is wrong within the text.
    #[test]
    fn any_call_is_answered_or_refused(
        function in prop::sample::select(function_names().collect::<Vec<_>>()),
        arguments in prop::collection::vec(prop::sample::select(vec![
            "\"household_survey/told_nobody@1\"", "\"frontline_survey/q7=1\"", "\"legal_analysis/icmec.2\"",
            "\"law_enforcement_data/offences/police\"", "\"most\"", "\"rose\"", "\"\"", "year = 2020",
            "from = 2020", "to = 2019", "to = 99999999999", "child = true", "caregiver = false", "year = true",
        ]), 0..5),
    ) {
        let call = format!("{{{{ {function}({}) }}}}", arguments.join(", "));
        let folder = saying(&[&format!("'''{call}'''")]);
        let (concluded, problems) = folder.conclude();
        let errors = problems.iter().any(|problem| problem.severity == cairn_definition::Severity::Error);
        prop_assert_eq!(concluded[0].findings.is_empty(), errors);
    }
}
