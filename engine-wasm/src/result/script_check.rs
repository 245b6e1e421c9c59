//! What is known of a script before it runs.

use super::head;
use crate::env::Settings;
use crate::json::Json;
use crate::script;

/// Returns what the compiler says (`problem`, null when it is content) and the script's own `params` by
/// name (null while they can't be known) as an object.
pub fn script_check_json(text: &str) -> String {
    let found = script::check(text, &Settings::default());
    let mut json = Json::default();
    json.object(|json| {
        json.key("problem");
        match &found {
            Err(problem) => json.object(|json| head::write_problem(problem, json)),
            Ok(_) => json.null(),
        }
        json.key("params");
        match &found {
            Ok(Some(params)) => json.object(|json| head::params(params, json)),
            _ => json.null(),
        }
    });
    json.finish()
}

#[cfg(test)]
mod tests {
    use super::script_check_json;

    #[test]
    fn params_are_known_before_a_run() {
        let text = "params = { gap = 0.5, n = 3, on = true }\nfunction on_bar() return 'hold' end";
        assert_eq!(
            script_check_json(text),
            r#"{"problem":null,"params":{"gap":0.5,"n":3,"on":true}}"#
        );
    }

    #[test]
    fn a_script_that_does_not_compile_says_why_and_one_that_does_not_load_has_no_params() {
        assert!(script_check_json("x =").starts_with(r#"{"problem":{"kind":"compile_error""#));
        let endless = "params = { a = 1 } while true do end";
        assert_eq!(script_check_json(endless), r#"{"problem":null,"params":null}"#);
    }
}
