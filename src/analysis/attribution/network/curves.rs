//! Exponential, logarithm, sigmoid and tangent that give the same bits on every machine.
//!
//! The standard library asks the platform's, which differ in the last place. These are the
//! polynomials of Cephes (Moshier, public domain) for `f32`, in plain multiplications and additions
//! that are never fused; a test holds them within 3e-7 of the platform's.

/// Adding and taking away 1.5 x 2^23 rounds to the nearest whole number, ties to even.
const ROUND: f32 = 12_582_912.0;

/// e to the power of `x`; beyond 87 either way it stands still.
#[inline(always)]
#[expect(clippy::cast_possible_wrap, clippy::cast_sign_loss, reason = "bit patterns of floats")]
pub fn exp(x: f32) -> f32 {
    let x = x.clamp(-87.0, 87.0);
    let shifted = x * std::f32::consts::LOG2_E + ROUND;
    let whole = shifted - ROUND;
    let rest = x - whole * 0.693_359_4 + whole * 2.121_944_4e-4;
    let mut sum = 1.987_569_1e-4;
    sum = sum * rest + 1.398_199_9e-3;
    sum = sum * rest + 8.333_452e-3;
    sum = sum * rest + 4.166_579_6e-2;
    sum = sum * rest + 0.166_666_65;
    sum = sum * rest + 0.5;
    let mantissa = sum * rest * rest + rest + 1.0;
    let power = (shifted.to_bits() as i32)
        .wrapping_sub(ROUND.to_bits() as i32)
        .wrapping_add(127)
        .wrapping_shl(23);
    mantissa * f32::from_bits(power as u32)
}

/// The natural logarithm; of nothing or less it is that of the smallest normal number.
#[inline(always)]
#[expect(clippy::cast_precision_loss, clippy::cast_possible_wrap, reason = "an exponent is small")]
pub fn ln(x: f32) -> f32 {
    let bits = x.max(f32::MIN_POSITIVE).to_bits();
    // The mantissa is brought between the roots of a half and of two.
    let offset = bits.wrapping_sub(0x3f35_04f3);
    let exponent = ((offset as i32) >> 23) as f32;
    let m = f32::from_bits((offset & 0x007f_ffff).wrapping_add(0x3f35_04f3)) - 1.0;
    let mut sum = 7.037_683_6e-2;
    sum = sum * m - 0.115_146_1;
    sum = sum * m + 0.116_769_98;
    sum = sum * m - 0.124_201_41;
    sum = sum * m + 0.142_493_23;
    sum = sum * m - 0.166_680_57;
    sum = sum * m + 0.200_007_14;
    sum = sum * m - 0.249_999_94;
    sum = sum * m + 0.333_333_3;
    let square = m * m;
    let tail = sum * m * square - 2.121_944_4e-4 * exponent - 0.5 * square;
    m + tail + 0.693_359_4 * exponent
}

/// 1 / (1 + e^-x).
#[inline(always)]
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// The hyperbolic tangent.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    2.0 / (1.0 + exp(-2.0 * x)) - 1.0
}

/// The whole number nearest to `x`, which must lie within +-32767, ties to even.
#[inline(always)]
#[expect(clippy::cast_possible_truncation, clippy::cast_possible_wrap, reason = "within i16")]
pub fn nearest(x: f32) -> i16 {
    ((x + ROUND).to_bits() as i32).wrapping_sub(ROUND.to_bits() as i32) as i16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_agree_with_the_platform() {
        for step in -8000..8000_i16 {
            let x = f32::from(step) / 100.0;
            let exact = f64::from(x).exp();
            assert!((f64::from(exp(x)) / exact - 1.0).abs() < 3e-7, "exp {x}");
            assert!((tanh(x) - x.tanh()).abs() < 3e-7, "tanh {x}");
            assert!((f64::from(ln(exp(x))) - f64::from(x)).abs() < 1e-5, "ln {x}");
        }
        assert_eq!(nearest(-2.5), -2);
        assert_eq!(nearest(32767.4), 32767);
    }
}
