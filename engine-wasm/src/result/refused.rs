//! The orders that were not filled, one by one.

use crate::json::Json;
use crate::run::Run;

/// Returns the orders listed in the run's record as an array: bar of the fill that was not, its time, its
/// close and the reason. See [`crate::env::LISTED_REFUSALS`] for how many are listed.
pub fn refused_json(run: &Run) -> String {
    let orders = &run.record().refused_orders;
    let (ts, close) = (run.bars().ts(), run.bars().close());
    let mut json = Json::with_capacity(64 + orders.len() * 80);
    json.array(|json| {
        for order in orders {
            json.object(|json| {
                json.key("bar").count(order.bar);
                json.key("ts").time(ts.map(|ts| ts[order.bar]));
                json.key("close").number(close[order.bar]);
                json.key("reason").text(order.reason.name());
            });
        }
    });
    json.finish()
}
