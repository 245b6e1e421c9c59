//! The script's `params` table laid under what the person set.

use moontest_lua::{Param, ParamValue};

use super::plain_text::plain_text;
use crate::error::EngineError;

/// Longest list of params in a message.
const NAMES_SHOWN: usize = 10;

/// Returns a sentence about the first name that can't be shown as it is: it would be a key of the result
/// and a label of a form.
pub(super) fn hidden_characters(params: &[Param]) -> Option<String> {
    let shown = |name: &str| plain_text(name.as_bytes(), usize::MAX);
    let found = params.iter().map(|param| &param.name).find(|name| shown(name) != **name)?;
    Some(format!("the name of a param has characters that do not show: '{}'", shown(found)))
}

/// Returns the script's params with the person's values; each keeps the type of its default.
///
/// # Errors
/// A setting error for a name the script does not have, or a value of another type.
pub(super) fn overlay(
    mut params: Vec<Param>,
    wanted: &[(String, String)],
) -> Result<Vec<Param>, EngineError> {
    for (name, text) in wanted {
        set(&mut params, name, text)?;
    }
    Ok(params)
}

/// Returns what is wrong with each of the person's values.
pub(super) fn problems(mut params: Vec<Param>, wanted: &[(String, String)]) -> Vec<EngineError> {
    wanted.iter().filter_map(|(name, text)| set(&mut params, name, text).err()).collect()
}

fn set(params: &mut [Param], name: &str, text: &str) -> Result<(), EngineError> {
    let shown = params.iter().take(NAMES_SHOWN);
    let mut known: Vec<String> = shown.map(|param| format!("'{}'", param.name)).collect();
    if params.len() > NAMES_SHOWN {
        known.push("…".to_owned());
    }
    let Some(param) = params.iter_mut().find(|param| param.name == name) else {
        let has = if known.is_empty() {
            "the script has no params table".to_owned()
        } else {
            format!("the script's params are {}", known.join(", "))
        };
        return Err(wrong(name, format!("There is no param '{name}': {has}.")));
    };
    let read = match &param.value {
        ParamValue::Text(_) => Some(ParamValue::Text(text.to_owned())),
        ParamValue::Boolean(_) => match text {
            "true" => Some(ParamValue::Boolean(true)),
            "false" => Some(ParamValue::Boolean(false)),
            _ => None,
        },
        ParamValue::Integer(_) | ParamValue::Number(_) => read_number(text),
    };
    param.value = read.ok_or_else(|| {
        let kind = match param.value {
            ParamValue::Boolean(_) => "true or false",
            _ => "a number",
        };
        wrong(name, format!("The param '{name}' must be {kind}, but is \"{text}\"."))
    })?;
    Ok(())
}

/// An integer stays one in Lua (`10` is a period), anything else is a float.
fn read_number(text: &str) -> Option<ParamValue> {
    let text = text.trim();
    if let Ok(integer) = text.parse::<i64>() {
        return Some(ParamValue::Integer(integer));
    }
    text.parse::<f64>().ok().filter(|number| number.is_finite()).map(ParamValue::Number)
}

fn wrong(name: &str, message: String) -> EngineError {
    EngineError::Setting { name: format!("params.{name}"), message }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn defaults() -> Vec<Param> {
        let param = |name: &str, value| Param { name: name.to_owned(), value };
        vec![
            param("fast", ParamValue::Integer(10)),
            param("long_only", ParamValue::Boolean(false)),
            param("mode", ParamValue::Text("x".to_owned())),
        ]
    }

    fn read(name: &str, text: &str) -> Result<ParamValue, String> {
        let params = overlay(defaults(), &[(name.to_owned(), text.to_owned())]);
        let params = params.map_err(|error| error.to_string())?;
        Ok(params.into_iter().find(|param| param.name == name).unwrap().value)
    }

    #[test]
    fn values_keep_the_kind_of_their_default() {
        assert_eq!(read("fast", "12"), Ok(ParamValue::Integer(12)));
        assert_eq!(read("fast", "1.5"), Ok(ParamValue::Number(1.5)));
        assert_eq!(read("long_only", "true"), Ok(ParamValue::Boolean(true)));
        assert_eq!(read("mode", "5"), Ok(ParamValue::Text("5".to_owned())));
    }

    #[test]
    fn a_name_that_does_not_show_as_it_is_is_refused_with_marks() {
        assert_eq!(hidden_characters(&defaults()), None);
        let turned = Param { name: "a\u{202e}b".to_owned(), value: ParamValue::Integer(1) };
        assert_eq!(
            hidden_characters(&[turned]).unwrap(),
            "the name of a param has characters that do not show: 'a<U+202E>b'"
        );
    }

    #[test]
    fn a_wrong_value_or_name_is_said_with_what_would_do() {
        assert_eq!(
            read("fast", "ten").unwrap_err(),
            "The param 'fast' must be a number, but is \"ten\"."
        );
        assert_eq!(
            read("slow", "1").unwrap_err(),
            "There is no param 'slow': the script's params are 'fast', 'long_only', 'mode'."
        );
        assert!(read("fast", "inf").is_err());
    }

    #[test]
    fn all_wrong_values_are_said_at_once() {
        let wanted =
            [("fast", "ten"), ("mode", "y"), ("long_only", "maybe"), ("slow", "1")].map(owned);
        let blamed: Vec<String> = problems(defaults(), &wanted)
            .into_iter()
            .map(|error| match error {
                EngineError::Setting { name, .. } => name,
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(blamed, ["params.fast", "params.long_only", "params.slow"]);
    }

    fn owned((name, text): (&str, &str)) -> (String, String) {
        (name.to_owned(), text.to_owned())
    }
}
