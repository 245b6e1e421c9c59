//! Two numbers side by side. A choice between two numbers is a branch on wasm32, which prices make guess
//! wrong; between two pairs it is one instruction.

use std::ops::{Add, Div, Mul, Neg, Sub};

use super::sum::{LOWER, Number};

/// Two numbers; what is done with them is done with each.
#[derive(Clone, Copy)]
pub(super) struct Pair(lanes::Pair);

/// For each of two numbers, yes or no.
#[derive(Clone, Copy)]
pub(super) struct Choice(lanes::Choice);

impl Pair {
    #[inline]
    pub(super) fn new(first: f64, second: f64) -> Self {
        Self(lanes::pair(first, second))
    }

    /// Returns a number twice.
    #[inline]
    pub(super) fn both(number: f64) -> Self {
        Self::new(number, number)
    }

    #[inline]
    pub(super) fn parts(self) -> [f64; 2] {
        lanes::parts(self.0)
    }

    /// Returns them in the other order.
    #[inline]
    pub(super) fn swapped(self) -> Self {
        let [first, second] = self.parts();
        Self::new(second, first)
    }

    #[inline]
    pub(super) fn abs(self) -> Self {
        Self(lanes::abs(self.0))
    }

    /// Returns the larger of each two; the own one where the other is no number.
    #[inline]
    pub(super) fn larger(self, other: Self) -> Self {
        Self(lanes::larger(self.0, other.0))
    }

    /// Returns the smaller of each two; the own one where the other is no number.
    #[inline]
    pub(super) fn smaller(self, other: Self) -> Self {
        Self(lanes::smaller(self.0, other.0))
    }

    #[inline]
    pub(super) fn above(self, other: Self) -> Choice {
        Choice(lanes::above(self.0, other.0))
    }
}

impl Choice {
    /// Returns each number chosen, or 0.
    #[inline]
    pub(super) fn or_zero(self, numbers: Pair) -> Pair {
        self.choose(numbers, Pair::both(0.0))
    }

    /// Returns each number where it is chosen, and of the others elsewhere.
    #[inline]
    pub(super) fn choose(self, numbers: Pair, others: Pair) -> Pair {
        Pair(lanes::choose(self.0, numbers.0, others.0))
    }

    #[inline]
    pub(super) fn or(self, other: Self) -> Self {
        Self(lanes::or(self.0, other.0))
    }
}

impl Add for Pair {
    type Output = Self;

    #[inline]
    fn add(self, other: Self) -> Self {
        Self(lanes::add(self.0, other.0))
    }
}

impl Sub for Pair {
    type Output = Self;

    #[inline]
    fn sub(self, other: Self) -> Self {
        Self(lanes::subtract(self.0, other.0))
    }
}

impl Mul for Pair {
    type Output = Self;

    #[inline]
    fn mul(self, other: Self) -> Self {
        Self(lanes::multiply(self.0, other.0))
    }
}

impl Div for Pair {
    type Output = Self;

    #[inline]
    fn div(self, other: Self) -> Self {
        Self(lanes::divide(self.0, other.0))
    }
}

impl Neg for Pair {
    type Output = Self;

    #[inline]
    fn neg(self) -> Self {
        Self(lanes::negative(self.0))
    }
}

impl Default for Pair {
    #[inline]
    fn default() -> Self {
        Self::both(0.0)
    }
}

impl Number for Pair {
    #[inline]
    fn upper(self) -> Self {
        Self(lanes::without(self.0, LOWER))
    }
}

#[cfg(target_arch = "wasm32")]
mod lanes {
    use std::arch::wasm32;

    pub(super) use wasm32::{
        f64x2 as pair, f64x2_abs as abs, f64x2_add as add, f64x2_div as divide, f64x2_gt as above,
        f64x2_mul as multiply, f64x2_neg as negative, f64x2_pmax as larger, f64x2_pmin as smaller,
        f64x2_sub as subtract, v128 as Pair, v128 as Choice, v128_or as or,
    };

    #[inline]
    pub(super) fn parts(pair: Pair) -> [f64; 2] {
        [wasm32::f64x2_extract_lane::<0>(pair), wasm32::f64x2_extract_lane::<1>(pair)]
    }

    #[inline]
    pub(super) fn choose(choice: Choice, numbers: Pair, others: Pair) -> Pair {
        wasm32::v128_bitselect(numbers, others, choice)
    }

    #[inline]
    pub(super) fn without(a: Pair, bits: u64) -> Pair {
        wasm32::v128_andnot(a, wasm32::u64x2_splat(bits))
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod lanes {
    pub(super) type Pair = [f64; 2];
    pub(super) type Choice = [bool; 2];

    pub(super) fn pair(first: f64, second: f64) -> Pair {
        [first, second]
    }

    pub(super) fn parts(pair: Pair) -> [f64; 2] {
        pair
    }

    pub(super) fn abs(a: Pair) -> Pair {
        a.map(f64::abs)
    }

    pub(super) fn negative(a: Pair) -> Pair {
        a.map(|number| -number)
    }

    pub(super) fn without(a: Pair, bits: u64) -> Pair {
        a.map(|number| f64::from_bits(number.to_bits() & !bits))
    }

    pub(super) fn add(a: Pair, b: Pair) -> Pair {
        [a[0] + b[0], a[1] + b[1]]
    }

    pub(super) fn subtract(a: Pair, b: Pair) -> Pair {
        [a[0] - b[0], a[1] - b[1]]
    }

    pub(super) fn multiply(a: Pair, b: Pair) -> Pair {
        [a[0] * b[0], a[1] * b[1]]
    }

    pub(super) fn divide(a: Pair, b: Pair) -> Pair {
        [a[0] / b[0], a[1] / b[1]]
    }

    pub(super) fn larger(a: Pair, b: Pair) -> Pair {
        choose(above(b, a), b, a)
    }

    pub(super) fn smaller(a: Pair, b: Pair) -> Pair {
        choose(above(a, b), b, a)
    }

    pub(super) fn above(a: Pair, b: Pair) -> Choice {
        [a[0] > b[0], a[1] > b[1]]
    }

    pub(super) fn or(a: Choice, b: Choice) -> Choice {
        [a[0] | b[0], a[1] | b[1]]
    }

    pub(super) fn choose(choice: Choice, numbers: Pair, others: Pair) -> Pair {
        let of = |lane: usize| if choice[lane] { numbers[lane] } else { others[lane] };
        [of(0), of(1)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_larger_is_taken_of_each_two_and_a_second_that_is_no_number_is_left_out() {
        let larger =
            |a: [f64; 2], b: [f64; 2]| Pair::new(a[0], a[1]).larger(Pair::new(b[0], b[1])).parts();
        assert_eq!(larger([1.0, 5.0], [2.0, 4.0]), [2.0, 5.0]);
        assert_eq!(larger([1.0, 5.0], [f64::NAN, 6.0]), [1.0, 6.0]);
    }

    #[test]
    fn each_number_is_chosen_for_itself() {
        let (a, b) = (Pair::new(3.0, -2.0), Pair::new(1.0, 1.0));
        let first = a.above(b);
        assert_eq!(first.or_zero(a).parts(), [3.0, 0.0]);
        assert_eq!(first.choose(a, b).parts(), [3.0, 1.0]);
        assert_eq!(first.or(b.above(a)).choose(a, b).parts(), [3.0, -2.0]);
        assert_eq!((a.swapped() / b).abs().parts(), [2.0, 3.0]);
    }
}
