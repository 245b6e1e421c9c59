//! "Did you mean": the known names nearest to a mistyped one.

/// Returns the number of single-letter edits (insert, delete, replace, swap of neighbours) between two
/// names, without regard to case.
fn edit_distance(left: &str, right: &str) -> usize {
    let left: Vec<char> = left.chars().flat_map(char::to_lowercase).collect();
    let right: Vec<char> = right.chars().flat_map(char::to_lowercase).collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (i, &a) in left.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, &b) in right.iter().enumerate() {
            let mut best = (above[j] + usize::from(a != b)).min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a == right[j - 1] && left[i - 1] == b {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[right.len()]
}

/// Returns up to `count` of the candidates that differ from `name` in at most a third of its letters
/// (two at least), nearest first, ties in the candidates' order, none twice.
pub fn nearest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    count: usize,
) -> Vec<String> {
    // A name of a thousand letters is no typing mistake, and the distance is quadratic.
    let letters = name.chars().take(65).count();
    if letters > 64 {
        return Vec::new();
    }
    let within = (letters / 3).max(2);
    let mut found: Vec<(usize, &str)> = Vec::new();
    for candidate in candidates {
        if candidate.len() > 256 || found.iter().any(|&(_, known)| known == candidate) {
            continue;
        }
        let distance = edit_distance(name, candidate);
        if distance <= within {
            found.push((distance, candidate));
        }
    }
    found.sort_by_key(|&(distance, _)| distance);
    found.into_iter().take(count).map(|(_, candidate)| candidate.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doubled_letter_and_two_swapped_letters_are_one_edit_each() {
        assert_eq!(edit_distance("emaa_10", "ema_10"), 1);
        assert_eq!(edit_distance("cloes", "close"), 1);
        assert_eq!(edit_distance("", "abc"), 3);
    }

    #[test]
    fn the_nearest_name_comes_first_and_far_names_are_left_out() {
        let known = ["high", "ema_11", "ema_10", "volume"];
        assert_eq!(nearest("emaa_10", known, 3), ["ema_10", "ema_11"]);
        assert_eq!(nearest("EMA_10", known, 1), ["ema_10"]);
        assert!(nearest("temperature", known, 3).is_empty());
    }
}
