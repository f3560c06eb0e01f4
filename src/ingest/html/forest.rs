//! Boosted trees: what a row of figures is worth.
//!
//! The file is what `training/extract/train.py` writes: `ATF1`, the number of figures in a row, the
//! number of trees, and for each tree the number of its nodes and the nodes, all little-endian. A
//! node is a figure (`u16`), a limit (`f32`) and where to go on above it (`u16`); at or below the
//! limit it goes on with the next node. A leaf has the figure `0xffff` and its worth as the limit.

/// A figure that marks a leaf.
const LEAF: u16 = 0xffff;

/// Trees whose sum says how likely something is.
#[derive(Debug, Default)]
pub struct Forest {
    trees: Vec<Vec<Node>>,
}

#[derive(Clone, Copy, Debug)]
struct Node {
    figure: u16,
    limit: f32,
    above: u16,
}

impl Forest {
    /// The trees in `bytes`; none where they are not a forest.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(b"ATF1")?;
        let width = usize::from(number(&mut rest)?);
        let count = number(&mut rest)?;
        let mut trees = Vec::new();
        for _ in 0..count {
            let nodes = number(&mut rest)?;
            let mut tree = Vec::new();
            for _ in 0..nodes {
                let figure = number(&mut rest)?;
                let (limit, after) = rest.split_first_chunk::<4>()?;
                rest = after;
                let above = number(&mut rest)?;
                tree.push(Node { figure, limit: f32::from_le_bytes(*limit), above });
            }
            let sound = tree.iter().enumerate().all(|(at, node)| {
                node.figure == LEAF
                    || usize::from(node.figure) < width
                        && usize::from(node.above) > at
                        && usize::from(node.above) < tree.len()
                        && at + 1 < tree.len()
            });
            if !sound || tree.is_empty() {
                return None;
            }
            trees.push(tree);
        }
        rest.is_empty().then_some(Self { trees })
    }

    /// How many trees there are.
    #[cfg(test)]
    pub fn trees(&self) -> usize {
        self.trees.len()
    }

    /// How likely each row is, from 0 to 1.
    pub fn likelihoods(&self, rows: &[&[f32]]) -> Vec<f32> {
        let mut sums = vec![0.0; rows.len()];
        // A tree for all rows: it stays near, where the whole forest would not.
        for tree in &self.trees {
            for (sum, row) in sums.iter_mut().zip(rows) {
                *sum += worth(tree, row);
            }
        }
        sums.into_iter().map(|sum: f32| 1.0 / (1.0 + (-sum).exp())).collect()
    }
}

/// Every way through a tree leads on, so it ends.
fn worth(tree: &[Node], row: &[f32]) -> f32 {
    let mut at = 0;
    while let Some(node) = tree.get(at) {
        if node.figure == LEAF {
            return node.limit;
        }
        let figure = row.get(usize::from(node.figure)).copied().unwrap_or_default();
        at = if figure <= node.limit { at + 1 } else { usize::from(node.above) };
    }
    0.0
}

fn number(rest: &mut &[u8]) -> Option<u16> {
    let (bytes, after) = rest.split_first_chunk::<2>()?;
    *rest = after;
    Some(u16::from_le_bytes(*bytes))
}

/// A count as a figure; counts of blocks and words are small enough to be exact.
#[expect(clippy::cast_precision_loss, reason = "counts stay below 2^24")]
pub fn small(count: usize) -> f32 {
    count as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forest(nodes: &[(u16, f32, u16)]) -> Option<Forest> {
        let mut bytes = b"ATF1\x02\0\x01\0".to_vec();
        bytes.extend(u16::try_from(nodes.len()).unwrap().to_le_bytes());
        for (figure, limit, above) in nodes {
            bytes.extend(figure.to_le_bytes());
            bytes.extend(limit.to_le_bytes());
            bytes.extend(above.to_le_bytes());
        }
        Forest::read(&bytes)
    }

    #[test]
    fn a_tree_is_walked_to_its_leaf() {
        let forest = forest(&[(1, 0.5, 2), (LEAF, -3.0, 0), (LEAF, 3.0, 0)]).unwrap();
        let likely = forest.likelihoods(&[&[0.0, 0.5], &[0.0, 0.6], &[]]);
        assert!(likely[0] < 0.1 && likely[1] > 0.9 && (likely[2] - 0.047).abs() < 0.01);
    }

    #[test]
    fn a_tree_that_runs_in_circles_is_none() {
        assert!(forest(&[(0, 0.5, 0), (LEAF, 0.0, 0)]).is_none());
        assert!(forest(&[(7, 0.5, 1), (LEAF, 0.0, 0)]).is_none());
        assert!(Forest::read(b"ATF1\x02\0\x01\0").is_none());
        assert!(Forest::read(b"").is_none());
    }
}
