//! Marks of states: drawings that differ in shape, so that nobody needs colour to tell them apart. A word always stands beside.

use maud::{Markup, html};

/// A drawing of 16 by 16.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// All of it is so.
    Full,
    /// A part of it is.
    Half,
    /// None of it is.
    Empty,
    /// It speaks against it.
    Cross,
    /// It is not known.
    Dotted,
    /// The question does not arise.
    Dash,
    /// Nobody was there to ask.
    Hatched,
}

impl Mark {
    const ALL: [Self; 7] =
        [Self::Full, Self::Half, Self::Empty, Self::Cross, Self::Dotted, Self::Dash, Self::Hatched];

    fn name(self) -> &'static str {
        match self {
            Self::Full => "state-full",
            Self::Half => "state-half",
            Self::Empty => "state-empty",
            Self::Cross => "state-cross",
            Self::Dotted => "state-dotted",
            Self::Dash => "state-dash",
            Self::Hatched => "state-hatched",
        }
    }

    fn drawing(self) -> Markup {
        html! {
            @match self {
                Self::Full => circle.solid cx="8" cy="8" r="6.5" {},
                Self::Half => {
                    circle.line cx="8" cy="8" r="6.5" {}
                    path.solid d="M8 1.5a6.5 6.5 0 0 0 0 13z" {}
                }
                Self::Empty => circle.line cx="8" cy="8" r="6.5" {},
                Self::Cross => {
                    rect.solid x="1" y="1" width="14" height="14" rx="2" {}
                    path.cut d="M4.5 4.5l7 7M11.5 4.5l-7 7" {}
                }
                Self::Dotted => circle.line.dotted cx="8" cy="8" r="6.5" {},
                Self::Dash => path.line d="M3.5 8h9" {},
                Self::Hatched => path.line d="M1.5 7.5l6-6M1.5 14.5l13-13M8.5 14.5l6-6" {},
            }
        }
    }

    /// The mark before its word.
    pub(crate) fn with(self, word: &str) -> Markup {
        html! {
            span.state {
                svg.state-mark aria-hidden="true" focusable="false" { use href={ "#" (self.name()) } {} }
                span { (word) }
            }
        }
    }
}

/// The drawings, once for the page.
pub(crate) fn shared_drawings() -> Markup {
    html! {
        svg.shared width="0" height="0" aria-hidden="true" focusable="false" {
            @for mark in Mark::ALL {
                symbol id=(mark.name()) viewBox="0 0 16 16" { (mark.drawing()) }
            }
        }
    }
}
