//! The pages: what they say, what they leave out, and that no text breaks out of its place.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "helpers of tests")]

mod support;

use cairn_evidence::{Group, MissingCounts, Presented, Prevalence, present};
use cairn_report::{IndexEntry, country_html, estimates_csv, index_html, table_csv};
use cairn_study::{Chapter, DataBasis, MissingKind, Presentation, Preset, PublicUse, RunState};
use proptest::prelude::*;
use std::sync::Arc;
use support::reading::{between, text};
use support::{Specimen, country, estimate, indicator};

fn article<'a>(html: &'a str, id: &str) -> &'a str {
    between(html, &format!("<article class=\"indicator\" id=\"indicator-{id}\""), "</article>")
}

#[test]
fn an_indicator_reads_from_headline_to_table() {
    let html = Specimen::small().html();
    insta::assert_snapshot!("indicator", text(article(&html, "told_no_one")));
}

#[test]
fn the_front_of_the_report_says_what_when_and_how() {
    let html = Specimen::small().html();
    insta::assert_snapshot!("front", text(between(&html, "<body>", "<section class=\"chapter\"")));
}

#[test]
fn the_definition_of_an_indicator_stands_in_the_annex() {
    let html = Specimen::small().html();
    insta::assert_snapshot!(
        "definition",
        text(between(&html, "id=\"definition-told_no_one\"", "</section>"))
    );
}

#[test]
fn a_number_is_the_same_text_in_sentence_figure_and_table() {
    let specimen = Specimen::small();
    let html = specimen.html();
    for number in &specimen.prevalences {
        let claim = number.prevalence().claim();
        let article = article(&html, claim.id.indicator.as_str());
        let key = claim.id.to_string();
        let key = key.splitn(3, '/').nth(2).unwrap_or_default();
        let shown: Vec<&str> = article
            .split(&format!("data-group=\"{key}\""))
            .skip(1)
            .map(|row| between(row, "#definition-", "</a>").split_once('>').unwrap().1)
            .collect();
        let places = if claim.id.group == Group::EVERYBODY { 3 } else { 2 };
        assert_eq!(shown.len(), places, "{}", claim.id);
        assert!(shown.iter().all(|text| *text == shown[0]), "{}: {shown:?}", claim.id);
    }
}

#[test]
fn a_share_of_few_or_nearly_all_is_no_zero_and_no_hundred_anywhere() {
    let rules = Presentation { decimals: 0, ..Presentation::preset(Preset::DisruptingHarm) };
    let specimen = changed(&rules, |position, claim| {
        let (count, proportion) = [(3, 0.003), (1, 0.002), (489, 0.998)][position.min(2)];
        (claim.n, claim.count, claim.estimate) = (490, count, Ok(estimate(proportion, 490)));
    });
    let html = specimen.html();
    assert_eq!(
        html.matches(">&lt;1\u{a0}%</a>").count(),
        6,
        "summary, headline, figure and table; girls twice"
    );
    assert_eq!(html.matches(">&gt;99\u{a0}%</a>").count(), 4, "boys and others, in figure and table");
    assert!(!html.contains(">0\u{a0}%<") && !html.contains(">100\u{a0}%<"));
    let table = table_csv(&specimen.study, &specimen.study.indicators[0], &specimen.prevalences).unwrap();
    assert!(String::from_utf8(table).unwrap().contains("Aldermark,,Total,<1,"));
    let exact = estimates_csv(&specimen.study, &specimen.prevalences).unwrap();
    assert!(String::from_utf8(exact).unwrap().contains(",0.003,"));
}

/// The texts of the summary’s tiles.
fn tiles(specimen: &Specimen) -> Vec<String> {
    let html = specimen.html();
    let summary = between(&html, "<section id=\"summary\"", "</section>");
    summary.split("<li ").skip(1).map(|tile| text(&format!("<li {tile}"))).collect()
}

#[test]
fn a_tile_says_whom_it_is_about_where_that_could_be_mistaken() {
    let daily = |id: &str, topic: &str| indicator(id, "Goes online every day", Chapter::Online, topic, &[]);
    let children = daily("online_daily", "Children");
    let mut caregivers = daily("caregiver_online_daily", "Caregivers");
    caregivers.instrument = "caregiver".parse().unwrap();
    caregivers.population = "caregivers of internet-using children aged 12–17 in households".into();
    let mut specimen = Specimen::of(Presentation::preset(Preset::Dhs), vec![children.clone()]);
    assert!(!tiles(&specimen).concat().contains("among"), "one population needs no mention");

    let mut instrument = specimen.study.instruments[0].clone();
    instrument.id = caregivers.instrument.clone();
    instrument.respondents = "caregivers".into();
    specimen.study.instruments.push(instrument);
    specimen.study.indicators = vec![children.clone(), caregivers];
    specimen.estimate();
    // The samples come by the name of the instrument; the page has them in the order of the indicators.
    let mut sample = (*specimen.samples[0]).clone();
    sample.instrument = "caregiver".parse().unwrap();
    specimen.samples.insert(0, Arc::new(sample));
    specimen.study.instruments[1].title = "Caregivers’ questionnaire".into();
    let html = specimen.html();
    let child_head = html.find("Respondents, Children’s questionnaire").unwrap();
    assert!(child_head < html.find("Respondents, Caregivers’ questionnaire").unwrap());
    let both = tiles(&specimen);
    assert!(both[0].contains("\namong children\n") && both[1].contains("\namong caregivers\n"), "{both:?}");

    let mut older = daily("older_online_daily", "Older children");
    older.population = "internet-using children aged 15–17 in households".into();
    let ages = tiles(&Specimen::of(Presentation::preset(Preset::Dhs), vec![children, older]));
    assert!(ages[0].contains("among internet-using children aged 12–17 in households"), "{ages:?}");
    assert!(ages[1].contains("among internet-using children aged 15–17 in households"), "{ages:?}");
}

#[test]
fn the_caption_always_says_n_and_names_a_base_that_is_not_the_population() {
    let specimen = Specimen::small();
    let html = specimen.html();
    for indicator in &specimen.study.indicators {
        let caption = text(between(article(&html, indicator.id.as_str()), "<figcaption>", "</figcaption>"));
        assert!(caption.contains(" (unweighted)\n"), "{caption}");
        match &indicator.base_label {
            Some(label) => assert!(caption.contains(&format!("Base\n{label}\n")), "{caption}"),
            None => assert!(!caption.contains("\nBase\n"), "{caption}"),
        }
    }
}

/// A specimen whose numbers of the first indicator are replaced by the groups `change` makes of them.
fn changed(presentation: &Presentation, change: impl Fn(usize, &mut cairn_evidence::Claim)) -> Specimen {
    let first = indicator("first", "First", Chapter::Harm, "Topic", &[&["gender"]]);
    let mut specimen = Specimen::of(presentation.clone(), vec![first]);
    specimen.prevalences = specimen
        .prevalences
        .iter()
        .enumerate()
        .map(|(position, number)| {
            let mut claim = number.prevalence().claim().clone();
            change(position, &mut claim);
            represent(&specimen, claim, presentation)
        })
        .collect();
    specimen
}

fn represent(specimen: &Specimen, claim: cairn_evidence::Claim, rules: &Presentation) -> Presented {
    present(Prevalence::from_sample(Arc::clone(&specimen.samples[0]), claim), rules)
}

#[test]
fn what_is_withheld_is_nowhere_on_the_page() {
    let rules = Presentation { decimals: 1, ..Presentation::preset(Preset::Dhs) };
    let specimen = changed(&rules, |position, claim| {
        if position == 1 {
            (claim.n, claim.count, claim.weighted_n) = (23, 17, 98_761.5);
            claim.estimate = Ok(estimate(0.7391, 23));
        }
    });
    let html = specimen.html();
    assert!(html.contains("the base is below 25"));
    assert!(html.contains("not shown"));
    for secret in ["73.9", "0.739", "17 of 23", ">17<", "98,76", "98761"] {
        assert!(!html.contains(secret), "{secret} is on the page");
    }
}

#[test]
fn few_cases_stand_in_parentheses_with_a_hollow_dot() {
    let rules = Presentation { decimals: 1, ..Presentation::preset(Preset::Dhs) };
    let specimen = changed(&rules, |position, claim| {
        if position == 1 {
            claim.n = 41;
            claim.estimate = Ok(estimate(0.25, 41));
        }
    });
    let html = specimen.html();
    assert_eq!(html.matches(">(25.0\u{a0}%)</a>").count(), 2, "figure and table");
    let girls = between(&html, "<li data-group=\"gender=girl\"", "</li>");
    let boys = between(&html, "<li data-group=\"gender=boy\"", "</li>");
    assert!(girls.contains("<circle class=\"hollow\""));
    assert!(!boys.contains("hollow"));
}

#[test]
fn flags_and_absent_intervals_are_explained_in_notes() {
    let specimen = changed(&Presentation::preset(Preset::Nchs), |position, claim| {
        let Ok(estimate) = &mut claim.estimate else { return };
        if position == 1 {
            estimate.degrees_of_freedom = 5.0;
        }
        if position == 2 {
            estimate.interval = None;
            estimate.notes.push("no interval: the variance is zero".into());
        }
    });
    let html = specimen.html();
    let notes = text(between(&html, "<ul class=\"notes\">", "</ul>"));
    insta::assert_snapshot!(notes, @r"
    a fewer than 8 degrees of freedom.
    b no interval: the variance is zero.
    ");
    assert_eq!(html.matches("<sup>a</sup>").count(), 3, "note, figure, table");
}

#[test]
fn missing_answers_are_told_apart_by_kind_and_treatment() {
    let specimen = changed(&Presentation::preset(Preset::Nchs), |position, claim| {
        if position == 0 {
            claim.missing = MissingCounts::default();
            claim.missing.add(MissingKind::Refused, 1200);
            claim.missing.add(MissingKind::DontKnow, 3);
            claim.base_unknown.add(MissingKind::PreferNotToSay, 4);
        }
    });
    let html = specimen.html();
    let caption = text(between(&html, "<figcaption>", "</figcaption>"));
    assert!(
        caption.contains(
            "3 don’t know and 1,200 refused, left out of the base; 4 prefer not to say: could not be placed in or out of \
             the base, left out"
        ),
        "{caption}"
    );
}

#[test]
fn a_survey_that_did_not_run_is_not_a_survey_that_found_nothing() {
    let mut specimen = Specimen::small();
    specimen.study.countries[0].household_survey =
        RunState::NotRun { reason: "no ethical approval was given.".into() };
    specimen.samples.clear();
    specimen.prevalences.clear();
    let html = specimen.html();
    let sentence = "The household survey did not run in Aldermark: no ethical approval was given. Nothing was measured \
                    here; that is not the same as having looked and found nothing.";
    // The summary, the methods and the three chapters say so.
    assert_eq!(html.matches(sentence).count(), 5);
    assert!(!html.contains("<article"));
    assert!(!html.contains("<figure"));
}

#[test]
fn a_chapter_without_indicators_says_so() {
    let only = vec![indicator("first", "First", Chapter::Harm, "Topic", &[])];
    let html = Specimen::of(Presentation::preset(Preset::Dhs), only).html();
    assert_eq!(html.matches("This study has no indicators in this chapter.").count(), 2);
}

#[test]
fn an_indicator_without_numbers_says_so() {
    let mut specimen = Specimen::small();
    specimen.prevalences.clear();
    let html = specimen.html();
    assert!(html.contains("No number was computed for this indicator in this country."));
}

#[test]
fn synthetic_data_are_marked_on_page_figure_and_print_and_real_data_are_not() {
    let mut specimen = Specimen::small();
    let html = specimen.html();
    let mark = "Synthetic data: this country does not exist";
    let figures = html.matches("<figure>").count();
    assert_eq!(html.matches(mark).count(), figures + 2, "banner, printed margin, every figure");
    let entry = IndexEntry { country: &specimen.study.countries[0], file: "aldermark.html", interviews: 1 };
    assert!(
        index_html(&specimen.study, &[entry], None).contains("Synthetic data: these countries do not exist")
    );

    specimen.study.synthetic = false;
    assert!(!specimen.html().contains(mark));
}

#[test]
fn a_public_use_file_is_linked_only_by_web_addresses() {
    let mut specimen = Specimen::small();
    let mut with = |url: &str| {
        specimen.study.countries[0].basis = DataBasis::PublicUse(PublicUse {
            source: "An institute".into(),
            terms: "public domain".into(),
            url: Some(url.into()),
        });
        specimen.html()
    };
    assert!(
        with("https://example.org/data").contains("<a href=\"https://example.org/data\" rel=\"noreferrer\">")
    );
    assert!(!with("javascript:alert(1)").contains("href=\"javascript"));
}

#[test]
fn the_page_is_one_well_ordered_document() {
    let mut specimen = Specimen::small();
    // The report’s own texts stay English whatever the study lists.
    specimen.study.languages = vec!["ar".into(), "en".into()];
    let html = specimen.html();
    assert!(html.starts_with("<!DOCTYPE html><html lang=\"en\" dir=\"ltr\">"));
    assert_eq!(html.matches("<h1>").count(), 1);
    for landmark in ["<header>", "<nav ", "<main ", "<footer>"] {
        assert_eq!(html.matches(landmark).count(), 1, "{landmark}");
    }
    let body = between(&html, "<body>", "<dialog");
    let levels: Vec<u32> =
        body.split("<h").skip(1).filter_map(|rest| rest.chars().next()?.to_digit(10)).collect();
    for pair in levels.windows(2) {
        assert!(pair[1] <= pair[0] + 1, "a heading of level {} follows one of level {}", pair[1], pair[0]);
    }
    let mut ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "an id occurs twice");
    for target in html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.binary_search(&target).is_ok(), "#{target} leads nowhere");
    }
    for source in ["src=", "url(", "@import", "<link rel=\"stylesheet"] {
        assert!(!html.contains(source), "{source} asks for another file");
    }
}

#[test]
fn the_index_is_alphabetical_and_ranks_nothing() {
    let study = Specimen::small().study;
    let countries = ["Zerin", "Aldermark", "Morland"].map(|name| {
        let mut country = country();
        country.name = name.into();
        country
    });
    let mut countries = countries.to_vec();
    countries[0].household_survey = RunState::NotRun { reason: "it was not planned".into() };
    let entries: Vec<IndexEntry<'_>> = countries
        .iter()
        .zip(["zerin.html", "aldermark.html", "morland.html"])
        .map(|(country, file)| IndexEntry { country, file, interviews: 1012 })
        .collect();
    let html = index_html(&study, &entries, None);
    insta::assert_snapshot!(text(between(&html, "<main", "</main>")), @r"
    National reports
    In alphabetical order. The order says nothing about the countries.
    Aldermark
    1,012 respondents, 4 March 2024 to 18 May 2024
    Morland
    1,012 respondents, 4 March 2024 to 18 May 2024
    Zerin
    The household survey did not run: it was not planned.
    ");
    assert!(html.contains("<a href=\"morland.html\">Morland</a>"));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let specimen = Specimen::small();
    assert_eq!(country_html(&specimen.report()), country_html(&specimen.report()));
}

#[test]
fn a_national_report_stays_small() {
    let page = Specimen::large().html();
    assert!(page.len() < 1_500_000, "{} bytes", page.len());
}

fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "<script>alert(1)</script>",
        "</script>",
        "<!--",
        "-->",
        "]]>",
        "</style>",
        "</title>",
        "</svg>",
        "\"",
        "'",
        "&",
        "&lt;",
        "<img src=x onerror=alert(1)>",
        "\u{2028}",
        "\\",
        "日本",
        " onclick=",
        "a",
    ]);
    prop_oneof![prop::collection::vec(pieces, 0..6).prop_map(|all| all.concat()), any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_breaks_out_of_its_place(word in hostile()) {
        let plain = everywhere("plain").html();
        let html = everywhere(&word).html();
        // Exactly the elements of the plain page, in the same order: whatever the text is, it stays text.
        prop_assert_eq!(tags(&html), tags(&plain));
        let json = between(&html, "<script id=\"pedigrees\" type=\"application/json\">", "</script>");
        let json = json.split_once('>').unwrap().1;
        let data: serde_json::Value = serde_json::from_str(json).unwrap();
        prop_assert_eq!(data["indicators"]["first@1"]["title"].as_str(), Some(word.as_str()));
    }
}

/// A study in which every text that comes from its files is `word`.
fn everywhere(word: &str) -> Specimen {
    let mut first = indicator("first", word, Chapter::Harm, word, &[&["gender"], &["gender", "age"]]);
    for text in [&mut first.population, &mut first.period, &mut first.source, &mut first.value.text] {
        word.clone_into(text);
    }
    first.icvac = Some(word.into());
    first.base = Some(support::expression(word));
    first.base_label = Some(word.into());
    let mut specimen = Specimen::of(Presentation::preset(Preset::DisruptingHarm), vec![first]);
    let study = &mut specimen.study;
    word.clone_into(&mut study.title);
    study.round = Some(word.into());
    study.partners = vec![word.into(), word.into()];
    word.clone_into(&mut study.instruments[0].title);
    word.clone_into(&mut study.countries[0].name);
    study.countries[0].basis = DataBasis::Synthetic { generator: word.into() };
    for breakdown in &mut study.breakdowns {
        word.clone_into(&mut breakdown.title);
        for (position, level) in breakdown.levels.iter_mut().enumerate() {
            // Levels differ by their value; the label is the text alone.
            level.value = format!("{position}{word}");
            word.clone_into(&mut level.label);
        }
    }
    specimen.estimate();
    specimen
}

/// The names of all tags, in order. Attribute values hold no bare `<`, because they are escaped.
fn tags(html: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        let end = rest.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(rest.len());
        names.push(&rest[..end]);
        // Style and script hold no tags; their text is the house's own, or JSON without `<`.
        if let Some(raw) = ["style", "script"].iter().find(|raw| **raw == &rest[..end]) {
            let close = rest.find(&format!("</{raw}")).unwrap_or(rest.len());
            rest = &rest[close..];
        }
    }
    names
}
