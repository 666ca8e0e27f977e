// Programs of formulas and Runge–Kutta steps over lanes: each number is `lanes` doubles in a row, and lanes is 1 or
// ISOCHRON_LANES. Both widths do the same operations in the same order, so that results do not depend on the width.
#pragma once

#include <stdint.h>

enum { ISOCHRON_LANES = 32 };

enum isochron_operation {
  ISOCHRON_ADD,
  ISOCHRON_SUBTRACT,
  ISOCHRON_MULTIPLY,
  ISOCHRON_DIVIDE,
  // a b + c, c - a b and a b - c, each rounded twice.
  ISOCHRON_MULTIPLY_ADD,
  ISOCHRON_NEGATIVE_MULTIPLY_ADD,
  ISOCHRON_MULTIPLY_SUBTRACT,
  ISOCHRON_COPY,
  ISOCHRON_NEGATE,
  ISOCHRON_SQUARE_ROOT,
  ISOCHRON_EXPONENTIAL,
  ISOCHRON_LOGARITHM,
  ISOCHRON_SINE,
  ISOCHRON_COSINE,
  ISOCHRON_HYPERBOLIC_TANGENT,
  ISOCHRON_ARCTANGENT,
  ISOCHRON_MAGNITUDE,
  ISOCHRON_SIGN,
};

typedef struct {
  int32_t operation;
  int32_t target;
  int32_t a, b, c;
} isochron_instruction;

/// Runs a program on registers of so many lanes.
void isochron_program_run(
    const isochron_instruction *program, int64_t count, double *registers, int64_t lanes);

/// out = y + h sum_j factor_j slope_j for each variable; slope_j begins at slopes + index_j * variables * lanes.
/// y may be null for zero.
void isochron_lanes_combine(
    double *out, const double *y, const double *h, const double *slopes, const double *factors,
    const int32_t *indices, int64_t terms, int64_t variables, int64_t lanes);

/// error = root mean square over the first variables of e / (absolute + relative max(|y|, |z|)).
void isochron_lanes_error(
    double *error, const double *e, const double *y, const double *z, double absolute,
    double relative, int64_t variables, int64_t lanes);

/// error = error^2 / sqrt(error^2 + 0.01 second^2).
void isochron_lanes_steady_error(double *error, const double *second, int64_t lanes);

/// Accepts lanes whose error is at most 1: y = z and the first slope the last one, t = t + h; and chooses the next
/// size by a proportional-integral controller. accepted is 1 for lanes that moved, 0 for others.
typedef struct {
  double *y, *t, *h, *size, *previous_error, *error, *accepted;
  const double *z, *last_slope, *limit;
  double *first_slope;
  double exponent, largest_size;
  int64_t variables, lanes;
} isochron_lanes_control;
void isochron_lanes_accept(const isochron_lanes_control *control);

/// h = the size, cut at the limit, for each lane; 0 for lanes at their limit.
void isochron_lanes_sizes(
    double *h, const double *t, const double *size, const double *limit, int64_t lanes);
