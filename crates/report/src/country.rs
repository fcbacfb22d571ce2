//! The national report as one file.

use crate::annex;
use crate::chapter::{self, Contents};
use crate::conclusions;
use crate::conduct::ActivityMethods;
use crate::evidence::{self, Found, sections_of};
use crate::figure;
use crate::format;
use crate::mark;
use crate::methods::{self, questionnaire};
use crate::page::Page;
use crate::pedigree;
use crate::summary::summary;
use crate::words;
use cairn_evidence::{
    BodyOfEvidence, CoderAgreement, Concluded, Evidence, EvidenceId, FieldworkAccount, Presented,
    ProbabilitySample,
};
use cairn_study::{Country, Indicator, RunState, Study};
use maud::{Markup, PreEscaped, html};
use std::sync::Arc;

/// What a national report is made of.
#[derive(Debug, Clone, Copy)]
pub struct CountryReport<'a> {
    /// The study.
    pub study: &'a Study,
    /// The country.
    pub country: &'a Country,
    /// The samples of its household survey, one for each instrument; empty where it did not run.
    pub samples: &'a [Arc<ProbabilitySample>],
    /// Its numbers, in the order of the study's indicators; for each, everybody first, then the disaggregations in order,
    /// their levels in order.
    pub prevalences: &'a [Presented],
    /// All its evidence, by name; absent: of nothing but the survey’s numbers.
    pub evidence: Option<&'a BodyOfEvidence>,
    /// How its sample was drawn and what came of the field; absent where the study folder does not hold it.
    pub fieldwork: Option<&'a FieldworkAccount>,
    /// What its activities say of their methods.
    pub methods: &'a [ActivityMethods],
    /// What the study concludes of the country; absent: nothing yet.
    pub conclusions: Option<&'a Concluded>,
    /// How far the two researchers agreed who judged the cells of its convergence matrix.
    pub judges: Option<&'a CoderAgreement>,
    /// The program that made the report, with its version.
    pub program: &'a str,
}

impl<'a> CountryReport<'a> {
    /// A report of a country of which nothing is known yet, to be filled.
    pub fn new(study: &'a Study, country: &'a Country, program: &'a str) -> Self {
        Self {
            study,
            country,
            samples: &[],
            prevalences: &[],
            evidence: None,
            fieldwork: None,
            methods: &[],
            conclusions: None,
            judges: None,
            program,
        }
    }

    /// All evidence, by name.
    pub(crate) fn evidence(&self) -> impl Iterator<Item = (&'a EvidenceId, &'a Evidence)> + use<'a> {
        self.evidence.into_iter().flat_map(BodyOfEvidence::iter)
    }

    /// The samples in the order in which the indicators call on them.
    pub(crate) fn samples_in_order(&self) -> Vec<&'a ProbabilitySample> {
        let first_use = |sample: &&ProbabilitySample| {
            let indicators = &self.study.indicators;
            indicators.iter().position(|i| i.instrument == sample.instrument).unwrap_or(indicators.len())
        };
        let mut samples: Vec<&ProbabilitySample> = self.samples.iter().map(Arc::as_ref).collect();
        samples.sort_by_key(first_use);
        samples
    }

    /// The numbers of one indicator: those of its id and version.
    pub(crate) fn numbers(&self, indicator: &Indicator) -> &'a [Presented] {
        let is_of = |number: &Presented| {
            let id = &number.prevalence().claim().id;
            id.indicator == indicator.id && id.version == indicator.version
        };
        let Some(start) = self.prevalences.iter().position(is_of) else { return &[] };
        let (_, rest) = self.prevalences.split_at(start);
        let length = rest.iter().position(|number| !is_of(number)).unwrap_or(rest.len());
        rest.split_at(length).0
    }
}

/// The national report: one file that asks nothing of any other.
pub fn country_html(report: &CountryReport<'_>) -> String {
    let chapters = Contents::of(&report.study.indicators);
    let found = Found::of(report);
    Page {
        study: report.study,
        title: format!("{}: {}", report.country.name, report.study.title),
        synthetic_mark: words::SYNTHETIC,
        header: header(report),
        contents: Some(contents(report, &chapters, &found)),
        main: html! {
            (figure::shared_drawings())
            (mark::shared_drawings())
            (summary(report, &chapters))
            (methods::methods(report))
            (context(report.country))
            @for contents in &chapters { (chapter::chapter(report, contents, &found)) }
            (conclusions::how_to_disrupt(report))
            (annex::reading())
            (annex::definitions(report))
            @if let Some(sources) = evidence::sources(report) { (sources) }
        },
        footer: html! {
            p { "Made by " (report.program) ". The same records and definitions give the same file, to the byte." }
        },
        end: html! {
            (pedigree::dialog())
            (pedigree::data(report))
            script { (PreEscaped(pedigree::SCRIPT)) }
        },
    }
    .html()
}

fn header(report: &CountryReport<'_>) -> Markup {
    let CountryReport { study, country, .. } = report;
    html! {
        p.eyebrow { (study.title) @if let Some(round) = &study.round { " · " (round) } }
        h1 { (country.name) }
        dl.at-a-glance {
            @if let RunState::Run(_) = country.household_survey {
                @for sample in report.samples_in_order() {
                    div { dt { "Respondents, " (questionnaire(study, sample)) } dd { (format::count(sample.interviews)) } }
                }
                div { dt { "Fieldwork" } dd { (format::fieldwork(country.fieldwork)) } }
            } @else {
                div { dt { "Household survey" } dd { "did not run" } }
            }
            @if !study.partners.is_empty() { div { dt { "Partners" } dd { (words::list(&study.partners)) } } }
        }
    }
}

/// The chapter on the country's context, in the words of the study folder.
fn context(country: &Country) -> Markup {
    html! {
        section id="context" {
            h2 { "Country context" }
            @match &country.context {
                Some(text) => { @for paragraph in text.split("\n\n").map(str::trim).filter(|text| !text.is_empty()) {
                    p { (paragraph) }
                } },
                None => { p { "The study folder does not describe the country’s context." } },
            }
        }
    }
}

fn contents(report: &CountryReport<'_>, chapters: &[Contents<'_>], found: &Found<'_>) -> Markup {
    html! {
        nav aria-label="Contents" {
            details open {
                summary { "Contents" }
                ul {
                    li { a href="#summary" { "Summary" } }
                    li { a href="#methods" { "Methods" } }
                    li { a href="#context" { "Country context" } }
                    @for chapter in chapters {
                        li {
                            a href={ "#chapter-" (chapter.number()) } {
                                span.number { (chapter.number()) } " "
                                (words::chapter_title(chapter.chapter))
                            }
                            @let topics = topics(report, chapter, found);
                            @if !topics.is_empty() { ul { @for (anchor, title) in topics {
                                li { a href={ "#" (anchor) } { (title) } }
                            } } }
                        }
                    }
                    li {
                        a href="#chapter-4" { span.number { "4" } " How to disrupt harm" }
                        @let sections = conclusions::sections(report.conclusions);
                        @if !sections.is_empty() { ul { @for (anchor, title) in sections {
                            li { a href={ "#" (anchor) } { (title) } }
                        } } }
                    }
                    li { a href="#reading" { "How to read the numbers" } }
                    li { a href="#definitions" { "Indicator definitions" } }
                    @if evidence::sources(report).is_some() { li { a href="#sources" { "Sources of the evidence" } } }
                }
            }
        }
    }
}

/// The headings within a chapter, each with its anchor.
fn topics<'a>(
    report: &CountryReport<'_>,
    chapter: &Contents<'a>,
    found: &Found<'_>,
) -> Vec<(String, &'a str)> {
    let ran = matches!(report.country.household_survey, RunState::Run(_));
    let topics = chapter.topics.iter().enumerate().filter(|_| ran);
    let numbers = evidence::children::is_shown(report, chapter)
        .then(|| (evidence::children::section_anchor(chapter), evidence::children::TITLE));
    topics
        .map(|(position, (topic, _))| (chapter.anchor(position), *topic))
        .chain(numbers)
        .chain(sections_of(report, found, chapter.chapter).map(|section| (section.anchor(), section.title)))
        .collect()
}
