// Substitution with the factors of a multifrontal factorization: compiled several times for different instruction
// sets, of which the best is chosen when the program is loaded.
#pragma once
#include <stdint.h>

/// The factors of the fronts, children first. With P A₁₁ = L₁₁ U₁₁, L₂₁ = A₂₁ U₁₁⁻¹ and U₁₂ = L₁₁⁻¹ P A₁₂ of each, and
/// the triangles inverted, substitution is a sequence of products that reads all factors once, in the order in
/// which they lie in memory: panels of four columns, eight doubles of each after another, filled up with zeros.
/// Complex numbers are two doubles each, and offsets count numbers.
typedef struct {
  int64_t size;
  int64_t count;
  /// The unknown at each place in the order of elimination.
  const int32_t *order;
  /// Where the places that a front eliminates begin, and behind them the size.
  const int64_t *pivot_offsets;
  /// The later places that a front couples to.
  const int64_t *border_offsets;
  const int32_t *border;
  /// LAPACK's exchanges of the rows within a front, by place, counted from 1.
  const int32_t *exchanges;
  /// L₁₁⁻¹ below its diagonal, the last columns first, then L₂₁.
  const int64_t *lower_offsets;
  const double *lower;
  /// U₁₂, then U₁₁⁻¹ down to its diagonal, the first columns first.
  const int64_t *upper_offsets;
  const double *upper;
} isochron_fronts;

/// How many numbers the lower factors of a front of so many pivots and places on its border take.
int64_t isochron_fronts_lower_count_real(int64_t pivots, int64_t border);
int64_t isochron_fronts_lower_count_complex(int64_t pivots, int64_t border);

/// The same for the upper factors.
int64_t isochron_fronts_upper_count_real(int64_t pivots, int64_t border);
int64_t isochron_fronts_upper_count_complex(int64_t pivots, int64_t border);

/// Copies the factors of a front from columns: L₁₁⁻¹ and U₁₁⁻¹ in one square with L₂₁ below, and U₁₂. The targets are
/// aligned to 64 bytes.
void isochron_fronts_store_real(
    int64_t pivots, int64_t border, const double *left, const double *above, double *lower,
    double *upper);
void isochron_fronts_store_complex(
    int64_t pivots, int64_t border, const double *left, const double *above, double *lower,
    double *upper);

/// Replaces b by the solution of A x = b, or of Aᵀ x = b, which is not conjugated. `work` holds `size` numbers; `own`
/// and `rest`, aligned to 64 bytes, hold as many as the most pivots and the largest border of a front, and eight more.
void isochron_fronts_solve_real(
    const isochron_fronts *fronts, double *numbers, double *work, double *own, double *rest,
    int32_t is_transposed);
void isochron_fronts_solve_complex(
    const isochron_fronts *fronts, double *numbers, double *work, double *own, double *rest,
    int32_t is_transposed);

/// Asks for large pages behind memory that is going to be read over and over; a hint that may be ignored.
void isochron_prefer_large_pages(void *start, int64_t byte_count);
