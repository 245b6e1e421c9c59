//! The engine's own tables as JSON: settings, metrics, indicators. Forms, help and completion come from them.

use crate::env::SETTINGS;
use crate::feature::FAMILIES;
use crate::json::Json;
use crate::metrics::METRICS;

/// Returns all tables: `{"settings":[…],"metrics":[…],"indicators":[…]}`.
pub fn tables() -> String {
    let mut json = Json::default();
    json.object(|json| {
        json.key("settings").array(settings);
        json.key("metrics").array(metrics);
        json.key("indicators").array(indicators);
    });
    json.finish()
}

/// Returns the table of metrics: an array of name, label, unit and formula.
pub fn metrics_table() -> String {
    let mut json = Json::default();
    json.array(metrics);
    json.finish()
}

fn settings(json: &mut Json) {
    for info in SETTINGS {
        json.object(|json| {
            json.key("name").text(info.name);
            json.key("kind").text(info.kind.name());
            json.key("unit").text(info.unit);
            json.key("default").text(info.default);
            let (min, max) = info.range;
            json.key("min").optional_number((min > f64::MIN).then_some(min));
            json.key("max").optional_number((max < f64::MAX).then_some(max));
            json.key("choices").array(|json| info.choices.iter().for_each(|word| json.text(word)));
            json.key("help").text(info.help);
            json.key("group").text(info.group);
        });
    }
}

fn metrics(json: &mut Json) {
    for info in METRICS {
        json.object(|json| {
            json.key("name").text(info.name);
            json.key("label").text(info.label);
            json.key("unit").text(info.unit);
            json.key("formula").text(info.formula);
        });
    }
}

fn indicators(json: &mut Json) {
    for family in FAMILIES {
        json.object(|json| {
            json.key("name").text(family.name);
            json.key("parameters").array(|json| {
                family.parameters.iter().for_each(|known| json.text(&known.to_string()));
            });
            json.key("example").text(family.example);
            json.key("formula").text(family.formula);
            json.key("warm_up").text(family.warm_up);
            json.key("source").text(family.source);
        });
    }
}
