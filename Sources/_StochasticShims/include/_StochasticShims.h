// Random numbers of a counter and programs over rows of trajectories: compiled several times for different
// instruction sets, of which the best is chosen when the program is loaded. No product is contracted with a sum,
// so that all of them give the same bits.
#pragma once
#include <stdint.h>

/// How many trajectories a row holds.
enum { ISOCHRON_ROW = 32 };

/// Independent normal numbers from Philox4x32-10 by Box and Muller: counter (index, block), key seed.
///
/// Lane l of pair p, at out[2 p width + l] and out[(2 p + 1) width + l], depends on seed, first + l and
/// block + p only. The width is a multiple of 8.
void isochron_normals(
    uint64_t seed, uint64_t first, int64_t width, uint64_t block, int64_t pairs, double scale,
    double *out);

/// Numbers of the same counter that are scale √3, 0 or −scale √3 with probabilities 1/6, 2/3, 1/6.
///
/// Four rows for each block.
void isochron_three_points(
    uint64_t seed, uint64_t first, int64_t width, uint64_t block, int64_t quads, double scale,
    double *out);

/// Numbers of the same counter that are scale or −scale with probability 1/2. Four rows for each block.
void isochron_two_points(
    uint64_t seed, uint64_t first, int64_t width, uint64_t block, int64_t quads, double scale,
    double *out);

/// The four words of a block of Philox4x32-10.
void isochron_philox4x32(uint64_t seed, uint64_t index, uint64_t block, uint32_t words[4]);

/// What an instruction does to rows; complex numbers are two rows that follow one another.
enum {
  /// t ← f
  ISOCHRON_ROWS_SET = 0,
  /// t ← a
  ISOCHRON_ROWS_COPY,
  /// t ← t + f a
  ISOCHRON_ROWS_ADD,
  /// t ← a b
  ISOCHRON_ROWS_MULTIPLY,
  /// t ← t + f a b
  ISOCHRON_ROWS_ADD_PRODUCT,
  /// t ← √max(a, 0), and negative a are counted
  ISOCHRON_ROWS_ROOT,
  /// t ← a / b, or 0 where b = 0
  ISOCHRON_ROWS_DIVIDE,
  /// complex t ← f + ig
  ISOCHRON_ROWS_COMPLEX_SET,
  /// complex t ← a b
  ISOCHRON_ROWS_COMPLEX_MULTIPLY,
  /// complex t ← a b*
  ISOCHRON_ROWS_COMPLEX_MULTIPLY_CONJUGATE,
  /// complex t ← t + (f + ig) a
  ISOCHRON_ROWS_COMPLEX_ADD,
  /// complex t ← t + (f + ig) a*
  ISOCHRON_ROWS_COMPLEX_ADD_CONJUGATE,
};

typedef struct {
  int32_t operation;
  int32_t target;
  int32_t a;
  int32_t b;
  double f;
  double g;
} isochron_row_instruction;

/// Negative arguments of square roots.
typedef struct {
  int64_t negative;
  int64_t roots;
  double lowest;
} isochron_row_roots;

/// Runs instructions once over rows of ISOCHRON_ROW numbers; `lanes` of them count for `roots`.
void isochron_rows_run(
    const isochron_row_instruction *instructions, int64_t count, double *rows, int64_t lanes,
    isochron_row_roots *roots);

/// Where the random rows of a step lie and how they are made.
typedef struct {
  /// 0 for normal numbers, 1 for three points.
  int32_t is_discrete;
  /// The first row and how many there are; room for a multiple of 4 is there.
  int32_t first, count;
  /// Two-point numbers, which follow a discrete scheme.
  int32_t first_sign, sign_count;
  double scale;
} isochron_row_noise;

/// `steps` times: random rows, then the instructions.
void isochron_rows_advance(
    const isochron_row_instruction *instructions, int64_t count, double *rows, int64_t lanes,
    isochron_row_noise noise, uint64_t seed, uint64_t first_trajectory, uint64_t first_step,
    int64_t steps, isochron_row_roots *roots);

/// Radial parts of a mode's quasi-probability for eight values of |α| at once.
///
/// parts[2 k] and parts[2 k + 1] (rows of 8) ← Re and Im of Σ_n diagonal_k[n] t_n^k with
/// t_0^k = exp(logarithm_k), t_{n+1} = [(q (2n + k + 1) + g) t_n − q² √(n (n + k)) t_{n−1}]/√((n + 1)(n + 1 + k)),
/// for numbers of any size: each lane carries a power of two of its own.
void isochron_radial_parts(
    int64_t k, int64_t count, const double *real, const double *imaginary, const double *first,
    const double *second, const double *logarithms, const double *g, double q, double *parts);
