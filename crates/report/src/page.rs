//! What every page has: head, styles, the mark of synthetic data, landmarks.

use cairn_study::Study;
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = concat!(
    include_str!("../assets/report.css"),
    include_str!("../assets/evidence.css"),
    include_str!("../assets/design.css")
);

/// The hash of the one script that may run, as a content security policy names it. A test keeps it true.
pub(crate) const SCRIPT_HASH: &str = "sha256-wxq7Gprm7XZHorv6Fo7A1jAyuOtDya6rWv/GWQqlcjE=";

/// The parts in which pages differ.
pub(crate) struct Page<'a> {
    pub(crate) study: &'a Study,
    /// The title of the window.
    pub(crate) title: String,
    /// What marks the page where the study is synthetic.
    pub(crate) synthetic_mark: &'static str,
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
        let policy = format!(
            "default-src 'none'; style-src 'unsafe-inline'; script-src '{SCRIPT_HASH}'; img-src data:"
        );
        html! {
            (DOCTYPE)
            // The report’s own texts are English, whatever languages the study lists: a browser that took them for another
            // would hyphenate and read them aloud wrongly.
            html lang="en" dir="ltr" {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(policy);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (self.title) }
                    link rel="icon" href="data:,";
                    style { (PreEscaped(STYLE)) @if self.study.synthetic { (self.printed_mark()) } }
                }
                body {
                    a.skip href="#content" { "Skip to the content" }
                    @if self.study.synthetic { p.synthetic role="note" { strong { (self.synthetic_mark) } } }
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

    /// The mark in the margin of every printed page, where the browser can print there.
    fn printed_mark(&self) -> Markup {
        let mark = self.synthetic_mark;
        PreEscaped(format!("@page{{@top-left{{content:\"{mark}\";font:700 8pt sans-serif;color:#5a3f00}}}}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pedigree::SCRIPT;
    use sha2::{Digest, Sha256};

    #[test]
    fn the_policy_names_the_script_that_is_shipped() {
        assert_eq!(SCRIPT_HASH, format!("sha256-{}", base64(&Sha256::digest(SCRIPT))));
    }

    fn base64(bytes: &[u8]) -> String {
        const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut text = String::new();
        for chunk in bytes.chunks(3) {
            let bits = chunk.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte))
                << (8 * (3 - chunk.len()));
            for place in 0..4 {
                let letter = ALPHABET[(bits >> (18 - 6 * place) & 63) as usize];
                text.push(if place > chunk.len() { '=' } else { char::from(letter) });
            }
        }
        text
    }

    #[test]
    fn nothing_is_fetched() {
        for part in [STYLE, SCRIPT] {
            for fetches in ["http:", "https:", "url(", "@import", "fetch(", "XMLHttpRequest", "import("] {
                assert!(!part.contains(fetches), "{fetches}");
            }
        }
    }
}
