#include "isochron_vectors.h"

#if defined(__x86_64__) && defined(__ELF__)
#define EVERY_PROCESSOR __attribute__((target_clones("avx512f", "arch=haswell", "default")))
#else
#define EVERY_PROCESSOR
#endif

typedef double lane __attribute__((vector_size(64), aligned(8), may_alias));

enum { LANES = 8 };

#define AT(pointer, index) (*(const lane *)((pointer) + (index)))

EVERY_PROCESSOR
double isochron_dot(int64_t count, const double *x, const double *y) {
  lane sums[4] = {{0}, {0}, {0}, {0}};
  int64_t i = 0;
  for (; i + 4 * LANES <= count; i += 4 * LANES)
    for (int u = 0; u < 4; u++) sums[u] += AT(x, i + LANES * u) * AT(y, i + LANES * u);
  const lane all = (sums[0] + sums[1]) + (sums[2] + sums[3]);
  double total = 0;
  for (int u = 0; u < LANES; u++) total += all[u];
  for (; i < count; i++) total += x[i] * y[i];
  return total;
}

EVERY_PROCESSOR
void isochron_add_product(
    int64_t count, double factor, const double *restrict a, const double *restrict x,
    double *restrict y) {
  for (int64_t i = 0; i < count; i++) y[i] += factor * (a[i] * x[i]);
}

EVERY_PROCESSOR
void isochron_polynomial(
    int64_t count, int64_t order, double argument, const double *terms,
    double *target) {
  // A few numbers at a time, which stay in registers over all orders.
  int64_t i = 0;
  for (; i + 2 * LANES <= count; i += 2 * LANES) {
    const double *term = terms + order * count + i;
    lane first = AT(term, 0), second = AT(term, LANES);
    for (int64_t k = order; k > 0; k--) {
      term -= count;
      first = first * argument + AT(term, 0);
      second = second * argument + AT(term, LANES);
    }
    *(lane *)(target + i) = first;
    *(lane *)(target + i + LANES) = second;
  }
  for (; i < count; i++) {
    double value = terms[order * count + i];
    for (int64_t k = order - 1; k >= 0; k--) value = value * argument + terms[k * count + i];
    target[i] = value;
  }
}

EVERY_PROCESSOR
double isochron_scale_shifted(
    int64_t count, const double *restrict x, double shift, double factor, double *restrict y) {
  for (int64_t i = 0; i < count; i++) {
    y[i] = factor * (y[i] + shift * x[count + i]);
    y[count + i] = factor * (y[count + i] - shift * x[i]);
  }
  lane sum = {0};
  int64_t i = 0;
  for (; i + LANES <= 2 * count; i += LANES) sum += AT(y, i) * AT(y, i);
  double total = 0;
  for (int u = 0; u < LANES; u++) total += sum[u];
  for (; i < 2 * count; i++) total += y[i] * y[i];
  return total;
}
