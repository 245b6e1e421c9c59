//! A family of features: one entry of the table, declared beside its formula. Names, help, completion
//! and computing all come from it.

use std::fmt;

use super::input::Input;

/// Most parameters a family has.
pub(super) const MAX_PARAMETERS: usize = 3;

/// One family of features.
#[derive(Debug)]
pub struct Family {
    /// What its names begin with.
    pub name: &'static str,
    /// Its parameters in order. Those with a default come last and may be left out, all together.
    pub parameters: &'static [Parameter],
    /// A name as one would write it.
    pub example: &'static str,
    /// What it computes, in one line.
    pub formula: &'static str,
    /// First bar with a value.
    pub warm_up: &'static str,
    /// Where the formula is from.
    pub source: &'static str,
    /// Computes the column.
    pub(super) compute: fn(&Input) -> Vec<f64>,
}

/// One parameter of a family.
#[derive(Debug)]
pub struct Parameter {
    /// What it is called.
    pub name: &'static str,
    /// Its value where the name does not say.
    pub default: Option<f64>,
    kind: Kind,
}

#[derive(Debug, PartialEq, Eq)]
enum Kind {
    /// Bars that are needed: without so many there is no value.
    Window,
    /// A whole number.
    Count,
    /// A number with or without a point.
    Number,
}

/// The one parameter of most families.
pub(super) const PERIOD: &[Parameter] = &[Parameter::window("period")];

impl Parameter {
    /// Bars a window has, from 1 on.
    pub(super) const fn window(name: &'static str) -> Self {
        Self { name, default: None, kind: Kind::Window }
    }

    /// A whole number from 1 on.
    pub(super) const fn count(name: &'static str, default: f64) -> Self {
        Self { name, default: Some(default), kind: Kind::Count }
    }

    /// A number from 0 on.
    pub(super) const fn number(name: &'static str) -> Self {
        Self { name, default: None, kind: Kind::Number }
    }

    /// Gives it a default.
    pub(super) const fn or(self, default: f64) -> Self {
        Self { name: self.name, default: Some(default), kind: self.kind }
    }

    /// Returns whether the parameter says how many bars are needed.
    pub(super) fn is_window(&self) -> bool {
        self.kind == Kind::Window
    }

    fn read(&self, word: &str) -> Option<f64> {
        if self.kind == Kind::Number { number(word) } else { whole(word) }
    }
}

/// As help shows it: one that may be left out is in brackets, with its default.
impl fmt::Display for Parameter {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self.default {
            None => out.write_str(self.name),
            Some(default) => write!(out, "[{}={default}]", self.name),
        }
    }
}

impl Family {
    /// Returns the values written after the family's name, such as `_20_2`.
    pub(super) fn read(&self, written: &str) -> Option<[f64; MAX_PARAMETERS]> {
        let mut words = written.split('_');
        if words.next() != Some("") {
            return None;
        }
        let mut values = [0.0; MAX_PARAMETERS];
        let mut count = 0;
        for word in words {
            values[count] = self.parameters.get(count)?.read(word)?;
            count += 1;
        }
        let required = self.parameters.iter().filter(|known| known.default.is_none()).count();
        if count == required {
            for (value, parameter) in values.iter_mut().zip(self.parameters).skip(count) {
                *value = parameter.default?;
            }
        }
        (count == required || count == self.parameters.len()).then_some(values)
    }

    /// Returns the shortest name of these values.
    pub(super) fn write(&self, values: &[f64]) -> String {
        let pairs = || self.parameters.iter().zip(values);
        let usual = pairs().all(|(known, value)| known.default.is_none_or(|usual| usual == *value));
        let mut name = self.name.to_owned();
        for (parameter, value) in pairs() {
            if parameter.default.is_none() || !usual {
                name.push('_');
                name.push_str(&value.to_string());
            }
        }
        name
    }

    /// Returns the example with its parameters replaced by the words of a mistyped name, as far as they fit.
    pub(super) fn example_with(&self, words: &[&str]) -> String {
        let example = self.read(&self.example[self.name.len()..]);
        let mut values = example.unwrap_or([0.0; MAX_PARAMETERS]);
        let written = words.iter().zip(self.parameters);
        for (value, (word, parameter)) in values.iter_mut().zip(written) {
            *value = parameter.read(word).unwrap_or(*value);
        }
        self.write(&values)
    }
}

/// Reads a whole number from 1 to 4,294,967,295 without sign or leading zeros.
fn whole(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    if plain { text.parse::<u32>().ok().map(f64::from) } else { None }
}

/// Reads a number of digits with at most one point between them: no sign, no exponent.
fn number(text: &str) -> Option<f64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let plain = digits(whole) && digits(fraction);
    text.parse().ok().filter(|value: &f64| plain && value.is_finite())
}
