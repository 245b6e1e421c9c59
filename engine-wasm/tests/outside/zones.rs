//! The clock of every IANA zone, beside Python's `zoneinfo`.

use crate::fixtures::text;
use engine_wasm::env::{Clock, Zone};

#[test]
fn every_zone_has_the_offsets_that_pythons_zoneinfo_has_from_1970_on() {
    let text = text("zones.csv.gz");
    let mut seen = 0;
    for line in text.lines() {
        let (name, pairs) = line.split_once(',').unwrap();
        let zone = Zone::parse(name).unwrap_or_else(|| panic!("{name} is not in the table"));
        assert_eq!(zone.name(), name);
        let numbers: Vec<i64> = pairs.split(',').map(|number| number.parse().unwrap()).collect();
        let mut clock = Clock::new(zone);
        for pair in numbers.chunks_exact(2) {
            let found = clock.offset_ns(pair[0] * 1_000_000_000) / 1_000_000_000;
            assert_eq!(found, pair[1], "{name} at {}", pair[0]);
        }
        seen += 1;
    }
    assert_eq!(seen, Zone::names().count());
}
