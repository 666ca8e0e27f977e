// A generator of few diagonals, applied to a Hermitian matrix: compiled several times for different
// instruction sets, of which the best is chosen when the program is loaded.
#pragma once
#include <stdint.h>

/// (L x)_ij = Σ_t v_t(i) s_t(j) x_(i+p_t)(j+q_t) on matrices with a margin of zeros around them.
///
/// Matrices are stored column after column, `stride` numbers apart, element (0, 0) at `origin`; imaginary
/// parts follow real parts after `plane_size` numbers. Only i ≤ j is calculated, and 2 × `band` rows below
/// the diagonal are filled by symmetry.
typedef struct {
  int64_t dimension;
  int64_t stride;
  int64_t origin;
  int64_t plane_size;
  int64_t band;
  int64_t term_count;
  /// Where groups of terms end: v s is real, real with v = 1, imaginary, imaginary with v = 1, complex.
  int32_t group_ends[5];
  /// q × stride + p.
  const int64_t *offsets;
  /// v of each term, `row_stride` apart, a multiple of 8 that is at least the dimension.
  int64_t row_stride;
  const double *rows_real;
  const double *rows_imaginary;
  /// s of each term, `dimension` apart.
  const double *columns_real;
  const double *columns_imaginary;
} isochron_stencil;

/// The most terms that a stencil may have.
enum { isochron_stencil_term_limit = 512 };

/// One step of a recurrence, in one pass over memory: out ← product × L x + same × x + previous × out and, where
/// `sum` is not NULL, sum ← sum + weight × out. All terms are real, so that the planes do not mix: the one
/// at `x` is symmetric (`symmetry` 1) or antisymmetric (−1). Returns Σ |out_ij|² over all i and j.
double isochron_stencil_sweep_real(
    const isochron_stencil *stencil, const double *x, double *out, double product, double same,
    double previous, double *sum, double weight, double symmetry);

/// The same on a Hermitian matrix of two planes, with terms of any kind.
double isochron_stencil_sweep_complex(
    const isochron_stencil *stencil, const double *x, double *out, double product, double same,
    double previous, double *sum, double weight);

/// The product of a sparse matrix in compressed rows in the same form. Returns Σ out².
double isochron_sparse_sweep(
    int64_t size, const int32_t *row_offsets, const int32_t *columns, const double *values,
    const double *x, double *out, double product, double same, double previous, double *sum,
    double weight);

/// The same for sixteen vectors at once, of which number b has component i at 16 i + b.
double isochron_sparse_sweep_16(
    int64_t size, const int32_t *row_offsets, const int32_t *columns, const double *values,
    const double *x, double *out, double product, double same, double previous, double *sum,
    double weight);
