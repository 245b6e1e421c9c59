//! What is known of a script before it runs.

use super::{head, write_error};
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

/// Returns an array of all that a run would refuse in settings and params, each the problem it would be.
pub fn input_problems_json(
    text: &str,
    settings: &[(String, String)],
    params: &[(String, String)],
) -> String {
    let (read, mut problems) = Settings::read(settings);
    // A script is run up to its params only where there is something to hold against them.
    if !params.is_empty() {
        problems.extend(script::param_problems(text, &read, params));
    }
    let mut json = Json::default();
    json.array(|json| {
        for problem in &problems {
            json.object(|json| write_error(problem, json));
        }
    });
    json.finish()
}

#[cfg(test)]
mod tests {
    use super::{input_problems_json, script_check_json};

    fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
        all.iter().map(|&(name, text)| (name.to_owned(), text.to_owned())).collect()
    }

    #[test]
    fn all_that_a_run_would_refuse_is_told_at_once() {
        let text = "params = { n = 3 }\nfunction on_bar() return 'hold' end";
        let settings = pairs(&[("fee_bps", "-1"), ("seed", "7"), ("memory_mb", "x")]);
        let found = input_problems_json(text, &settings, &pairs(&[("n", "many")]));
        let named: Vec<bool> = ["fee_bps", "seed", "memory_mb", "params.n"]
            .map(|name| found.contains(&format!("\"setting\":\"{name}\"")))
            .to_vec();
        assert_eq!(named, [true, false, true, true], "{found}");
        assert_eq!(input_problems_json(text, &[], &pairs(&[("n", "4")])), "[]");
    }

    #[test]
    fn params_of_a_script_that_does_not_compile_are_not_judged() {
        assert_eq!(input_problems_json("x =", &[], &pairs(&[("n", "many")])), "[]");
    }

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
