//! How cells look: black on white, as an office printer makes it.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

fn base() -> Format {
    Format::new().set_font_name("Arial").set_font_size(10).set_align(FormatAlign::VerticalCenter)
}

/// The heading of a sheet.
pub(super) fn title() -> Format {
    base().set_font_size(16).set_bold()
}

/// The heading of a part.
pub(super) fn heading() -> Format {
    base().set_font_size(12).set_bold()
}

/// The name of a field.
pub(super) fn label() -> Format {
    base().set_bold()
}

/// What a field holds.
pub(super) fn value() -> Format {
    base().set_text_wrap()
}

/// Running text.
pub(super) fn text() -> Format {
    base().set_font_size(11).set_text_wrap().set_align(FormatAlign::Top)
}

/// The name of a paragraph of running text.
pub(super) fn paragraph_label() -> Format {
    base().set_font_size(11).set_bold().set_text_wrap().set_align(FormatAlign::Top)
}

/// The head of a column.
pub(super) fn head() -> Format {
    boxed().set_bold().set_text_wrap().set_align(FormatAlign::Center).set_background_color(0x00E6_E6E6)
}

/// A printed cell of a table.
pub(super) fn cell() -> Format {
    boxed().set_align(FormatAlign::Center)
}

/// The same, for text.
pub(super) fn text_cell() -> Format {
    boxed().set_text_wrap().set_align(FormatAlign::Left).set_indent(1)
}

/// The same, to find one’s line by.
pub(super) fn strong_cell() -> Format {
    cell().set_bold()
}

/// A cell to write into.
pub(super) fn blank() -> Format {
    boxed()
}

/// A box to write a number into that others rest on.
pub(super) fn entry() -> Format {
    base().set_font_size(12).set_bold().set_align(FormatAlign::Center).set_border(FormatBorder::Medium)
}

fn boxed() -> Format {
    base().set_border(FormatBorder::Thin)
}
