//! Two numbers side by side. On wasm32 the larger of two is a branch, which prices make guess wrong; of two
//! pairs it is one instruction.

#[cfg(target_arch = "wasm32")]
mod lanes {
    use std::arch::wasm32::{f64x2, f64x2_extract_lane, f64x2_pmax, v128};

    pub(in super::super) type Pair = v128;

    #[inline]
    #[target_feature(enable = "simd128")]
    pub(in super::super) fn pair(first: f64, second: f64) -> Pair {
        f64x2(first, second)
    }

    #[inline]
    #[target_feature(enable = "simd128")]
    pub(in super::super) fn larger_pair(a: Pair, b: Pair) -> Pair {
        f64x2_pmax(a, b)
    }

    #[inline]
    #[target_feature(enable = "simd128")]
    pub(in super::super) fn parts(pair: Pair) -> [f64; 2] {
        [f64x2_extract_lane::<0>(pair), f64x2_extract_lane::<1>(pair)]
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod lanes {
    pub(in super::super) type Pair = [f64; 2];

    pub(in super::super) fn pair(first: f64, second: f64) -> Pair {
        [first, second]
    }

    pub(in super::super) fn larger_pair(a: Pair, b: Pair) -> Pair {
        let larger = |a: f64, b: f64| if a < b { b } else { a };
        [larger(a[0], b[0]), larger(a[1], b[1])]
    }

    pub(in super::super) fn parts(pair: Pair) -> [f64; 2] {
        pair
    }
}

pub(super) use lanes::{larger_pair, pair, parts};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_larger_is_taken_of_each_two_and_a_second_that_is_no_number_is_left_out() {
        assert_eq!(parts(larger_pair(pair(1.0, 5.0), pair(2.0, 4.0))), [2.0, 5.0]);
        assert_eq!(parts(larger_pair(pair(1.0, 5.0), pair(f64::NAN, 6.0))), [1.0, 6.0]);
    }
}
