//! Matrices of 8-bit weights, multiplied exactly.
//!
//! Sums are whole numbers of 32 bits, so that no order and no width of the machine's vectors
//! changes them. Rows stand in blocks of 16 and columns in pairs, as the widest common
//! instruction for it wants them (`vpmaddwd` of AVX2, through `pulp`, which asks the machine once
//! and wraps what is unsafe about it); on other machines plain loops give the same sums.

use super::curves::nearest;

/// Rows of a block.
pub const BLOCK: usize = 16;

/// The most columns whose sum cannot overflow: 516 x 127 x 32767 is below 2^31.
const MOST_COLUMNS: usize = 516;

/// A pair of neighbouring inputs.
pub type Pair = [i16; 2];

/// A matrix with one scale a row.
#[derive(Debug)]
pub struct Matrix {
    rows: usize,
    pairs: usize,
    /// For each block and each pair of columns, the two weights of each row, at the width that they
    /// are multiplied in: to widen them each time costs more than to read twice as much.
    weights: Vec<[i16; 2 * BLOCK]>,
    scales: Vec<f32>,
}

impl Matrix {
    /// From weights row by row, each row times its scale; none where the sizes do not fit or a sum
    /// could overflow.
    pub fn new(columns: usize, weights: &[i8], scales: &[f32]) -> Option<Self> {
        let rows = scales.len();
        if rows == 0 || columns > MOST_COLUMNS || weights.len() != rows * columns {
            return None;
        }
        let pairs = columns.div_ceil(2);
        let mut packed = vec![[0; 2 * BLOCK]; rows.div_ceil(BLOCK) * pairs];
        for (row, row_weights) in weights.chunks_exact(columns).enumerate() {
            let block = &mut packed[row / BLOCK * pairs..][..pairs];
            for (column, weight) in row_weights.iter().enumerate() {
                block[column / 2][row % BLOCK * 2 + column % 2] = i16::from(*weight);
            }
        }
        let mut scales = scales.to_vec();
        scales.resize(rows.div_ceil(BLOCK) * BLOCK, 0.0);
        Some(Self { rows, pairs, weights: packed, scales })
    }

    /// Its rows, not counting those that fill the last block.
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// Its rows with those that fill the last block: the length of a product.
    pub fn height(&self) -> usize {
        self.scales.len()
    }

    /// Its columns in pairs: the length of an input.
    pub const fn pairs(&self) -> usize {
        self.pairs
    }

    /// The products with `T` inputs at once, each times its factor, into as many stretches of `out`.
    #[inline(always)]
    pub fn times<L: Lanes, const T: usize>(
        &self,
        lanes: L,
        inputs: [&[Pair]; T],
        factors: [f32; T],
        out: &mut [f32],
    ) {
        let height = self.height();
        // A loop and no closure: those are compiled apart, for any machine, where they are not
        // inlined.
        let mut cut = inputs;
        for input in &mut cut {
            *input = &input[..self.pairs];
        }
        let (scales, _) = self.scales.as_chunks::<BLOCK>();
        let blocks = self.weights.chunks_exact(self.pairs).zip(scales);
        for (number, (weights, scales)) in blocks.enumerate() {
            let mut sums = [lanes.nothing(); T];
            for (at, pair) in weights.iter().enumerate() {
                let pair = lanes.weights(pair);
                for t in 0..T {
                    sums[t] = lanes.add(sums[t], pair, cut[t][at]);
                }
            }
            for t in 0..T {
                let out = &mut out[t * height + number * BLOCK..][..BLOCK];
                out.copy_from_slice(&lanes.scaled(sums[t], scales, factors[t]));
            }
        }
    }
}

#[inline(always)]
#[expect(clippy::cast_precision_loss, reason = "weights are known to one part in 255")]
const fn to_float(sum: i32) -> f32 {
    sum as f32
}

/// Inputs as whole numbers with the factor that gives them back: the largest becomes 32,000.
#[inline(always)]
pub fn quantised(values: &[f32], out: &mut [i16]) -> f32 {
    let largest = values.iter().fold(0.0_f32, |most, it| most.max(it.abs()));
    if largest <= 0.0 {
        out.fill(0);
        return 0.0;
    }
    let factor = 32_000.0 / largest;
    for (out, value) in out.iter_mut().zip(values) {
        *out = nearest(value * factor);
    }
    largest / 32_000.0
}

/// Four rows of a table from row `at` on; past its end, the last again.
#[inline(always)]
pub fn rows(table: &[Pair], width: usize, at: usize) -> [&[Pair]; 4] {
    let last = (table.len() / width).saturating_sub(1);
    let mut rows = [&table[..0]; 4];
    for (it, row) in rows.iter_mut().enumerate() {
        *row = &table[(at + it).min(last) * width..][..width];
    }
    rows
}

/// Sixteen sums side by side, as the machine has them.
pub trait Lanes: Copy {
    /// Sixteen sums.
    type Sums: Copy;
    /// The weights of a block for one pair of columns.
    type Weights: Copy;
    /// No sums yet.
    fn nothing(self) -> Self::Sums;
    /// Weights made ready for `add`.
    fn weights(self, weights: &[i16; 2 * BLOCK]) -> Self::Weights;
    /// Adds to each sum its two weights times the pair.
    fn add(self, sums: Self::Sums, weights: Self::Weights, pair: Pair) -> Self::Sums;
    /// The sums one by one, each times its scale and the factor.
    fn scaled(self, sums: Self::Sums, scales: &[f32; BLOCK], factor: f32) -> [f32; BLOCK];
}

/// Plain loops, for every machine.
#[derive(Clone, Copy, Debug)]
pub struct Plain;

impl Lanes for Plain {
    type Sums = [i32; BLOCK];
    type Weights = [i16; 2 * BLOCK];

    #[inline(always)]
    fn nothing(self) -> Self::Sums {
        [0; BLOCK]
    }

    #[inline(always)]
    fn weights(self, weights: &[i16; 2 * BLOCK]) -> Self::Weights {
        *weights
    }

    #[inline(always)]
    fn add(self, mut sums: Self::Sums, weights: Self::Weights, pair: Pair) -> Self::Sums {
        let (left, right) = (i32::from(pair[0]), i32::from(pair[1]));
        for lane in 0..BLOCK {
            sums[lane] +=
                i32::from(weights[2 * lane]) * left + i32::from(weights[2 * lane + 1]) * right;
        }
        sums
    }

    #[inline(always)]
    fn scaled(self, sums: Self::Sums, scales: &[f32; BLOCK], factor: f32) -> [f32; BLOCK] {
        let mut out = [0.0; BLOCK];
        for lane in 0..BLOCK {
            out[lane] = to_float(sums[lane]) * (scales[lane] * factor);
        }
        out
    }
}

#[cfg(target_arch = "x86_64")]
mod wide {
    use std::arch::x86_64::{__m256, __m256i};

    use pulp::{cast, x86::V3};

    use super::{BLOCK, Lanes, Pair};

    impl Lanes for V3 {
        type Sums = [__m256i; 2];
        type Weights = [__m256i; 2];

        #[inline(always)]
        fn nothing(self) -> Self::Sums {
            [self.avx._mm256_setzero_si256(); 2]
        }

        #[inline(always)]
        fn weights(self, weights: &[i16; 2 * BLOCK]) -> Self::Weights {
            cast(*weights)
        }

        #[inline(always)]
        fn add(self, sums: Self::Sums, weights: Self::Weights, pair: Pair) -> Self::Sums {
            let pair = self.avx._mm256_set1_epi32(cast(pair));
            let add = |sum, weights| {
                self.avx2._mm256_add_epi32(sum, self.avx2._mm256_madd_epi16(weights, pair))
            };
            [add(sums[0], weights[0]), add(sums[1], weights[1])]
        }

        #[inline(always)]
        fn scaled(self, sums: Self::Sums, scales: &[f32; BLOCK], factor: f32) -> [f32; BLOCK] {
            let scales: [__m256; 2] = cast(*scales);
            let factor = self.avx._mm256_set1_ps(factor);
            let half = |sums, scales| {
                let factors = self.avx._mm256_mul_ps(scales, factor);
                self.avx._mm256_mul_ps(self.avx._mm256_cvtepi32_ps(sums), factors)
            };
            cast([half(sums[0], scales[0]), half(sums[1], scales[1])])
        }
    }
}

/// Work that can be done with any lanes.
pub trait Pass {
    /// What comes of it.
    type Output;
    /// Does it.
    fn run<L: Lanes>(self, lanes: L) -> Self::Output;
}

/// Does `pass` with the widest lanes that this machine has; the result is the same with any.
pub fn dispatch<P: Pass>(pass: P) -> P::Output {
    #[cfg(target_arch = "x86_64")]
    if let Some(lanes) = pulp::x86::V3::try_new() {
        struct Wide<P>(P, pulp::x86::V3);
        impl<P: Pass> pulp::NullaryFnOnce for Wide<P> {
            type Output = P::Output;
            #[inline(always)]
            fn call(self) -> P::Output {
                self.0.run(self.1)
            }
        }
        return pulp::Simd::vectorize(lanes, Wide(pass, lanes));
    }
    pass.run(Plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Product<'a>(&'a Matrix, &'a [Pair]);

    impl Pass for Product<'_> {
        type Output = Vec<f32>;
        fn run<L: Lanes>(self, lanes: L) -> Vec<f32> {
            let mut out = vec![0.0; 2 * self.0.height()];
            self.0.times(lanes, [self.1, self.1], [1.0, 0.5], &mut out);
            out
        }
    }

    #[test]
    fn every_width_gives_the_same_exact_sums() {
        let (rows, columns) = (37_i32, 59_i32);
        let weights: Vec<i8> =
            (0..rows * columns).map(|it| i8::try_from(it * 7919 % 255 - 127).unwrap()).collect();
        let scales: Vec<f32> = (0..rows).map(|_| 1.0).collect();
        let matrix = Matrix::new(59, &weights, &scales).unwrap();
        let input: Vec<i16> =
            (0..60).map(|it| i16::try_from(it * 6007 % 65_534 - 32_767).unwrap()).collect();
        let (pairs, _) = input.as_chunks::<2>();
        let plain = Product(&matrix, pairs).run(Plain);
        assert_eq!(dispatch(Product(&matrix, pairs)), plain);
        let row = 36;
        let exact: i64 =
            (0..59).map(|it| i64::from(weights[row * 59 + it]) * i64::from(input[it])).sum();
        #[expect(clippy::cast_precision_loss, reason = "to compare")]
        let exact = exact as f32;
        assert!((plain[row] - exact).abs() < f32::EPSILON);
        assert!((plain[matrix.height() + row] - exact / 2.0).abs() < f32::EPSILON);
    }
}
