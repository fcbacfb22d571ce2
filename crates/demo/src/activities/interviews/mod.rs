//! Interviews and conversations: informants under consent, transcripts, codings by two researchers, quotations, memos.

mod coding;
mod docx;
mod informants;
mod quotations;
mod topic;
mod transcript;

use super::csv::Csv;
use super::{Activity, RecordFile, Setting};
use crate::random::Random;
use informants::{Consent, Informant};
use std::io;
use std::path::{Path, PathBuf};
use topic::{Answer, Topic};
use transcript::{Format, Transcript};

/// The two researchers who code, by initials.
const CODERS: [&str; 2] = ["A. N.", "B. O."];

/// What sets one kind of interviews apart.
struct Kind {
    activity: Activity,
    topics: &'static str,
    people: &'static [Informant],
    /// The formats of transcripts, in turn.
    formats: &'static [Format],
}

/// The interviews with officials.
pub(super) fn government(setting: &Setting) -> io::Result<Vec<RecordFile>> {
    files(
        setting,
        &Kind {
            activity: Activity::GovernmentInterviews,
            topics: include_str!("../../../texts/interviews/government.txt"),
            people: &informants::OFFICIALS,
            formats: &[Format::PlainText],
        },
    )
}

/// The interviews on access to justice.
pub(super) fn justice(setting: &Setting) -> io::Result<Vec<RecordFile>> {
    files(
        setting,
        &Kind {
            activity: Activity::AccessToJustice,
            topics: include_str!("../../../texts/interviews/justice.txt"),
            people: &informants::JUSTICE,
            formats: &[Format::PlainText, Format::WebVtt, Format::Docx],
        },
    )
}

/// The conversations with survivors, of which only approved excerpts are kept.
pub(super) fn survivors(setting: &Setting) -> io::Result<Vec<RecordFile>> {
    files(
        setting,
        &Kind {
            activity: Activity::SurvivorConversations,
            topics: include_str!("../../../texts/interviews/survivors.txt"),
            people: &informants::SURVIVORS,
            formats: &[Format::Markdown],
        },
    )
}

/// Codes of which nobody speaks in a country: the interviews ask, and nothing comes.
const SILENT: [(&str, Activity, &str); 2] = [
    ("ferrowyn", Activity::SurvivorConversations, "asking_platforms"),
    ("isenvale", Activity::GovernmentInterviews, "industry_cooperation"),
];

/// What an informant says to a topic.
struct Said<'t> {
    topic: &'t Topic<'t>,
    answer: &'t Answer,
}

/// An interview.
struct Interview<'t> {
    informant: &'static Informant,
    /// The name of its transcript.
    document: String,
    said: Vec<Said<'t>>,
    transcript: Transcript,
}

fn files(setting: &Setting, kind: &Kind) -> io::Result<Vec<RecordFile>> {
    let mut random = setting.random(kind.activity);
    let is_silent = |code: &str| {
        SILENT.iter().any(|(country, activity, silent)| {
            (*country, *activity, *silent) == (setting.country.id, kind.activity, code)
        })
    };
    let mut topics = topic::read(kind.topics);
    topics.retain(|topic| !is_silent(topic.code));
    let interviews = conduct(&topics, kind, &mut random)?;
    let mut files: Vec<RecordFile> = vec![
        (PathBuf::from("informants.csv"), informants::table(setting, kind.people)),
        (PathBuf::from("excerpts.csv"), coding::excerpts(&interviews, &mut random)),
        (PathBuf::from("readings.csv"), coding::readings(&interviews)),
        (PathBuf::from("memos.csv"), memos(setting, &interviews)),
    ];
    files.extend(quotations::files(setting, &interviews, kind.people.len()));
    let documents = interviews.into_iter().map(|interview| (interview.document, interview.transcript.bytes));
    files.extend(documents.map(|(name, bytes)| (Path::new("documents").join(name), bytes)));
    Ok(files)
}

/// Holds the interviews. Those who may be quoted speak together of every topic put to their kind, so that each code is heard;
/// the others of three. Of those who withdrew nothing is kept.
fn conduct<'t>(topics: &'t [Topic<'t>], kind: &Kind, random: &mut Random) -> io::Result<Vec<Interview<'t>>> {
    let mut asked: Vec<Vec<usize>> = vec![Vec::new(); kind.people.len()];
    let mut kinds: Vec<&str> = kind.people.iter().map(|informant| informant.kind).collect();
    kinds.dedup();
    for of_kind in kinds {
        let mut order: Vec<usize> =
            (0..topics.len()).filter(|&topic| topics[topic].is_for(of_kind)).collect();
        let people = |wanted: fn(Consent) -> bool| -> Vec<usize> {
            let is_wanted = |&person: &usize| {
                let informant = &kind.people[person];
                informant.kind == of_kind && wanted(informant.consent)
            };
            (0..kind.people.len()).filter(is_wanted).collect()
        };
        let quotable = people(|consent| consent == Consent::Verbatim);
        random.shuffle(&mut order);
        for (&topic, &person) in order.iter().zip(quotable.iter().cycle()) {
            asked[person].push(topic);
        }
        for person in people(|consent| matches!(consent, Consent::Paraphrase | Consent::AnalysisOnly)) {
            random.shuffle_front(&mut order, 3);
            asked[person].extend(order.iter().take(3));
        }
    }
    let mut next: Vec<usize> = topics.iter().map(|_| random.below(6) as usize).collect();
    let mut interviews = Vec::new();
    for (informant, mut asked) in kind.people.iter().zip(asked) {
        asked.sort_unstable();
        let said: Vec<Said<'t>> = asked
            .into_iter()
            .filter_map(|topic| {
                next[topic] += 1;
                let (topic, turn) = (&topics[topic], next[topic]);
                let answer = topic.answers.get(turn % topic.answers.len().max(1))?;
                Some(Said { topic, answer })
            })
            .collect();
        if said.is_empty() {
            continue;
        }
        let turns: Vec<(&str, &str)> =
            said.iter().map(|said| (said.topic.question, said.answer.text.as_str())).collect();
        let format = kind.formats[interviews.len() % kind.formats.len()];
        interviews.push(Interview {
            informant,
            document: format!("{}.{}", informant.alias.to_lowercase(), format.ending()),
            transcript: Transcript::write(format, informant.alias, &turns)?,
            said,
        });
    }
    Ok(interviews)
}

/// A note on a document and one on a code.
fn memos(setting: &Setting, interviews: &[Interview<'_>]) -> Vec<u8> {
    let mut csv = Csv::new(&["by", "on", "document", "code", "text"]);
    if let Some(first) = interviews.first() {
        let text = "The conversation was calm; the guide was followed in another order than written.";
        csv.row(&[CODERS[0], &setting.day(20), &first.document, "", text]);
    }
    if let Some(said) = interviews.last().and_then(|last| last.said.last()) {
        let text =
            "We read this code alike after the first two documents; before, one of us took it more widely.";
        csv.row(&[CODERS[1], &setting.day(33), "", said.topic.code, text]);
    }
    csv.into_bytes()
}
