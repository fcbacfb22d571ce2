//! What every page has: head, styles, the mark of synthetic data, landmarks.

use crate::words;
use cairn_study::Study;
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("../assets/report.css");

/// The hash of the one script that may run, as a content security policy names it. A test keeps it true.
pub(crate) const SCRIPT_HASH: &str = "sha256-lHR7EO85i0BzuVP1PKFN69iNkw+6uSkqGCoJjxDia1Y=";

/// The parts in which pages differ.
pub(crate) struct Page<'a> {
    pub(crate) study: &'a Study,
    /// The title of the window.
    pub(crate) title: String,
    /// The page head within `<header>`.
    pub(crate) header: Markup,
    /// The contents; absent where a page needs none.
    pub(crate) contents: Option<Markup>,
    /// What stands within `<main>`.
    pub(crate) main: Markup,
    /// What stands within `<footer>`.
    pub(crate) footer: Markup,
    /// What follows: dialogs, data, the script.
    pub(crate) end: Markup,
}

impl Page<'_> {
    /// The whole file. It asks nothing of any other: styles and script are inline, and the policy forbids the rest.
    pub(crate) fn html(&self) -> String {
        let language = self.study.languages.first().map_or("en", String::as_str);
        let policy = format!(
            "default-src 'none'; style-src 'unsafe-inline'; script-src '{SCRIPT_HASH}'; img-src data:"
        );
        html! {
            (DOCTYPE)
            html lang=(language) {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(policy);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (self.title) }
                    link rel="icon" href="data:,";
                    style { (PreEscaped(STYLE)) @if self.study.synthetic { (PreEscaped(PRINTED_MARK)) } }
                }
                body {
                    a.skip href="#content" { "Skip to the content" }
                    @if self.study.synthetic { p.synthetic role="note" { strong { (words::SYNTHETIC) } } }
                    header { (self.header) }
                    div.columns.plain[self.contents.is_none()] {
                        @if let Some(contents) = &self.contents { (contents) }
                        main id="content" { (self.main) }
                    }
                    footer { (self.footer) }
                    (self.end)
                }
            }
        }
        .into_string()
    }
}

/// The mark in the margin of every printed page, where the browser can print there.
const PRINTED_MARK: &str = "@page{@top-left{content:\"Synthetic data: this country does not exist\";font:700 8pt sans-serif;color:#6b4a00}}";
