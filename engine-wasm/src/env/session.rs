//! What each bar allows: is the session open, when does it end, may the position grow?

use super::reference_session::ReferenceHours;
use super::settings::{Profile, Session, Settings};
use super::trading_hours::{Hours, TradingHours};
use crate::dataset::Bars;
use crate::error::EngineError;

/// What one bar allows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Mask {
    /// Whether orders are taken.
    pub(super) open: bool,
    /// Minutes to the session's end; NaN = unknown.
    pub(super) minutes: f64,
    /// Whether the file lets the position grow.
    pub(super) margin_ok: bool,
}

/// Whose hours a run keeps, resolved from the setting and what the file has.
#[derive(Debug)]
enum Rule {
    Always,
    /// The file's own columns.
    File,
    Hours(TradingHours),
    Reference(ReferenceHours),
}

/// Tells the mask of each bar; quick for bars in order.
#[derive(Debug)]
pub(super) struct SessionClock {
    rule: Rule,
}

/// The columns a mask is read from, borrowed once per slice of a run.
#[derive(Debug, Clone, Copy)]
pub(super) struct MaskColumns<'a> {
    ts: Option<&'a [i64]>,
    session_open: Option<&'a [bool]>,
    minutes_to_close: Option<&'a [f64]>,
    margin_ok: Option<&'a [bool]>,
}

impl<'a> MaskColumns<'a> {
    pub(super) fn new(bars: &'a Bars) -> Self {
        Self {
            ts: bars.ts(),
            session_open: bars.session_open(),
            minutes_to_close: bars.minutes_to_close(),
            margin_ok: bars.margin_ok(),
        }
    }

    /// Returns the file's own session and minutes, each from `other` where there is no column.
    #[inline]
    fn or(&self, bar: usize, other: (bool, f64)) -> (bool, f64) {
        (
            self.session_open.map_or(other.0, |column| column[bar]),
            self.minutes_to_close.map_or(other.1, |column| column[bar]),
        )
    }
}

impl SessionClock {
    /// # Errors
    /// A setting error when New York hours are asked for and the file has no times.
    pub(super) fn new(bars: &Bars, settings: &Settings) -> Result<Self, EngineError> {
        let own = bars.session_open().is_some() || bars.minutes_to_close().is_some();
        let rule = match (settings.profile, settings.session) {
            (Profile::Reference, session) => {
                Rule::Reference(ReferenceHours::new(session == Session::Globex, bars.ts()))
            }
            (Profile::Standard, Session::Auto) if own => Rule::File,
            (Profile::Standard, Session::Auto | Session::Always) => Rule::Always,
            (Profile::Standard, session) if bars.ts().is_none() => {
                return Err(EngineError::Setting {
                    name: "session".to_owned(),
                    message: format!(
                        "session is {:?}, but the file has no times to tell its hours by; use \"always\".",
                        session.name()
                    ),
                });
            }
            (Profile::Standard, Session::Rth) => Rule::Hours(TradingHours::new(Hours::Rth)),
            (Profile::Standard, Session::Globex) => Rule::Hours(TradingHours::new(Hours::Globex)),
        };
        Ok(Self { rule })
    }

    /// Returns the word for the hours that are kept: `rth`, `globex`, `always`, or `file` for the
    /// file's own columns.
    pub(super) fn resolved(&self) -> &'static str {
        match &self.rule {
            Rule::Always => Session::Always.name(),
            Rule::File => "file",
            Rule::Hours(hours) => hours.name(),
            Rule::Reference(hours) => hours.name(),
        }
    }

    /// Returns what a bar allows.
    #[inline]
    pub(super) fn at(&mut self, columns: &MaskColumns, bar: usize) -> Mask {
        let ts = columns.ts.map_or(0, |ts| ts[bar]);
        let margin_ok = columns.margin_ok.is_none_or(|column| column[bar]);
        let (open, minutes) = match &mut self.rule {
            Rule::Always => (true, f64::NAN),
            Rule::File => columns.or(bar, (true, f64::NAN)),
            Rule::Hours(hours) => hours.at(ts),
            Rule::Reference(hours) => columns.or(bar, hours.at(ts)),
        };
        Mask { open, minutes, margin_ok }
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::dataset::Dataset;

    fn bars(
        session_open: Option<Vec<bool>>,
        minutes: Option<Vec<f64>>,
        ts: Option<Vec<i64>>,
    ) -> Bars {
        let dataset = Dataset {
            ts,
            close: vec![1.0, 2.0],
            session_open,
            minutes_to_close: minutes,
            margin_ok: Some(vec![true, false]),
            ..Dataset::default()
        };
        Bars::new(Rc::new(dataset), 0, None, 1).unwrap()
    }

    fn masks(bars: &Bars, settings: &Settings) -> (&'static str, [Mask; 2]) {
        let mut clock = SessionClock::new(bars, settings).unwrap();
        let columns = MaskColumns::new(bars);
        (clock.resolved(), [0, 1].map(|bar| clock.at(&columns, bar)))
    }

    #[test]
    fn auto_takes_the_files_own_mask_and_without_one_every_bar() {
        let own = bars(Some(vec![false, true]), Some(vec![3.0, 2.0]), None);
        let (name, [first, second]) = masks(&own, &Settings::default());
        assert_eq!(name, "file");
        assert_eq!(first, Mask { open: false, minutes: 3.0, margin_ok: true });
        assert_eq!(second, Mask { open: true, minutes: 2.0, margin_ok: false });

        let (name, [first, _]) = masks(&bars(None, None, None), &Settings::default());
        assert_eq!((name, first.open, first.minutes.is_nan()), ("always", true, true));
    }

    #[test]
    fn an_explicit_session_beats_the_files_columns() {
        let own = bars(Some(vec![false, false]), Some(vec![3.0, 2.0]), None);
        let settings = Settings { session: Session::Always, ..Settings::default() };
        let (name, [first, _]) = masks(&own, &settings);
        assert_eq!((name, first.open, first.minutes.is_nan()), ("always", true, true));
    }

    #[test]
    fn under_profile_reference_each_column_of_the_file_overrides_the_hours() {
        // Without a date the hours are open with 0 minutes left.
        let settings = Settings::of(Profile::Reference);
        let (name, [first, _]) = masks(&bars(None, Some(vec![9.0, 8.0]), None), &settings);
        assert_eq!((name, first.open, first.minutes), ("rth", true, 9.0));
        let (_, [first, _]) = masks(&bars(Some(vec![false, true]), None, None), &settings);
        assert_eq!((first.open, first.minutes), (false, 0.0));
    }

    #[test]
    fn hours_need_times() {
        let settings = Settings { session: Session::Rth, ..Settings::default() };
        let problem = SessionClock::new(&bars(None, None, None), &settings).unwrap_err();
        assert!(problem.to_string().contains("no times"));
    }
}
