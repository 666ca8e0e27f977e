#define _DEFAULT_SOURCE
#include "isochron_fronts.h"

#include <string.h>

#if defined(__linux__)
#include <sys/mman.h>
#endif

// One function, several instruction sets: the loader picks by what the processor can do.
#if defined(__x86_64__) && defined(__ELF__)
#define EVERY_PROCESSOR __attribute__((target_clones("avx512f", "arch=haswell", "default")))
#else
#define EVERY_PROCESSOR
#endif

typedef double lane __attribute__((vector_size(64), aligned(8), may_alias));

enum { LANES = 8, COLUMNS = 4 };

#define LOAD(pointer) (*(const lane *)(pointer))
#define STORE(pointer, value) (*(lane *)(pointer) = (value))
#define INLINE static inline __attribute__((always_inline))

// The sums of four lanes, twice.
#define FOUR_SUMS(result, a, b, c, d)                                          \
  do {                                                                         \
    lane ab = __builtin_shufflevector(a, b, 0, 8, 2, 10, 4, 12, 6, 14) +       \
              __builtin_shufflevector(a, b, 1, 9, 3, 11, 5, 13, 7, 15);        \
    lane cd = __builtin_shufflevector(c, d, 0, 8, 2, 10, 4, 12, 6, 14) +       \
              __builtin_shufflevector(c, d, 1, 9, 3, 11, 5, 13, 7, 15);        \
    lane all = __builtin_shufflevector(ab, cd, 0, 1, 8, 9, 4, 5, 12, 13) +     \
               __builtin_shufflevector(ab, cd, 2, 3, 10, 11, 6, 7, 14, 15);    \
    for (int sum = 0; sum < 4; sum++) (result)[sum] = all[sum] + all[sum + 4]; \
  } while (0)

INLINE void isochron_fronts_add_panel_real(
    int64_t count, const double *panel, const double *weights, double sign, double *y) {
  const double a = sign * weights[0], b = sign * weights[1];
  const double c = sign * weights[2], d = sign * weights[3];
  for (int64_t k = 0; k < count; k++, panel += COLUMNS * LANES, y += LANES) {
    STORE(
        y, LOAD(y) + (LOAD(panel) * a + LOAD(panel + LANES) * b) +
               (LOAD(panel + 2 * LANES) * c + LOAD(panel + 3 * LANES) * d));
  }
}

INLINE void isochron_fronts_dot_panel_real(
    int64_t count, const double *panel, const double *x, double *result) {
  lane a = {0}, b = {0}, c = {0}, d = {0};
  for (int64_t k = 0; k < count; k++, panel += COLUMNS * LANES, x += LANES) {
    const lane factor = LOAD(x);
    a += LOAD(panel) * factor;
    b += LOAD(panel + LANES) * factor;
    c += LOAD(panel + 2 * LANES) * factor;
    d += LOAD(panel + 3 * LANES) * factor;
  }
  double sums[COLUMNS];
  FOUR_SUMS(sums, a, b, c, d);
  for (int k = 0; k < COLUMNS; k++) result[k] += sums[k];
}

// The two parts of each complex number exchanged.
#define TURNED(value) __builtin_shufflevector(value, value, 1, 0, 3, 2, 5, 4, 7, 6)

INLINE void isochron_fronts_add_panel_complex(
    int64_t count, const double *panel, const double *weights, double sign, double *y) {
  const lane signs = {-1, 1, -1, 1, -1, 1, -1, 1};
  double factors[2 * COLUMNS];
  for (int k = 0; k < 2 * COLUMNS; k++) factors[k] = sign * weights[k];
  for (int64_t k = 0; k < count; k++, panel += COLUMNS * LANES, y += LANES) {
    const lane a = LOAD(panel), b = LOAD(panel + LANES);
    const lane c = LOAD(panel + 2 * LANES), d = LOAD(panel + 3 * LANES);
    const lane straight = (a * factors[0] + b * factors[2]) + (c * factors[4] + d * factors[6]);
    const lane crossed = (a * factors[1] + b * factors[3]) + (c * factors[5] + d * factors[7]);
    STORE(y, LOAD(y) + straight + TURNED(crossed) * signs);
  }
}

INLINE void isochron_fronts_dot_panel_complex(
    int64_t count, const double *panel, const double *x, double *result) {
  const lane signs = {1, -1, 1, -1, 1, -1, 1, -1};
  lane a = {0}, b = {0}, c = {0}, d = {0};
  lane ai = {0}, bi = {0}, ci = {0}, di = {0};
  for (int64_t k = 0; k < count; k++, panel += COLUMNS * LANES, x += LANES) {
    const lane factor = LOAD(x), turned = TURNED(factor);
    a += LOAD(panel) * factor;
    ai += LOAD(panel) * turned;
    b += LOAD(panel + LANES) * factor;
    bi += LOAD(panel + LANES) * turned;
    c += LOAD(panel + 2 * LANES) * factor;
    ci += LOAD(panel + 2 * LANES) * turned;
    d += LOAD(panel + 3 * LANES) * factor;
    di += LOAD(panel + 3 * LANES) * turned;
  }
  a *= signs;
  b *= signs;
  c *= signs;
  d *= signs;
  double real[COLUMNS], imaginary[COLUMNS];
  FOUR_SUMS(real, a, b, c, d);
  FOUR_SUMS(imaginary, ai, bi, ci, di);
  for (int k = 0; k < COLUMNS; k++) {
    result[2 * k] += real[k];
    result[2 * k + 1] += imaginary[k];
  }
}

#define COMPONENTS 1
#define NAME(part) isochron_fronts_##part##_real
#include "front_sweeps.h"
#undef COMPONENTS
#undef NAME

#define COMPONENTS 2
#define NAME(part) isochron_fronts_##part##_complex
#include "front_sweeps.h"

void isochron_prefer_large_pages(void *start, int64_t byte_count) {
#if defined(__linux__) && defined(MADV_HUGEPAGE)
  const uintptr_t page = (uintptr_t)1 << 21;
  const uintptr_t first = ((uintptr_t)start + page - 1) & ~(page - 1);
  const uintptr_t end = ((uintptr_t)start + (uintptr_t)byte_count) & ~(page - 1);
  if (first < end) (void)madvise((void *)first, end - first, MADV_HUGEPAGE);
#else
  (void)start;
  (void)byte_count;
#endif
}
