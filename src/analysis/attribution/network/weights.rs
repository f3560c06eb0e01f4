//! Reads the file of trained weights.
//!
//! Matrices are 8-bit whole numbers with one factor a row (`NAME.scale`), all else is 32-bit
//! floats; names and shapes are those of the torch modules that trained them.

use safetensors::{Dtype, SafeTensors, tensor::TensorView};

use super::matrix::Matrix;

/// The tensors of a file.
pub struct Weights<'a>(SafeTensors<'a>);

/// Rows of 8-bit weights to be looked up, each times its factor.
#[derive(Debug)]
pub struct Table {
    width: usize,
    weights: Vec<i8>,
    scales: Vec<f32>,
}

/// A vector or a table of floats with its width.
#[derive(Debug)]
pub struct Floats {
    /// The last dimension.
    pub width: usize,
    /// All values.
    pub values: Vec<f32>,
}

impl<'a> Weights<'a> {
    /// The tensors in `bytes`; none where it is no such file.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        SafeTensors::deserialize(bytes).ok().map(Self)
    }

    /// A tensor of floats, or a small table of rows as floats.
    pub fn floats(&self, name: &str) -> Option<Floats> {
        let tensor = self.0.tensor(name).ok()?;
        let width = tensor.shape().last().copied().filter(|it| *it > 0)?;
        let values = match tensor.dtype() {
            Dtype::F32 => {
                tensor.data().as_chunks::<4>().0.iter().map(|it| f32::from_le_bytes(*it)).collect()
            }
            Dtype::I8 => {
                let scales = self.floats(&format!("{name}.scale"))?.values;
                let rows = tensor.data().chunks_exact(width).zip(scales);
                rows.flat_map(|(row, scale)| {
                    row.iter().map(move |it| f32::from(it.cast_signed()) * scale)
                })
                .collect()
            }
            _ => return None,
        };
        Some(Floats { width, values })
    }

    /// A tensor of small whole numbers.
    pub fn counts(&self, name: &str) -> Option<Vec<u8>> {
        let tensor = self.0.tensor(name).ok().filter(|it| it.dtype() == Dtype::U8)?;
        Some(tensor.data().to_vec())
    }

    /// A table of rows.
    pub fn table(&self, name: &str) -> Option<Table> {
        let tensor = self.bytes(name)?;
        let &[rows, width] = tensor.shape() else { return None };
        let scales = self.floats(&format!("{name}.scale"))?.values;
        let weights = signed(tensor.data());
        (scales.len() == rows && width > 0).then_some(Table { width, weights, scales })
    }

    /// A matrix; of a convolution the taps stand one after another, as its input will.
    pub fn matrix(&self, name: &str) -> Option<Matrix> {
        let tensor = self.bytes(name)?;
        let scales = self.floats(&format!("{name}.scale"))?.values;
        let weights = signed(tensor.data());
        match *tensor.shape() {
            [_, columns] => Matrix::new(columns, &weights, &scales),
            [rows, columns, taps] => {
                let ordered: Vec<i8> = (0..rows * taps * columns)
                    .filter_map(|at| {
                        let (row, rest) = (at / (taps * columns), at % (taps * columns));
                        let (tap, column) = (rest / columns, rest % columns);
                        weights.get((row * columns + column) * taps + tap).copied()
                    })
                    .collect();
                Matrix::new(columns * taps, &ordered, &scales)
            }
            _ => None,
        }
    }

    /// The first and the other columns of a matrix, apart.
    pub fn parted(&self, name: &str, first: usize) -> Option<(Matrix, Matrix)> {
        let tensor = self.bytes(name)?;
        let &[_, columns] = tensor.shape() else { return None };
        let scales = self.floats(&format!("{name}.scale"))?.values;
        let weights = signed(tensor.data());
        let rest = columns.checked_sub(first).filter(|it| *it > 0 && first > 0)?;
        let rows = || weights.chunks_exact(columns);
        let left: Vec<i8> = rows().flat_map(|row| &row[..first]).copied().collect();
        let right: Vec<i8> = rows().flat_map(|row| &row[first..]).copied().collect();
        Some((Matrix::new(first, &left, &scales)?, Matrix::new(rest, &right, &scales)?))
    }

    fn bytes(&self, name: &str) -> Option<TensorView<'_>> {
        self.0.tensor(name).ok().filter(|it| it.dtype() == Dtype::I8)
    }
}

fn signed(bytes: &[u8]) -> Vec<i8> {
    bytes.iter().map(|it| it.cast_signed()).collect()
}

impl Table {
    /// The length of a row.
    pub const fn width(&self) -> usize {
        self.width
    }

    /// Adds row `row`, times `factor`, to `out`; a row that is not there adds nothing.
    #[inline(always)]
    pub fn add(&self, row: usize, factor: f32, out: &mut [f32]) {
        let Some(scale) = self.scales.get(row) else { return };
        let scale = scale * factor;
        for (out, weight) in out.iter_mut().zip(&self.weights[row * self.width..]) {
            *out += f32::from(*weight) * scale;
        }
    }
}

impl Floats {
    /// Row `row`, or nothing.
    pub fn row(&self, row: usize) -> &[f32] {
        self.values.get(row * self.width..(row + 1) * self.width).unwrap_or_default()
    }
}
