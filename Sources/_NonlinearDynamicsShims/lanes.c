#include "_NonlinearDynamicsShims.h"

#include <math.h>
#include <string.h>

// The same roundings on every processor.
#pragma STDC FP_CONTRACT OFF

#if defined(__x86_64__) && defined(__linux__)
#define VECTORIZED __attribute__((target_clones("arch=x86-64-v4", "avx2", "default")))
#else
#define VECTORIZED
#endif

enum { N = ISOCHRON_LANES };

#define BINARY(expression)                                   \
  do {                                                       \
    const double *restrict a = registers + (int64_t)i->a * N; \
    const double *restrict b = registers + (int64_t)i->b * N; \
    for (int k = 0; k < N; k++) d[k] = (expression);         \
  } while (0)
#define TERNARY(expression)                                  \
  do {                                                       \
    const double *restrict a = registers + (int64_t)i->a * N; \
    const double *restrict b = registers + (int64_t)i->b * N; \
    const double *restrict c = registers + (int64_t)i->c * N; \
    for (int k = 0; k < N; k++) d[k] = (expression);         \
  } while (0)
#define UNARY(expression)                                    \
  do {                                                       \
    const double *restrict a = registers + (int64_t)i->a * N; \
    for (int k = 0; k < N; k++) d[k] = (expression);         \
  } while (0)

static inline double sign_of(double x) { return x > 0 ? 1.0 : (x < 0 ? -1.0 : 0.0); }

VECTORIZED static void run_wide(
    const isochron_instruction *i, const isochron_instruction *end, double *registers) {
  for (; i < end; i++) {
    // A target is never an operand of its own instruction.
    double *restrict d = registers + (int64_t)i->target * N;
    switch (i->operation) {
      case ISOCHRON_ADD: BINARY(a[k] + b[k]); break;
      case ISOCHRON_SUBTRACT: BINARY(a[k] - b[k]); break;
      case ISOCHRON_MULTIPLY: BINARY(a[k] * b[k]); break;
      case ISOCHRON_DIVIDE: BINARY(a[k] / b[k]); break;
      case ISOCHRON_MULTIPLY_ADD: TERNARY(a[k] * b[k] + c[k]); break;
      case ISOCHRON_NEGATIVE_MULTIPLY_ADD: TERNARY(c[k] - a[k] * b[k]); break;
      case ISOCHRON_MULTIPLY_SUBTRACT: TERNARY(a[k] * b[k] - c[k]); break;
      case ISOCHRON_COPY: UNARY(a[k]); break;
      case ISOCHRON_NEGATE: UNARY(-a[k]); break;
      case ISOCHRON_SQUARE_ROOT: UNARY(sqrt(a[k])); break;
      case ISOCHRON_EXPONENTIAL: UNARY(exp(a[k])); break;
      case ISOCHRON_LOGARITHM: UNARY(log(a[k])); break;
      case ISOCHRON_SINE: UNARY(sin(a[k])); break;
      case ISOCHRON_COSINE: UNARY(cos(a[k])); break;
      case ISOCHRON_HYPERBOLIC_TANGENT: UNARY(tanh(a[k])); break;
      case ISOCHRON_ARCTANGENT: UNARY(atan(a[k])); break;
      case ISOCHRON_MAGNITUDE: UNARY(fabs(a[k])); break;
      case ISOCHRON_SIGN: UNARY(sign_of(a[k])); break;
    }
  }
}

static void run_single(
    const isochron_instruction *i, const isochron_instruction *end, double *r) {
  for (; i < end; i++) {
    const double a = r[i->a];
    double d = 0;
    switch (i->operation) {
      case ISOCHRON_ADD: d = a + r[i->b]; break;
      case ISOCHRON_SUBTRACT: d = a - r[i->b]; break;
      case ISOCHRON_MULTIPLY: d = a * r[i->b]; break;
      case ISOCHRON_DIVIDE: d = a / r[i->b]; break;
      case ISOCHRON_MULTIPLY_ADD: d = a * r[i->b] + r[i->c]; break;
      case ISOCHRON_NEGATIVE_MULTIPLY_ADD: d = r[i->c] - a * r[i->b]; break;
      case ISOCHRON_MULTIPLY_SUBTRACT: d = a * r[i->b] - r[i->c]; break;
      case ISOCHRON_COPY: d = a; break;
      case ISOCHRON_NEGATE: d = -a; break;
      case ISOCHRON_SQUARE_ROOT: d = sqrt(a); break;
      case ISOCHRON_EXPONENTIAL: d = exp(a); break;
      case ISOCHRON_LOGARITHM: d = log(a); break;
      case ISOCHRON_SINE: d = sin(a); break;
      case ISOCHRON_COSINE: d = cos(a); break;
      case ISOCHRON_HYPERBOLIC_TANGENT: d = tanh(a); break;
      case ISOCHRON_ARCTANGENT: d = atan(a); break;
      case ISOCHRON_MAGNITUDE: d = fabs(a); break;
      case ISOCHRON_SIGN: d = sign_of(a); break;
    }
    r[i->target] = d;
  }
}

void isochron_program_run(
    const isochron_instruction *program, int64_t count, double *registers, int64_t lanes) {
  if (lanes == 1) {
    run_single(program, program + count, registers);
  } else {
    run_wide(program, program + count, registers);
  }
}

VECTORIZED static void combine_wide(
    double *restrict out, const double *restrict y, const double *restrict h,
    const double *restrict slopes, const double *restrict factors, const int32_t *restrict indices,
    int64_t terms, int64_t variables) {
  for (int64_t v = 0; v < variables; v++) {
    double sum[N];
    for (int k = 0; k < N; k++) sum[k] = 0;
    for (int64_t j = 0; j < terms; j++) {
      const double factor = factors[j];
      const double *slope = slopes + ((int64_t)indices[j] * variables + v) * N;
      for (int k = 0; k < N; k++) sum[k] += factor * slope[k];
    }
    if (y) {
      for (int k = 0; k < N; k++) out[v * N + k] = y[v * N + k] + h[k] * sum[k];
    } else {
      for (int k = 0; k < N; k++) out[v * N + k] = h[k] * sum[k];
    }
  }
}

// Here the lanes of the loop are the variables.
VECTORIZED static void combine_single(
    double *restrict out, const double *restrict y, double h, const double *restrict slopes,
    const double *restrict factors, const int32_t *restrict indices, int64_t terms,
    int64_t variables) {
  for (int64_t v = 0; v < variables; v++) out[v] = 0;
  for (int64_t j = 0; j < terms; j++) {
    const double factor = factors[j];
    const double *restrict slope = slopes + (int64_t)indices[j] * variables;
    for (int64_t v = 0; v < variables; v++) out[v] += factor * slope[v];
  }
  if (y) {
    for (int64_t v = 0; v < variables; v++) out[v] = y[v] + h * out[v];
  } else {
    for (int64_t v = 0; v < variables; v++) out[v] = h * out[v];
  }
}

void isochron_lanes_combine(
    double *out, const double *y, const double *h, const double *slopes, const double *factors,
    const int32_t *indices, int64_t terms, int64_t variables, int64_t lanes) {
  if (lanes == 1) {
    combine_single(out, y, *h, slopes, factors, indices, terms, variables);
  } else {
    combine_wide(out, y, h, slopes, factors, indices, terms, variables);
  }
}

#define LANES_LOOP for (int64_t k = 0; k < lanes; k++)

VECTORIZED void isochron_lanes_error(
    double *restrict error, const double *restrict e, const double *restrict y,
    const double *restrict z, double absolute, double relative, int64_t variables, int64_t lanes) {
  LANES_LOOP error[k] = 0;
  for (int64_t v = 0; v < variables; v++) {
    LANES_LOOP {
      const double old = fabs(y[v * lanes + k]), new = fabs(z[v * lanes + k]);
      const double ratio = e[v * lanes + k] / (absolute + relative * (old > new ? old : new));
      error[k] += ratio * ratio;
    }
  }
  LANES_LOOP error[k] = sqrt(error[k] / (double)variables);
}

VECTORIZED void isochron_lanes_steady_error(
    double *restrict error, const double *restrict second, int64_t lanes) {
  LANES_LOOP {
    const double squared = error[k] * error[k];
    const double sum = squared + 0.01 * second[k] * second[k];
    error[k] = sum > 0 ? squared / sqrt(sum) : error[k];
  }
}

// log2 and exp2 to about 1e-4, which step sizes are content with: loops of them are vectorized, and all widths
// take the same values.
static inline double rough_log2(double x) {
  int64_t bits;
  memcpy(&bits, &x, 8);
  const double e = (double)((bits >> 52) - 1023);
  bits = (bits & 0xFFFFFFFFFFFFFLL) | 0x3FF0000000000000LL;
  double m;
  memcpy(&m, &bits, 8);
  const double low = -2.787926207 + m * (5.047855413 + m * -3.489878551);
  return e + (low + m * m * m * (1.589474295 + m * (-0.402513394 + m * 0.043004958)));
}

static inline double rough_exp2(double x) {
  const double whole = floor(x), f = x - whole;
  const double m = 0.999900288 + f * (0.696324771 + f * (0.224693156 + f * 0.078967257));
  const int64_t bits = ((int64_t)whole + 1023) << 52;
  double scale;
  memcpy(&scale, &bits, 8);
  return scale * m;
}

VECTORIZED void isochron_lanes_accept(const isochron_lanes_control *c) {
  const int64_t lanes = c->lanes;
  double *restrict y = c->y, *restrict first = c->first_slope, *restrict accepted = c->accepted;
  const double *restrict z = c->z, *restrict last = c->last_slope;
  double *restrict t = c->t, *restrict size = c->size, *restrict previous = c->previous_error;
  const double *restrict h = c->h, *restrict error = c->error, *restrict limit = c->limit;
  const double exponent = c->exponent, largest = c->largest_size;
  LANES_LOOP {
    const double e = error[k], moved = h[k];
    const int good = e <= 1 && moved != 0;
    const int finite = e <= 1e300;
    accepted[k] = good ? 1 : 0;
    // A step that was cut at its limit says nothing about the size.
    const double tried = fabs(moved);
    const double safe = finite ? (e > 1e-10 ? e : 1e-10) : 1e10;
    const double last_error = previous[k] > 1e-10 ? previous[k] : 1e-10;
    const double lower = rough_log2(safe), before = rough_log2(last_error);
    double rise = 0.9 * rough_exp2(exponent * (0.4 * before - 0.7 * lower));
    rise = rise < 0.2 ? 0.2 : (rise > 5 ? 5 : rise);
    double fall = 0.9 * rough_exp2(-exponent * lower);
    fall = fall < 0.1 ? 0.1 : (fall > 0.9 ? 0.9 : fall);
    const double wished = tried * rise;
    double next = wished;
    // The size before the cut is kept where the cut step was shorter than it.
    next = (tried < size[k] && next < size[k]) ? size[k] : next;
    const double smaller = tried * fall;
    next = good ? next : (moved == 0 ? size[k] : smaller);
    size[k] = next > largest ? largest : next;
    previous[k] = good ? (e > 1e-4 ? e : 1e-4) : previous[k];
    const double end = limit[k], reached = t[k] + moved;
    const double rest = fabs(end - reached);
    t[k] = good ? (rest <= 1e-10 * tried ? end : reached) : t[k];
  }
  for (int64_t v = 0; v < c->variables; v++) {
    LANES_LOOP {
      const int64_t i = v * lanes + k;
      y[i] = accepted[k] != 0 ? z[i] : y[i];
      first[i] = accepted[k] != 0 ? last[i] : first[i];
    }
  }
}

VECTORIZED void isochron_lanes_sizes(
    double *restrict h, const double *restrict t, const double *restrict size,
    const double *restrict limit, int64_t lanes) {
  LANES_LOOP {
    const double remaining = limit[k] - t[k], length = fabs(remaining);
    const double signed_size = remaining < 0 ? -size[k] : size[k];
    h[k] = size[k] >= length * (1 - 1e-10) ? remaining : signed_size;
  }
}
