//! A mean over histories with its Monte Carlo standard error.

/// A mean over histories, with its Monte Carlo standard error (0 for one history).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Mean {
    /// The mean.
    pub mean: f64,
    /// Its standard error.
    pub se: f64,
}

impl Mean {
    /// Of the values of all histories.
    pub fn of(values: &[f64]) -> Self {
        Mean::over(values.len(), |history| values[history])
    }

    /// Of the differences between two results in the same histories.
    pub fn of_difference(values: &[f64], less: &[f64]) -> Self {
        Mean::over(values.len().min(less.len()), |history| values[history] - less[history])
    }

    fn over(count: usize, value: impl Fn(usize) -> f64) -> Self {
        if count == 0 {
            return Mean::default();
        }
        let n = count as f64;
        let mean = (0..count).map(&value).sum::<f64>() / n;
        let squares: f64 = (0..count).map(|history| (value(history) - mean).powi(2)).sum();
        let se = if count > 1 { (squares / (n - 1.0) / n).sqrt() } else { 0.0 };
        Mean { mean, se }
    }
}
