// Loops over vectors: compiled several times for different instruction sets, of which the best is chosen when the
// program is loaded.
#pragma once
#include <stdint.h>

/// Σ x_i y_i.
double isochron_dot(int64_t count, const double *x, const double *y);

/// y_i ← y_i + factor a_i x_i.
void isochron_add_product(
    int64_t count, double factor, const double *a, const double *x, double *y);

/// target ← Σ_k argument^k v_k by Horner's rule, where v_0, v_1, …, v_order follow one another in `terms`.
void isochron_polynomial(
    int64_t count, int64_t order, double argument, const double *terms, double *target);

/// y ← factor (y − i shift x) for complex vectors whose real parts come first. Returns Σ |y_i|².
double isochron_scale_shifted(
    int64_t count, const double *x, double shift, double factor, double *y);
