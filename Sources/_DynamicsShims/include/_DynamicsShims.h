// CVODE of SUNDIALS behind plain arrays of doubles, with a linear solver of the caller's.
#pragma once
#include <stdint.h>

/// An integration of dy/dt = f(t, y) by backward differentiation formulas.
typedef struct isochron_cvode isochron_cvode;

/// What the caller calculates. Each returns 0, a positive number for a failure that a smaller step may
/// avoid, or a negative one to stop.
typedef struct {
  void *context;
  /// slope ← f(time, state).
  int32_t (*slope)(double time, const double *state, double *slope, void *context);
  /// Factors 1 − gamma ∂f/∂y.
  int32_t (*factor)(double gamma, void *context);
  /// Solves with the last factors, in place.
  int32_t (*solve)(double *right_hand_side, void *context);
  /// After how many steps factors are made anew because ∂f/∂y changes; 0 for never.
  int64_t refresh;
} isochron_cvode_problem;

/// Starts an integration; NULL without memory. `status` takes CVODE's flag.
isochron_cvode *isochron_cvode_create(
    int64_t size, double time, const double *state, double relative_tolerance,
    double absolute_tolerance, isochron_cvode_problem problem, int32_t *status);

/// Limits steps to a length, infinite for none, and lets none pass over a time. Returns CVODE's flag.
int32_t isochron_cvode_limit(isochron_cvode *integration, double longest, double stop);

/// Frees an integration.
void isochron_cvode_destroy(isochron_cvode *integration);

/// Takes one step of CVODE's own length toward `end`; `reached` takes its time. Returns CVODE's flag.
int32_t isochron_cvode_step(isochron_cvode *integration, double end, double *reached);

/// The state at a time within the last step. Returns CVODE's flag.
int32_t isochron_cvode_state(isochron_cvode *integration, double time, double *state);

/// How much was done.
void isochron_cvode_counts(
    isochron_cvode *integration, int64_t *steps, int64_t *rejected, int64_t *slopes,
    int64_t *factorizations);
