//! Functions of `math.h` for the native build, to the last bit those of wasi-libc.
//!
//! Both come from musl's sources. Those not here (`exp`, `log`, `log2`, `pow`, `fmod`) are the same in glibc.

macro_rules! functions {
    ($($name:ident = $libm:ident($($x:ident),+);)+) => {
        $(
            #[doc = concat!("`", stringify!($libm), "`, called by the host file.")]
            // SAFETY: a name of our own, declared so in prelude.h; numbers in, a number out.
            #[unsafe(no_mangle)]
            extern "C" fn $name($($x: f64),+) -> f64 {
                libm::$libm($($x),+)
            }
        )+
    };
}

functions! {
    mt_sin = sin(x);
    mt_cos = cos(x);
    mt_tan = tan(x);
    mt_asin = asin(x);
    mt_acos = acos(x);
    mt_atan2 = atan2(y, x);
    mt_log10 = log10(x);
}
