use super::*;

fn found(dataset: Dataset, pairs: &[(&str, &str)]) -> Option<BuyAndHold> {
    let env = start(dataset, pairs);
    BuyAndHold::find(env.bars(), env.settings()).unwrap()
}

#[test]
fn it_buys_at_the_next_open_and_rises_with_the_close() {
    let held = found(with_opens(&[10.0, 11.0, 12.0], &[10.5, 11.5, 15.0]), &[]).unwrap();
    assert_eq!((held.bar, held.price, held.contracts), (1, 11.0, 1));
    assert_eq!(held.equity(0, 10.5), 1_000.0);
    assert_eq!(held.equity(2, 15.0), 1_004.0);
}

#[test]
fn three_contracts_times_five_with_costs_of_2_each() {
    let pairs = [
        ("max_position", "3"),
        ("contract_multiplier", "5"),
        ("slippage_per_contract", "2"),
        ("fill", "same_close"),
    ];
    let held = found(closes(&[10.0, 12.0]), &pairs).unwrap();
    assert_eq!((held.bar, held.price, held.costs), (0, 10.0, 6.0));
    assert_eq!(held.equity(1, 12.0), 1_000.0 - 6.0 + 2.0 * 3.0 * 5.0);
}

#[test]
fn a_closed_session_is_waited_for_however_long() {
    let n = 10_000;
    let mut open = vec![false; n];
    open[9_000..].fill(true);
    let dataset = Dataset { session_open: Some(open), ..closes(&vec![7.0; n]) };
    assert_eq!(found(dataset, &[]).unwrap().bar, 9_000);
}

#[test]
fn without_a_fill_there_is_nothing_to_hold() {
    let never = Dataset { session_open: Some(vec![false; 3]), ..closes(&[1.0, 2.0, 3.0]) };
    assert_eq!(found(never, &[]), None);
}
