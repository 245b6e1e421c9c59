use super::*;

const MINUTE: i64 = 60_000_000_000;

fn floats(values: &[f64]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_le_bytes()).collect()
}

fn integers(values: &[i64]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_le_bytes()).collect()
}

fn texts(values: &[&str]) -> (Vec<u8>, Vec<u8>) {
    let mut offsets = vec![0i32];
    for text in values {
        let end = offsets[offsets.len() - 1] + i32::try_from(text.len()).unwrap();
        offsets.push(end);
    }
    (values.concat().into_bytes(), offsets.iter().flat_map(|at| at.to_le_bytes()).collect())
}

/// A loader of times (UTC, ns) and closes.
fn loader(profile: Profile, ts: &[i64], close: &[f64]) -> Loader {
    let mut loader = Loader::new(profile, close.len(), None);
    let time = loader.add_column("ts".to_owned(), "timestamp", 0, 1.0).unwrap();
    loader.append(time, ts.len(), "tsn:UTC", None, &integers(ts), None).unwrap();
    let price = loader.add_column("close".to_owned(), "close", 0, 1.0).unwrap();
    loader.append(price, close.len(), "g", None, &floats(close), None).unwrap();
    loader
}

fn add(loader: &mut Loader, name: &str, role: &str, values: &[f64]) {
    let column = loader.add_column(name.to_owned(), role, 0, 1.0).unwrap();
    loader.append(column, values.len(), "g", None, &floats(values), None).unwrap();
}

fn found(report: &LoadReport) -> Vec<(&'static str, &'static str, u64, Option<usize>)> {
    report
        .warnings
        .iter()
        .map(|warning| (warning.code, warning.level, warning.count, warning.first))
        .collect()
}

fn code(outcome: Result<(Dataset, LoadReport), EngineError>) -> &'static str {
    match outcome {
        Err(EngineError::Data { code, .. }) => code,
        other => panic!("{other:?}"),
    }
}

#[test]
fn rows_are_sorted_by_time_with_all_their_columns() {
    let ts: Vec<i64> = (0..12).map(|i| (11 - i) * MINUTE).collect();
    let close: Vec<f64> = (1..=12).map(f64::from).collect();
    let mut loader = loader(Profile::Standard, &ts, &close);
    add(&mut loader, "spread", "extra", &close);
    for role in ["open", "high", "low", "volume"] {
        add(&mut loader, role, role, &close);
    }
    let (dataset, report) = loader.finish().unwrap();
    let falling: Vec<f64> = (1..=12).rev().map(f64::from).collect();
    assert_eq!(dataset.ts.unwrap(), (0..12).map(|i| i * MINUTE).collect::<Vec<_>>());
    assert_eq!(dataset.close, falling);
    assert_eq!(dataset.extra, [("spread".to_owned(), falling)]);
    assert_eq!(found(&report), [("unsorted", "warn", 11, Some(1))]);
    assert_eq!((report.rows, report.bar_seconds), (12, Some(60.0)));
    assert_eq!((report.first_ts, report.last_ts), (Some(0), Some(11 * MINUTE)));
}

#[test]
fn a_close_alone_stands_in_for_the_other_prices_and_it_is_said() {
    let ts: Vec<i64> = (0..10).map(|i| i * MINUTE).collect();
    let (dataset, report) = loader(Profile::Standard, &ts, &[5.0; 10]).finish().unwrap();
    assert!(dataset.open.is_none() && dataset.volume.is_none());
    assert_eq!(found(&report), [("close_only", "warn", 1, None), ("no_volume", "info", 1, None)]);
    assert_eq!(report.warnings[0].message, "The file has no open, high, low; the close stands in.");
}

#[test]
fn a_row_without_a_time_is_left_out_and_counted() {
    let mut loader = Loader::new(Profile::Standard, 3, None);
    let time = loader.add_column("ts".to_owned(), "timestamp", 0, 1.0).unwrap();
    loader.append(time, 3, "tsn:UTC", Some(&[0b101]), &integers(&[0, 7, MINUTE]), None).unwrap();
    add(&mut loader, "close", "close", &[1.0, 2.0, 3.0]);
    let (dataset, report) = loader.finish().unwrap();
    assert_eq!(dataset.close, [1.0, 3.0]);
    assert!(found(&report).contains(&("null_time", "warn", 1, Some(1))));
}

#[test]
fn null_bad_and_contradicting_prices_are_counted_apart_with_their_first_row() {
    let ts: Vec<i64> = (0..12).map(|i| i * MINUTE).collect();
    let mut close = [10.0; 12];
    close[4] = -1.0;
    let mut loader = loader(Profile::Standard, &ts, &close);
    add(&mut loader, "low", "low", &[9.0; 12]);
    add(
        &mut loader,
        "volume",
        "volume",
        &[1.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0, f64::NAN],
    );
    let open = loader.add_column("open".to_owned(), "open", 0, 1.0).unwrap();
    loader.append(open, 12, "g", Some(&[0b0111_1111, 0b1111]), &floats(&[10.0; 12]), None).unwrap();
    let mut high = [11.0; 12];
    high[2] = 8.0;
    add(&mut loader, "high", "high", &high);
    let (dataset, report) = loader.finish().unwrap();
    assert!(dataset.open.unwrap()[7].is_nan());
    assert_eq!(
        found(&report),
        [
            ("null_price", "warn", 1, Some(7)),
            ("bad_price", "warn", 1, Some(4)),
            ("ohlc", "warn", 2, Some(2)),
            ("zero_volume", "warn", 3, Some(1)),
        ]
    );
}

#[test]
fn one_symbol_of_several_is_taken_and_none_is_a_question() {
    let build = |symbol: Option<&str>| {
        let mut loader = Loader::new(Profile::Standard, 4, symbol.map(str::to_owned));
        let column = loader.add_column("ticker".to_owned(), "symbol", 0, 1.0).unwrap();
        let (bytes, offsets) = texts(&["ES", "MES", "ES", "MES"]);
        loader.append(column, 4, "u", None, &bytes, Some(&offsets)).unwrap();
        add(&mut loader, "close", "close", &[1.0, 2.0, 3.0, 4.0]);
        loader.finish()
    };
    let (dataset, _) = build(Some("MES")).unwrap();
    assert_eq!((dataset.symbol.as_str(), dataset.close.as_slice()), ("MES", [2.0, 4.0].as_slice()));
    assert_eq!(code(build(None)), "WHICH_SYMBOL");
    assert_eq!(code(build(Some("NQ"))), "WHICH_SYMBOL");
}

#[test]
fn a_date_and_a_time_of_day_make_one_timestamp() {
    let mut loader = Loader::new(Profile::Standard, 2, None);
    for (name, values) in
        [("date", ["2024.01.02", "2024.01.02"]), ("time", ["09:00:00", "09:01:00"])]
    {
        let column = loader.add_column(name.to_owned(), "timestamp", 0, 1.0).unwrap();
        let (bytes, offsets) = texts(&values);
        loader.append(column, 2, "u", None, &bytes, Some(&offsets)).unwrap();
    }
    add(&mut loader, "close", "close", &[1.0, 2.0]);
    let (dataset, report) = loader.finish().unwrap();
    let nine = 1_704_186_000_000_000_000;
    assert_eq!(dataset.ts.unwrap(), [nine, nine + MINUTE]);
    assert!(found(&report).contains(&("zone_assumed", "info", 1, None)));
}

#[test]
fn fixed_point_prices_are_divided_and_their_largest_number_is_no_price() {
    let mut loader = Loader::new(Profile::Standard, 2, Some("ESH4".to_owned()));
    let column = loader.add_column("close".to_owned(), "close", 0, 1e9).unwrap();
    loader.append(column, 2, "l", None, &integers(&[100_030_000_000, i64::MAX]), None).unwrap();
    let (dataset, report) = loader.finish().unwrap();
    assert_eq!((dataset.close[0], dataset.close[1].is_nan()), (100.03, true));
    assert_eq!(dataset.symbol, "ESH4");
    assert!(found(&report).contains(&("scaled", "warn", 1, None)));
    assert!(found(&report).contains(&("null_price", "warn", 1, Some(1))));
}

#[test]
fn the_reference_keeps_the_order_and_every_row_and_says_nothing() {
    let (dataset, report) =
        loader(Profile::Reference, &[9, 3, 3], &[1.0, f64::NAN, -1.0]).finish().unwrap();
    assert_eq!(dataset.ts.unwrap(), [9, 3, 3]);
    assert_eq!((dataset.close[0], dataset.close[1].is_nan(), dataset.close[2]), (1.0, true, -1.0));
    assert_eq!(dataset.symbol, "UNKNOWN");
    assert!(report.warnings.is_empty());
}

#[test]
fn the_reference_needs_two_rows_and_standard_one() {
    assert_eq!(code(loader(Profile::Reference, &[1], &[1.0]).finish()), "NO_ROWS");
    assert_eq!(loader(Profile::Standard, &[1], &[1.0]).finish().unwrap().1.rows, 1);
    assert_eq!(code(loader(Profile::Standard, &[], &[]).finish()), "NO_ROWS");
}

#[test]
fn masks_are_true_where_a_number_is_not_zero_and_false_where_it_is_null() {
    let mut loader = loader(Profile::Reference, &[1, 2, 3], &[1.0; 3]);
    let column = loader.add_column("session_open".to_owned(), "session_open", 0, 1.0).unwrap();
    loader.append(column, 3, "l", Some(&[0b011]), &integers(&[2, 0, 1]), None).unwrap();
    add(&mut loader, "minutes_to_close", "minutes_to_close", &[390.0, 389.0, f64::NAN]);
    let (dataset, _) = loader.finish().unwrap();
    assert_eq!(dataset.session_open.unwrap(), [true, false, false]);
    assert_eq!(dataset.minutes_to_close.unwrap()[..2], [390.0, 389.0]);
}

#[test]
fn a_column_with_fewer_or_more_rows_than_announced_is_corrupt() {
    let mut short = Loader::new(Profile::Standard, 2, None);
    add(&mut short, "close", "close", &[1.0]);
    assert_eq!(code(short.finish()), "CORRUPT");
    let mut long = Loader::new(Profile::Standard, 1, None);
    let column = long.add_column("close".to_owned(), "close", 0, 1.0).unwrap();
    let error = long.append(column, 2, "g", None, &floats(&[1.0, 2.0]), None).unwrap_err();
    assert_eq!(
        error.to_string(),
        "Column \"close\" holds more than the 1 rows the file announces."
    );
}

#[test]
fn without_a_close_there_is_no_dataset() {
    let mut loader = Loader::new(Profile::Standard, 1, None);
    add(&mut loader, "open", "open", &[1.0]);
    assert_eq!(code(loader.finish()), "NO_OHLC");
}

/// Twelve bars: two of one time (rows 3 and 4), a hole (row 6) and a close above the high (row 8).
fn faulty(fixes: &str) -> (Dataset, LoadReport) {
    let mut ts: Vec<i64> = (0..12).map(|i| i * MINUTE).collect();
    ts[4] = ts[3];
    let mut close: Vec<f64> = (0..12).map(|i| 100.0 + f64::from(i)).collect();
    close[6] = f64::NAN;
    close[8] = 500.0;
    let mut loader = loader(Profile::Standard, &ts, &close);
    let flat: Vec<f64> = (0..12).map(|i| 100.0 + f64::from(i)).collect();
    add(&mut loader, "open", "open", &flat);
    add(&mut loader, "high", "high", &flat);
    add(&mut loader, "low", "low", &flat);
    loader.set_fixes(DataFixes::parse(fixes).unwrap());
    loader.finish().unwrap()
}

fn levels(report: &LoadReport) -> Vec<(&'static str, &'static str)> {
    let faults = ["duplicate_time", "bad_price", "ohlc"];
    let found = report.warnings.iter().filter(|warning| faults.contains(&warning.code));
    found.map(|warning| (warning.code, warning.level)).collect()
}

#[test]
fn of_two_bars_of_one_time_the_last_stays_where_that_is_asked_for() {
    let (dataset, report) = faulty("drop_duplicates");
    assert_eq!((dataset.close.len(), dataset.close[3]), (11, 104.0));
    assert_eq!(levels(&report)[2], ("duplicate_time", "info"));
    assert_eq!(levels(&faulty("").1)[2], ("duplicate_time", "warn"));
}

#[test]
fn bad_bars_are_left_out_or_flat_at_the_close_before() {
    assert_eq!(faulty("").0.close.len(), 12);
    let (dropped, report) = faulty("drop_bad");
    assert_eq!((dropped.close.len(), dropped.close[6], dropped.close[7]), (10, 107.0, 109.0));
    assert_eq!(levels(&report)[..2], [("bad_price", "info"), ("ohlc", "info")]);
    let (filled, _) = faulty("fill_bad");
    assert_eq!(filled.close[5..9], [105.0, 105.0, 107.0, 107.0]);
    assert_eq!((filled.open.unwrap()[6], filled.high.unwrap()[8]), (105.0, 107.0));
    assert_eq!(faulty("fill_bad,drop_duplicates").0.close.len(), 11);
}

#[test]
fn bid_and_ask_of_one_role_make_their_middle_and_a_hole_stays_one() {
    let mut loader = loader(Profile::Standard, &[0, MINUTE], &[10.0, 11.0]);
    add(&mut loader, "ask", "close", &[12.0, f64::NAN]);
    let (dataset, _) = loader.finish().unwrap();
    assert_eq!((dataset.close[0], dataset.close[1].is_nan()), (11.0, true));
}

#[test]
fn a_wall_clock_two_hours_ahead_is_taken_back_where_no_zone_is_written() {
    let nine = 1_704_186_000_000_000_000;
    for (format, first) in [("tsn:", nine - 120 * MINUTE), ("tsn:UTC", nine)] {
        let mut loader = Loader::new(Profile::Standard, 1, None);
        loader.set_zone(vec![0], vec![120 * MINUTE]).unwrap();
        let time = loader.add_column("ts".to_owned(), "timestamp", 0, 1.0).unwrap();
        loader.append(time, 1, format, None, &integers(&[nine]), None).unwrap();
        add(&mut loader, "close", "close", &[1.0]);
        assert_eq!(loader.finish().unwrap().0.ts, Some(vec![first]), "{format}");
    }
}

/// Times in blocks of ten rows each: no row belongs into another block, within one they are out of order.
fn blocks(seed: u64) -> (Vec<i64>, Vec<f64>) {
    let scatter = |i: u64| i.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(seed) >> 40;
    let ts = (0..60).map(|i: i64| {
        (i / 10 * 10 + i64::try_from(scatter(i.cast_unsigned()) % 10).unwrap()) * MINUTE
    });
    (ts.collect(), (0..60).map(|i| if i % 7 == 0 { -1.0 } else { f64::from(i) + 100.0 }).collect())
}

/// Loads rows of the file and takes a part of its bars.
fn part(
    profile: Profile,
    file: &(Vec<i64>, Vec<f64>),
    rows: std::ops::Range<usize>,
    slice: Slice,
) -> Result<(Dataset, LoadReport), EngineError> {
    let mut loader = loader(profile, &file.0[rows.clone()], &file.1[rows.clone()]);
    loader.set_slice(slice, rows.start, file.0.len()).unwrap();
    loader.finish()
}

#[test]
fn a_part_read_by_its_blocks_alone_is_the_part_of_the_whole_file() {
    for seed in 0..40 {
        let mut file = blocks(seed);
        if seed % 3 == 0 {
            file.0.sort_unstable();
        }
        let whole = loader(Profile::Standard, &file.0, &file.1).finish().unwrap().0;
        let all_ts = whole.ts.unwrap();
        for (start, end) in [(0, 10), (3, 27), (20, 60), (55, 58), (41, 42)] {
            let (first, last) = (start / 10 * 10, usize::div_ceil(end, 10) * 10);
            let rows = Slice::Rows { offset: start, limit: Some(end - start) };
            let few = part(Profile::Standard, &file, first..last, rows).unwrap();
            let all = part(Profile::Standard, &file, 0..60, rows).unwrap();
            assert_eq!(few.1, all.1, "seed {seed}, bars {start} to {end}");
            assert_eq!(few.0.ts.as_deref(), Some(&all_ts[start..end]));
            assert_eq!(few.0.close, whole.close[start..end]);
            assert_eq!((all.0.ts, all.0.close), (few.0.ts, few.0.close));
            let raw = |rows| {
                part(
                    Profile::Reference,
                    &file,
                    rows,
                    Slice::Rows { offset: start, limit: Some(end - start) },
                )
            };
            match (raw(first..last), raw(0..60)) {
                (Ok(few), Ok(all)) => {
                    assert_eq!(few.0.close, file.1[start..end]);
                    assert_eq!((few.0.ts, few.1), (all.0.ts, all.1));
                }
                (few, all) => {
                    assert_eq!((code(few), code(all), end - start), ("NO_ROWS", "NO_ROWS", 1));
                }
            }
        }
    }
}

#[test]
fn every_way_to_name_a_part_comes_to_an_offset_and_a_limit() {
    let file = ((0..60).map(|i| i * MINUTE).collect::<Vec<_>>(), vec![5.0; 60]);
    let cut = |kind, from, to| {
        let slice = Slice::parse(kind, from, to).unwrap();
        let (dataset, report) = part(Profile::Standard, &file, 0..60, slice).unwrap();
        let Cut { offset, limit, of } = report.cut.unwrap();
        assert_eq!((dataset.part, of), (Some((offset, limit)), 60));
        (offset, limit, dataset.close.len())
    };
    assert_eq!(cut("last", "12", ""), (48, Some(12), 12));
    assert_eq!(cut("percent", "0", "70"), (0, Some(42), 42));
    assert_eq!(cut("times", "600000000000", "1200000000000"), (10, Some(10), 10));
    // An offset and a limit stay as they were given.
    assert_eq!(cut("rows", "50", "100"), (50, Some(100), 10));
    assert_eq!(cut("rows", "50", ""), (50, None, 10));
}

#[test]
fn a_part_is_taken_of_the_repaired_file_and_told_of_in_the_file_s_rows() {
    let mut file: (Vec<i64>, Vec<f64>) =
        ((0..60).map(|i| i * MINUTE).collect(), (0..60).map(f64::from).collect());
    // Row 0 has no price, rows 20 and 21 one time.
    file.0[21] = file.0[20];
    let repaired = |slice: Option<Slice>| {
        let mut loader = loader(Profile::Standard, &file.0, &file.1);
        loader.set_fixes(DataFixes::parse("drop_bad,drop_duplicates").unwrap());
        if let Some(slice) = slice {
            loader.set_slice(slice, 0, 60).unwrap();
        }
        loader.finish().unwrap()
    };
    let (whole, _) = repaired(None);
    assert_eq!(whole.close.len(), 58);
    let (dataset, report) = repaired(Some(Slice::Rows { offset: 10, limit: Some(30) }));
    assert_eq!(dataset.close, whole.close[10..40]);
    assert_eq!(report.cut.unwrap().of, 58);
    let told = found(&report);
    assert!(told.contains(&("duplicate_time", "info", 1, Some(21))));
    assert!(!told.iter().any(|(code, ..)| *code == "bad_price"));
}

#[test]
fn rows_that_do_not_hold_the_part_or_have_no_time_are_corrupt_and_an_empty_part_has_no_rows() {
    let file = ((0..60).map(|i| i * MINUTE).collect::<Vec<_>>(), vec![5.0; 60]);
    let of = |rows, slice| code(part(Profile::Standard, &file, rows, slice));
    assert_eq!(of(0..10, Slice::Rows { offset: 5, limit: Some(10) }), "CORRUPT");
    assert_eq!(of(0..60, Slice::Rows { offset: 60, limit: None }), "NO_ROWS");
    let mut holed = (file.0.clone(), file.1.clone());
    holed.0[3] = i64::MAX;
    let mut loader = Loader::new(Profile::Standard, 10, None);
    let time = loader.add_column("ts".to_owned(), "timestamp", 1, 1.0).unwrap();
    loader.append(time, 10, "l", None, &integers(&holed.0[..10]), None).unwrap();
    add(&mut loader, "close", "close", &[5.0; 10]);
    loader.set_slice(Slice::First(5), 0, 60).unwrap();
    assert_eq!(code(loader.finish()), "CORRUPT");
}
