//! A bell-shaped mean over a sliding window in constant time a bar.
//!
//! The bell e^(−u²/2) over −0.92 ≤ u ≤ 5.12 is a sum of eight damped oscillations Re(c·e^(p·u)), to 1e-14. Each
//! of them slides: its sum over the window turns by one bar, gains the newest value and loses what the
//! oldest has become. They are damped so much that nothing of a value is left soon after it has passed.
//! The p and c were fitted with 60 digits (matrix pencil, then least squares); a test compares with the bell.

use std::array::from_fn;

use super::sum::total;

/// Re p, Im p, Re c, Im c of each oscillation.
const OSCILLATIONS: [[f64; COUNT]; 4] = [
    [
        -1.805_864_382_271_293,
        -1.805_336_596_561_707,
        -1.804_246_546_461_976,
        -1.802_516_435_214_188,
        -1.800_001_784_167_63,
        -1.796_434_360_929_265,
        -1.791_260_671_664_294,
        -1.782_985_472_115_359,
    ],
    [
        0.362_674_983_681_708_6,
        1.091_279_519_400_027,
        1.830_052_537_762_542,
        2.587_280_938_867_177,
        3.374_208_991_256_995,
        4.208_365_662_326_76,
        5.122_588_658_692_339,
        6.201_690_956_549_575,
    ],
    [
        2.195_806_790_985_687,
        -0.640_783_193_512_38,
        -0.560_838_725_517_489_9,
        -0.005_051_473_187_277_11,
        0.010_732_975_651_578_52,
        0.000_141_141_995_424_823_9,
        -7.517_935_252_949_29e-6,
        1.519_710_213_026_968e-9,
    ],
    [
        -1.687_705_415_645_62,
        -1.513_810_110_312_824,
        0.091_739_197_213_557_9,
        0.109_601_890_281_010_1,
        0.002_241_781_258_017_05,
        -0.000_474_642_331_943_438_7,
        -1.858_890_726_529_727e-6,
        2.138_574_759_514_958e-8,
    ],
];

const COUNT: usize = 8;

/// One number of each oscillation.
type Lanes = [f64; COUNT];

/// The mean of the last values under a bell.
pub(super) struct Bell {
    /// e^(p/width): what a bar does to an oscillation.
    turn: [Lanes; 2],
    /// e^(p·P/width): what the oldest value has become.
    old: [Lanes; 2],
    /// What of an oscillation is the newest value's weight, over the sum of all weights.
    share: [Lanes; 2],
    sums: [Lanes; 2],
}

impl Bell {
    /// Returns the bell over `window` whose middle is `lead` bars before the newest value; `None` where it
    /// reaches too far for the fit.
    pub(super) fn new(window: &[f64], lead: f64, width: f64) -> Option<Self> {
        let period = window.len() as f64;
        if lead > 0.92 * width || period - 1.0 - lead > 5.12 * width {
            return None;
        }
        let [dampings, frequencies, real, imaginary] = &OSCILLATIONS;
        let at = |age: f64| {
            let u = age / width;
            let size = |lane: usize| libm::exp(dampings[lane] * u);
            let re = from_fn(|lane| size(lane) * libm::cos(frequencies[lane] * u));
            let im = from_fn(|lane| size(lane) * libm::sin(frequencies[lane] * u));
            [re, im]
        };
        let [[lead_re, lead_im], turn, old]: [[Lanes; 2]; 3] = [-lead, 1.0, period].map(at);
        // The real part of share·sum is wanted: the imaginary half enters with its sign turned.
        let share = [
            from_fn(|lane| real[lane] * lead_re[lane] - imaginary[lane] * lead_im[lane]),
            from_fn(|lane| -real[lane] * lead_im[lane] - imaginary[lane] * lead_re[lane]),
        ];
        let mut bell = Self { turn, old, share, sums: [[0.0; COUNT]; 2] };
        for _ in window {
            bell.slide(1.0, 0.0);
        }
        let total = bell.value();
        bell.share.as_flattened_mut().iter_mut().for_each(|share| *share /= total);
        bell.sums = [[0.0; COUNT]; 2];
        for &value in window {
            bell.slide(value, 0.0);
        }
        Some(bell)
    }

    /// Takes the newest value in and the one that leaves the window out.
    #[inline]
    pub(super) fn slide(&mut self, newest: f64, oldest: f64) {
        let Self { turn: [turn_re, turn_im], old: [old_re, old_im], sums: [re, im], .. } = self;
        let turned_re: Lanes = from_fn(|lane| turn_re[lane] * re[lane] - turn_im[lane] * im[lane]);
        let turned_im: Lanes = from_fn(|lane| turn_re[lane] * im[lane] + turn_im[lane] * re[lane]);
        *re = from_fn(|lane| turned_re[lane] + (newest - old_re[lane] * oldest));
        *im = from_fn(|lane| turned_im[lane] - old_im[lane] * oldest);
    }

    /// Returns the mean.
    #[inline]
    pub(super) fn value(&self) -> f64 {
        let Self { share: [share_re, share_im], sums: [re, im], .. } = self;
        let parts: Lanes = from_fn(|lane| share_re[lane] * re[lane] + share_im[lane] * im[lane]);
        total(parts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_single_value_weighs_by_the_bell_at_each_age_and_nothing_once_it_has_left() {
        for (period, lead, width) in [(60, 8.85, 10.0), (200, 0.0, 40.0), (64, 9.0, 64.0)] {
            let weight = |age: usize| (-0.5 * ((age as f64 - lead) / width).powi(2)).exp();
            let total: f64 = (0..period).map(weight).sum();
            let mut window = vec![0.0; period];
            *window.last_mut().unwrap() = 1.0;
            let mut bell = Bell::new(&window, lead, width).unwrap();
            for age in 0..period {
                let expected = weight(age) / total;
                assert!((bell.value() - expected).abs() < 1e-14 / total, "{period}, age {age}");
                bell.slide(0.0, if age + 1 == period { 1.0 } else { 0.0 });
            }
            assert!(bell.value().abs() < 1e-15);
        }
    }

    #[test]
    fn a_bell_whose_ends_lie_beyond_the_fit_is_refused() {
        assert!(Bell::new(&[1.0; 60], 30.0, 10.0).is_none());
        assert!(Bell::new(&[1.0; 60], 0.0, 10.0).is_none());
    }
}
