//! When something was made, and by whom.

use super::Guid;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use std::fmt;

/// A date with a time of day, and its distance from universal time where that was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    /// The clock where it happened.
    pub local: DateTime,
    /// How far that clock is ahead of universal time.
    pub offset: Option<Offset>,
}

impl Moment {
    /// Reads a moment as XML Schema writes it: `2026-03-04T05:06:07Z`, with `+03:00` or nothing in the place of `Z`.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let (local, offset) = if let Some(local) = text.strip_suffix(['Z', 'z']) {
            (local, Some(Offset::UTC))
        } else {
            match text.len().checked_sub(6).and_then(|place| text.split_at_checked(place)) {
                Some((local, zone)) if local.contains(':') && zone.starts_with(['+', '-']) => {
                    (local, Some(offset(zone)?))
                }
                _ => (text, None),
            }
        };
        let local: DateTime = local.parse().ok()?;
        Some(Self { local, offset })
    }
}

fn offset(zone: &str) -> Option<Offset> {
    let (sign, clock) = zone.split_at_checked(1)?;
    let (hours, minutes) = clock.split_once(':')?;
    let number = |digits: &str| -> Option<i32> {
        let is_number = digits.len() == 2 && digits.bytes().all(|digit| digit.is_ascii_digit());
        if is_number { digits.parse().ok() } else { None }
    };
    let seconds = (number(hours)? * 60 + number(minutes).filter(|minutes| *minutes < 60)?) * 60;
    Offset::from_seconds(if sign == "-" { -seconds } else { seconds }).ok()
}

impl fmt::Display for Moment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.local)?;
        match self.offset {
            None => Ok(()),
            Some(Offset::UTC) => formatter.write_str("Z"),
            Some(offset) => {
                let minutes = offset.seconds() / 60;
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(formatter, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
        }
    }
}

/// Who made something and changed it last, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// The coder who made it.
    pub created_by: Option<Guid>,
    /// When it was made.
    pub created: Option<Moment>,
    /// The coder who changed it last.
    pub modified_by: Option<Guid>,
    /// When it was changed last.
    pub modified: Option<Moment>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn moments_are_read_as_programs_write_them() {
        for (text, written) in [
            ("2019-06-04T05:25:16Z", "2019-06-04T05:25:16Z"),
            ("2019-06-04T05:25:16.1234567+03:00", "2019-06-04T05:25:16.1234567+03:00"),
            ("2019-06-04T05:25:16-04:30", "2019-06-04T05:25:16-04:30"),
            ("2019-06-04T05:25:16+00:00", "2019-06-04T05:25:16Z"),
            ("2019-06-04 05:25:16", "2019-06-04T05:25:16"),
        ] {
            assert_eq!(Moment::read(text).unwrap().to_string(), written);
        }
        for wrong in
            ["", "yesterday", "2019-02-30T00:00:00Z", "2019-06-04T05:25:16+3:00", "2019-06-04T05:25:16+03:60"]
        {
            assert_eq!(Moment::read(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn arbitrary_text_never_panics(text in "\\PC{0,30}|[0-9TZ:.+-]{0,30}") {
            if let Some(moment) = Moment::read(&text) {
                prop_assert_eq!(Moment::read(&moment.to_string()), Some(moment));
            }
        }
    }
}
