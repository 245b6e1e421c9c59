//! What was found, as JSON.

use super::replay::Replay;
use super::study::{Outcome, StudyReport};
use crate::json::Json;

/// Writes a study's members, without braces.
pub fn write_study(report: &StudyReport, json: &mut Json) {
    json.key("script").object(|json| outcome(&report.script, json));
    for (name, found) in &report.named {
        json.key(name).object(|json| outcome(found, json));
    }
    json.key("random").object(|json| {
        json.key("count").count(report.random);
        json.key("mean_trades").number(report.mean_trades);
        let spread = report.spread.as_ref();
        json.key("rank").optional_count(spread.map(|spread| spread.rank));
        json.key("percentile").optional_number(spread.map(|spread| spread.percentile));
        json.key("mean").optional_number(spread.map(|spread| spread.mean));
        let five = spread.map(super::Spread::five_numbers);
        for (i, name) in ["min", "q1", "median", "q3", "max"].into_iter().enumerate() {
            json.key(name).optional_number(five.map(|five| five[i]));
        }
        json.key("total_pnl").array(|json| {
            for &pnl in spread.map_or(&[][..], |spread| &spread.sorted) {
                json.number(pnl);
            }
        });
    });
}

/// Writes a replay's members without its equity, without braces.
pub fn write_replay(found: &Replay, json: &mut Json) {
    json.key("steps").count(found.steps);
    json.key("agrees").boolean(found.first.is_none());
    json.key("largest_difference").number(found.largest_difference);
    json.key("first");
    match found.first {
        None => json.null(),
        Some(first) => json.object(|json| {
            json.key("step").count(first.step);
            json.key("data_idx").count(first.bar);
            json.key("what").text(first.what);
            json.key("ours").number(first.ours);
            json.key("theirs").number(first.theirs);
        }),
    }
}

fn outcome(found: &Outcome, json: &mut Json) {
    json.key("total_pnl").number(found.total_pnl);
    json.key("trades").count(found.trades);
}

#[cfg(test)]
mod tests {
    use super::super::Spread;
    use super::super::replay::Disagreement;
    use super::*;

    #[test]
    fn a_study_is_written_with_its_five_numbers_and_all_values() {
        let report = StudyReport {
            script: Outcome { total_pnl: 2.5, trades: 3 },
            named: vec![("flat", Outcome { total_pnl: 0.0, trades: 0 })],
            random: 2,
            spread: Spread::of(2.5, &[1.0, 2.0]),
            mean_trades: 3.0,
        };
        let mut json = Json::default();
        json.object(|json| write_study(&report, json));
        assert_eq!(
            json.finish(),
            r#"{"script":{"total_pnl":2.5,"trades":3},"flat":{"total_pnl":0,"trades":0},"random":{"count":2,"mean_trades":3,"rank":1,"percentile":1,"mean":1.5,"min":1,"q1":1.25,"median":1.5,"q3":1.75,"max":2,"total_pnl":[1,2]}}"#
        );
    }

    #[test]
    fn a_replay_is_written_with_the_first_place_that_differs() {
        let first = Disagreement { step: 1, bar: 316, what: "equity", ours: 9.5, theirs: 9.75 };
        let found =
            Replay { steps: 3, equity: vec![], largest_difference: 0.25, first: Some(first) };
        let mut json = Json::default();
        json.object(|json| write_replay(&found, json));
        assert_eq!(
            json.finish(),
            r#"{"steps":3,"agrees":false,"largest_difference":0.25,"first":{"step":1,"data_idx":316,"what":"equity","ours":9.5,"theirs":9.75}}"#
        );
    }
}
