//! Reads the text of one setting, or says in one sentence why it can't be used.

use super::setting_table::{SETTINGS, SettingInfo};
use super::zone::Zone;
use crate::error::EngineError;
use crate::feature::nearest::nearest;

/// Makes the error about one setting; `rest` is the sentence after its name, without a full stop.
pub(super) fn wrong(name: &str, rest: &str) -> EngineError {
    EngineError::Setting { name: name.to_owned(), message: format!("{name} {rest}.") }
}

pub(super) fn unknown(name: &str) -> EngineError {
    let shown: String = name.chars().take(80).collect();
    let near = nearest(name, SETTINGS.iter().map(|info| info.name), 1);
    let hint = near.first().map_or_else(String::new, |near| format!("; did you mean {near:?}"));
    let end = if hint.is_empty() { "." } else { "?" };
    EngineError::Setting {
        name: shown.clone(),
        message: format!("There is no setting {shown:?}{hint}{end}"),
    }
}

/// The value as it is quoted in a message: bounded, control characters marked.
fn quoted(text: &str) -> String {
    let shown: String = text.chars().take(80).collect();
    format!("{shown:?}")
}

pub(super) fn number(info: &SettingInfo, text: &str) -> Result<f64, EngineError> {
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() => within(info, value, text).map(|()| value),
        _ => Err(wrong(info.name, &format!("must be a number, but is {}", quoted(text)))),
    }
}

pub(super) fn integer(info: &SettingInfo, text: &str) -> Result<i64, EngineError> {
    let Ok(value) = text.parse::<i64>() else {
        // A number too long for i64 is a matter of range, not of kind.
        let whole = text.strip_prefix(['-', '+']).unwrap_or(text);
        if !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(out_of_range(info, text));
        }
        return Err(wrong(info.name, &format!("must be a whole number, but is {}", quoted(text))));
    };
    within(info, value as f64, text).map(|()| value)
}

pub(super) fn unsigned(info: &SettingInfo, text: &str) -> Result<u64, EngineError> {
    let value = integer(info, text)?;
    u64::try_from(value).map_err(|_| out_of_range(info, text))
}

pub(super) fn boolean(info: &SettingInfo, text: &str) -> Result<bool, EngineError> {
    match text {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(wrong(info.name, &format!("must be true or false, but is {}", quoted(text)))),
    }
}

pub(super) fn choice<T>(
    info: &SettingInfo,
    text: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<T, EngineError> {
    parse(text).ok_or_else(|| {
        let choices = info.choices.join(", ");
        wrong(info.name, &format!("must be one of {choices}, but is {}", quoted(text)))
    })
}

pub(super) fn zone(text: &str) -> Result<Zone, EngineError> {
    Zone::parse(text).ok_or_else(|| {
        let shown: String = text.chars().take(80).collect();
        let hint = Zone::nearest(&shown)
            .map_or_else(String::new, |near| format!(" (did you mean {near:?}?)"));
        let rest = "must be the IANA name of a time zone such as Europe/Berlin, but is";
        wrong("timezone", &format!("{rest} {}{hint}", quoted(text)))
    })
}

/// Profile `reference` fixes these; a value given for one would be ignored, so it is refused.
pub(super) fn refuse_with_reference(name: &str, text: &str) -> Result<(), EngineError> {
    let why = match name {
        "fill" => "which fills every order at the next bar's close",
        "fee_bps" => "whose only commission is commission_round_turn",
        "slippage_bps" => "whose only slippage is slippage_per_contract",
        "liquidate_at_end" => "which leaves the last position open",
        "data_fixes" if text.is_empty() => return Ok(()),
        "data_fixes" => "which takes the data as it is",
        "session" if text == "auto" || text == "always" => {
            return Err(wrong(
                name,
                &format!("must be rth or globex with profile reference, but is {}", quoted(text)),
            ));
        }
        _ => return Ok(()),
    };
    let rest = format!("is {}, but it can't be set with profile reference, {why}", quoted(text));
    Err(wrong(name, &rest))
}

fn within(info: &SettingInfo, value: f64, text: &str) -> Result<(), EngineError> {
    let (low, high) = info.range;
    if value < low || value > high { Err(out_of_range(info, text)) } else { Ok(()) }
}

fn out_of_range(info: &SettingInfo, text: &str) -> EngineError {
    let (low, high) = info.range;
    let shown: String = text.chars().take(80).collect();
    let allowed = if high == f64::MAX {
        format!("must be {low} or more")
    } else {
        format!("must be from {low} to {high}")
    };
    wrong(info.name, &format!("{allowed}, but is {shown}"))
}

#[cfg(test)]
mod tests {
    use super::super::settings::{Fill, Profile, Session, SettingValue, Settings};
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Settings, EngineError> {
        let owned: Vec<(String, String)> =
            pairs.iter().map(|&(name, text)| (name.to_owned(), text.to_owned())).collect();
        Settings::from_pairs(&owned)
    }

    fn message(pairs: &[(&str, &str)]) -> String {
        read(pairs).expect_err("these settings are wrong").to_string()
    }

    #[test]
    fn the_defaults_of_the_table_are_the_defaults_of_a_run() {
        let table: Vec<(&str, &str)> =
            SETTINGS.iter().map(|info| (info.name, info.default)).collect();
        assert_eq!(read(&table), Ok(Settings::default()));
        assert_eq!(read(&[]), Ok(Settings::default()));
    }

    #[test]
    fn every_setting_of_the_table_is_written_to_the_result() {
        for (info, (name, value)) in SETTINGS.iter().zip(Settings::default().entries()) {
            assert_eq!(info.name, name);
            assert_eq!(value == SettingValue::Absent, name == "limit", "{name}");
        }
    }

    #[test]
    fn profile_reference_alone_fills_at_the_next_close_in_rth_and_closes_five_minutes_early() {
        let settings = read(&[("max_position", "3"), ("profile", "reference")]).unwrap();
        assert_eq!(settings.profile, Profile::Reference);
        assert_eq!((settings.fill, settings.session), (Fill::NextClose, Session::Rth));
        assert_eq!((settings.auto_close_minutes, settings.max_position), (5.0, 3));
    }

    #[test]
    fn profile_reference_refuses_what_it_would_ignore() {
        for (name, text) in [
            ("fill", "next_close"),
            ("fee_bps", "5"),
            ("slippage_bps", "1"),
            ("liquidate_at_end", "true"),
            ("session", "always"),
            ("session", "auto"),
        ] {
            let found = read(&[(name, text), ("profile", "reference")]).unwrap_err();
            let EngineError::Setting { name: blamed, message } = found else { panic!("{found:?}") };
            assert_eq!(blamed, name);
            assert!(message.contains(text) && message.contains("reference"), "{message}");
        }
        assert!(read(&[("session", "globex"), ("profile", "reference")]).is_ok());
    }

    #[test]
    fn a_letter_where_a_number_belongs_is_named_with_its_setting() {
        assert_eq!(
            message(&[("initial_balance", "abc")]),
            "initial_balance must be a number, but is \"abc\"."
        );
        assert_eq!(
            message(&[("max_position", "1.5")]),
            "max_position must be a whole number, but is \"1.5\"."
        );
        for text in ["NaN", "inf", "-infinity", "1e999", ""] {
            assert!(message(&[("fee_bps", text)]).starts_with("fee_bps must be a number"));
        }
    }

    #[test]
    fn every_wrong_value_is_listed_once_and_the_right_ones_are_taken() {
        let pairs = [("fee_bps", "-1"), ("seed", "7"), ("initial_balance", "0"), ("fill", "x")]
            .map(|(name, text)| (name.to_owned(), text.to_owned()));
        let (settings, problems) = Settings::read(&pairs);
        let names: Vec<&str> = problems
            .iter()
            .map(|problem| match problem {
                EngineError::Setting { name, .. } => name.as_str(),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(names, ["fee_bps", "fill", "initial_balance"]);
        assert_eq!((settings.seed, settings.fee_bps), (7, 0.0));
        let wrong_profile = [("profile".to_owned(), "mine".to_owned())];
        assert_eq!(Settings::read(&wrong_profile).1.len(), 1);
    }

    #[test]
    fn numbers_beyond_their_range_say_the_range() {
        assert_eq!(
            message(&[("fuel_per_bar", "50000001")]),
            "fuel_per_bar must be from 1 to 50000000, but is 50000001."
        );
        assert_eq!(
            message(&[("memory_mb", "99999999999999999999")]),
            "memory_mb must be from 1 to 256, but is 99999999999999999999."
        );
        assert_eq!(message(&[("fee_bps", "-1")]), "fee_bps must be 0 or more, but is -1.");
        assert_eq!(
            message(&[("initial_balance", "0")]),
            "initial_balance must be more than 0, but is 0."
        );
    }

    #[test]
    fn an_unknown_setting_is_refused_with_the_nearest_name() {
        assert_eq!(
            message(&[("inital_balance", "1")]),
            "There is no setting \"inital_balance\"; did you mean \"initial_balance\"?"
        );
        assert_eq!(message(&[("x", "1")]), "There is no setting \"x\".");
    }

    #[test]
    fn words_are_taken_from_the_list_only() {
        assert_eq!(
            message(&[("fill", "close")]),
            "fill must be one of next_open, next_close, same_close, but is \"close\"."
        );
        assert_eq!(
            message(&[("timezone", "Mars/Base")]),
            "timezone must be the IANA name of a time zone such as Europe/Berlin, but is \"Mars/Base\"."
        );
        assert!(
            message(&[("timezone", "Europe/Belin")]).contains("did you mean \"Europe/Berlin\"?")
        );
        assert_eq!(read(&[("timezone", "Asia/Tokyo")]).unwrap().timezone.name(), "Asia/Tokyo");
        assert_eq!(read(&[("session", "globex")]).unwrap().session, Session::Globex);
        for info in SETTINGS.iter().filter(|info| info.kind == super::super::SettingKind::Choice) {
            for word in info.choices {
                let entries = read(&[(info.name, word)]).unwrap().entries();
                assert!(entries.contains(&(info.name, SettingValue::Text(word))), "{word}");
            }
        }
    }

    #[test]
    fn a_multiplier_of_zero_reads_as_one_and_an_empty_limit_as_none() {
        let settings = read(&[("contract_multiplier", "0"), ("limit", "")]).unwrap();
        assert_eq!((settings.contract_multiplier, settings.limit), (1.0, None));
        assert_eq!(read(&[("limit", "2")]).unwrap().limit, Some(2));
    }
}
