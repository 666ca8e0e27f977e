#include "isochron_stencil.h"

#include <stddef.h>

// One function, several instruction sets: the loader picks by what the processor can do.
#if defined(__x86_64__) && defined(__ELF__)
#define EVERY_PROCESSOR __attribute__((target_clones("avx512f", "arch=haswell", "default")))
#else
#define EVERY_PROCESSOR
#endif

typedef double lane __attribute__((vector_size(64), aligned(8), may_alias));

enum { LANES = 8, REAL_LANES = 4, COMPLEX_LANES = 2 };

// The ones of a block of which only the first few rows count.
static const double masks[2 * LANES] = {1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0};

#define AT(pointer, index) (*(const lane *)((pointer) + (index)))
#define STORE(pointer, index, value) (*(lane *)((pointer) + (index)) = (value))

// A term at one column.
typedef struct {
  const double *row;
  const double *row_imaginary;
  const double *source;
  double scalar;
  double scalar_imaginary;
} active_term;

// Σ over terms for `count` lanes from row i on.
#define SUM_REAL(count)                                                                    \
  lane total[count];                                                                       \
  for (int u = 0; u < (count); u++) total[u] = (lane){0};                                  \
  for (int t = 0; t < graded; t++) {                                                       \
    for (int u = 0; u < (count); u++)                                                      \
      total[u] += (AT(active[t].row, i + LANES * u) * active[t].scalar) *                  \
                  AT(active[t].source, i + LANES * u);                                     \
  }                                                                                        \
  for (int t = graded; t < graded + uniform; t++) {                                        \
    for (int u = 0; u < (count); u++)                                                      \
      total[u] += active[t].scalar * AT(active[t].source, i + LANES * u);                  \
  }

#define FINISH(total_value, x_base, out_base, sum_base, row, mask)                         \
  do {                                                                                     \
    lane value = product * (total_value) + same * AT(x_base, row) +                        \
                 previous * AT(out_base, row);                                             \
    value *= (mask);                                                                       \
    STORE(out_base, row, value);                                                           \
    if (sum_base) STORE(sum_base, row, AT(sum_base, row) + weight * value);                \
    squares += value * value;                                                              \
  } while (0)

EVERY_PROCESSOR
double isochron_stencil_sweep_real(
    const isochron_stencil *stencil, const double *x, double *out, double product, double same,
    double previous, double *sum, double weight, double symmetry) {
  active_term active[isochron_stencil_term_limit];
  const int64_t d = stencil->dimension, stride = stencil->stride, reach = 2 * stencil->band;
  const lane ones = AT(masks, 0);
  double norm = 0;
  for (int64_t j = 0; j < d; j++) {
    const int64_t column = stencil->origin + j * stride;
    int graded = 0, uniform = 0;
    for (int64_t k = 0; k < stencil->term_count; k++) {
      const double scalar = stencil->columns_real[k * d + j];
      if (scalar == 0) continue;
      active_term *term = &active[graded + uniform];
      term->row = stencil->rows_real + k * stencil->row_stride;
      term->source = x + column + stencil->offsets[k];
      term->scalar = scalar;
      if (k < stencil->group_ends[0]) graded++; else uniform++;
    }
    const double *xs = x + column;
    double *outs = out + column, *sums = sum ? sum + column : NULL;
    lane squares = {0};
    int64_t i = 0;
    for (; i + LANES * REAL_LANES <= j + 1; i += LANES * REAL_LANES) {
      SUM_REAL(REAL_LANES)
      for (int u = 0; u < REAL_LANES; u++) FINISH(total[u], xs, outs, sums, i + LANES * u, ones);
    }
    for (; i <= j; i += LANES) {
      const int64_t left = j + 1 - i;
      SUM_REAL(1)
      FINISH(total[0], xs, outs, sums, i, AT(masks, left < LANES ? LANES - left : 0));
    }
    double square = 0;
    for (int u = 0; u < LANES; u++) square += squares[u];
    norm += 2 * square - outs[j] * outs[j];
    // Row j of the columns to the left, as far as they are looked at.
    for (int64_t c = j > reach ? j - reach : 0; c < j; c++)
      out[stencil->origin + c * stride + j] = symmetry * outs[c];
  }
  return norm;
}

#define SUM_COMPLEX(count)                                                                 \
  lane real[count], imaginary[count];                                                      \
  for (int u = 0; u < (count); u++) real[u] = imaginary[u] = (lane){0};                    \
  int t = 0;                                                                               \
  for (; t < ends[0]; t++) {                                                               \
    for (int u = 0; u < (count); u++) {                                                    \
      const lane factor = AT(active[t].row, i + LANES * u) * active[t].scalar;             \
      real[u] += factor * AT(active[t].source, i + LANES * u);                             \
      imaginary[u] += factor * AT(active[t].source + plane, i + LANES * u);                \
    }                                                                                      \
  }                                                                                        \
  for (; t < ends[1]; t++) {                                                               \
    for (int u = 0; u < (count); u++) {                                                    \
      real[u] += active[t].scalar * AT(active[t].source, i + LANES * u);                   \
      imaginary[u] += active[t].scalar * AT(active[t].source + plane, i + LANES * u);      \
    }                                                                                      \
  }                                                                                        \
  for (; t < ends[2]; t++) {                                                               \
    for (int u = 0; u < (count); u++) {                                                    \
      const lane factor = AT(active[t].row, i + LANES * u) * active[t].scalar;             \
      real[u] -= factor * AT(active[t].source + plane, i + LANES * u);                     \
      imaginary[u] += factor * AT(active[t].source, i + LANES * u);                        \
    }                                                                                      \
  }                                                                                        \
  for (; t < ends[3]; t++) {                                                               \
    for (int u = 0; u < (count); u++) {                                                    \
      real[u] -= active[t].scalar * AT(active[t].source + plane, i + LANES * u);           \
      imaginary[u] += active[t].scalar * AT(active[t].source, i + LANES * u);              \
    }                                                                                      \
  }                                                                                        \
  for (; t < all; t++) {                                                                   \
    for (int u = 0; u < (count); u++) {                                                    \
      const lane a = AT(active[t].row, i + LANES * u);                                     \
      const lane b = AT(active[t].row_imaginary, i + LANES * u);                           \
      const lane f = a * active[t].scalar - b * active[t].scalar_imaginary;                \
      const lane g = a * active[t].scalar_imaginary + b * active[t].scalar;                \
      const lane p = AT(active[t].source, i + LANES * u);                                  \
      const lane q = AT(active[t].source + plane, i + LANES * u);                          \
      real[u] += f * p;                                                                    \
      real[u] -= g * q;                                                                    \
      imaginary[u] += f * q;                                                               \
      imaginary[u] += g * p;                                                               \
    }                                                                                      \
  }

EVERY_PROCESSOR
double isochron_stencil_sweep_complex(
    const isochron_stencil *stencil, const double *x, double *out, double product, double same,
    double previous, double *sum, double weight) {
  active_term active[isochron_stencil_term_limit];
  const int64_t d = stencil->dimension, stride = stencil->stride, reach = 2 * stencil->band;
  const int64_t plane = stencil->plane_size;
  const lane ones = AT(masks, 0);
  double norm = 0;
  for (int64_t j = 0; j < d; j++) {
    const int64_t column = stencil->origin + j * stride;
    // Terms come in groups: real, real with unit rows, imaginary, imaginary with unit rows, complex.
    int ends[4], all = 0;
    int64_t k = 0;
    for (int group = 0; group < 5; group++) {
      for (; k < stencil->group_ends[group]; k++) {
        const double scalar = stencil->columns_real[k * d + j];
        const double scalar_imaginary = stencil->columns_imaginary[k * d + j];
        if (scalar == 0 && scalar_imaginary == 0) continue;
        active_term *term = &active[all++];
        term->row = stencil->rows_real + k * stencil->row_stride;
        term->row_imaginary = stencil->rows_imaginary + k * stencil->row_stride;
        term->source = x + column + stencil->offsets[k];
        term->scalar = scalar;
        term->scalar_imaginary = scalar_imaginary;
      }
      if (group < 4) ends[group] = all;
    }
    const double *xs = x + column;
    double *outs = out + column, *sums = sum ? sum + column : NULL;
    double *sums_imaginary = sum ? sums + plane : NULL;
    lane squares = {0};
    int64_t i = 0;
    for (; i + LANES * COMPLEX_LANES <= j + 1; i += LANES * COMPLEX_LANES) {
      SUM_COMPLEX(COMPLEX_LANES)
      for (int u = 0; u < COMPLEX_LANES; u++) {
        FINISH(real[u], xs, outs, sums, i + LANES * u, ones);
        FINISH(imaginary[u], xs + plane, outs + plane, sums_imaginary, i + LANES * u, ones);
      }
    }
    for (; i <= j; i += LANES) {
      const int64_t left = j + 1 - i;
      const lane mask = AT(masks, left < LANES ? LANES - left : 0);
      SUM_COMPLEX(1)
      FINISH(real[0], xs, outs, sums, i, mask);
      FINISH(imaginary[0], xs + plane, outs + plane, sums_imaginary, i, mask);
    }
    double square = 0;
    for (int u = 0; u < LANES; u++) square += squares[u];
    norm += 2 * square - outs[j] * outs[j];
    // The diagonal of a Hermitian matrix is real; rounding must not make it otherwise.
    outs[plane + j] = 0;
    if (sum) sums_imaginary[j] = 0;
    for (int64_t c = j > reach ? j - reach : 0; c < j; c++) {
      out[stencil->origin + c * stride + j] = outs[c];
      out[plane + stencil->origin + c * stride + j] = -outs[plane + c];
    }
  }
  return norm;
}

EVERY_PROCESSOR
double isochron_sparse_sweep(
    int64_t size, const int32_t *row_offsets, const int32_t *columns, const double *values,
    const double *x, double *out, double product, double same, double previous, double *sum,
    double weight) {
  double norm = 0;
  for (int64_t i = 0; i < size; i++) {
    double total = 0;
    for (int32_t k = row_offsets[i]; k < row_offsets[i + 1]; k++) total += values[k] * x[columns[k]];
    const double value = product * total + same * x[i] + previous * out[i];
    out[i] = value;
    if (sum) sum[i] += weight * value;
    norm += value * value;
  }
  return norm;
}

EVERY_PROCESSOR
double isochron_sparse_sweep_16(
    int64_t size, const int32_t *row_offsets, const int32_t *columns, const double *values,
    const double *x, double *out, double product, double same, double previous, double *sum,
    double weight) {
  lane squares = {0};
  for (int64_t i = 0; i < size; i++) {
    lane total[2] = {{0}, {0}};
    for (int32_t k = row_offsets[i]; k < row_offsets[i + 1]; k++) {
      const double *source = x + 2 * LANES * (int64_t)columns[k];
      total[0] += values[k] * AT(source, 0);
      total[1] += values[k] * AT(source, LANES);
    }
    for (int u = 0; u < 2; u++) {
      const int64_t at = 2 * LANES * i + LANES * u;
      const lane value = product * total[u] + same * AT(x, at) + previous * AT(out, at);
      STORE(out, at, value);
      if (sum) STORE(sum, at, AT(sum, at) + weight * value);
      squares += value * value;
    }
  }
  double norm = 0;
  for (int u = 0; u < LANES; u++) norm += squares[u];
  return norm;
}
