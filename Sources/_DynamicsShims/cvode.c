#include "_DynamicsShims.h"

#include <cvode/cvode.h>
#include <math.h>
#include <nvector/nvector_serial.h>
#include <stdlib.h>
#include <string.h>
#include <sundials/sundials_linearsolver.h>

struct isochron_cvode {
  isochron_cvode_problem problem;
  SUNContext context;
  void *memory;
  N_Vector state;
  SUNLinearSolver solver;
  int64_t size;
  // The gamma of the last factors; 0 before the first.
  double gamma;
  long step_of_factors;
  int64_t factorizations;
};

static int slope(realtype time, N_Vector state, N_Vector result, void *data) {
  isochron_cvode *c = data;
  return c->problem.slope(
      time, N_VGetArrayPointer(state), N_VGetArrayPointer(result), c->problem.context);
}

static SUNLinearSolver_Type solver_type(SUNLinearSolver solver) {
  (void)solver;
  return SUNLINEARSOLVER_MATRIX_EMBEDDED;
}

static int solve(SUNLinearSolver solver, SUNMatrix matrix, N_Vector x, N_Vector b, realtype tolerance) {
  (void)matrix, (void)tolerance;
  isochron_cvode *c = solver->content;
  realtype gamma = 0;
  int flag = CVodeGetCurrentGamma(c->memory, &gamma);
  if (flag != CV_SUCCESS) return -1;
  long steps = 0;
  if (CVodeGetNumSteps(c->memory, &steps) != CV_SUCCESS) return -1;
  const int is_old = c->problem.refresh > 0 && steps - c->step_of_factors >= c->problem.refresh;
  // Factors of a nearby gamma serve; the scaled solution is right for the stiff components.
  if (c->gamma == 0 || fabs(gamma / c->gamma - 1) > 0.25 || is_old) {
    flag = c->problem.factor(gamma, c->problem.context);
    if (flag != 0) return flag;
    c->gamma = gamma;
    c->step_of_factors = steps;
    c->factorizations++;
  }
  double *values = N_VGetArrayPointer(x);
  memcpy(values, N_VGetArrayPointer(b), (size_t)c->size * sizeof(double));
  flag = c->problem.solve(values, c->problem.context);
  if (flag == 0 && gamma != c->gamma) N_VScale(2 / (1 + gamma / c->gamma), x, x);
  return flag;
}

static void ignore_message(
    int code, const char *module, const char *function, char *message, void *data) {
  (void)code, (void)module, (void)function, (void)message, (void)data;
}

isochron_cvode *isochron_cvode_create(
    int64_t size, double time, const double *state, double relative_tolerance,
    double absolute_tolerance, isochron_cvode_problem problem, int32_t *status) {
  isochron_cvode *c = calloc(1, sizeof *c);
  *status = CV_MEM_FAIL;
  if (!c) return NULL;
  c->problem = problem;
  c->size = size;
  if (SUNContext_Create(NULL, &c->context) != 0) goto failure;
  c->state = N_VNew_Serial(size, c->context);
  if (!c->state) goto failure;
  memcpy(N_VGetArrayPointer(c->state), state, (size_t)size * sizeof(double));
  c->memory = CVodeCreate(CV_BDF, c->context);
  c->solver = SUNLinSolNewEmpty(c->context);
  if (!c->memory || !c->solver) goto failure;
  c->solver->content = c;
  c->solver->ops->gettype = solver_type;
  c->solver->ops->solve = solve;
  // Failures are told through flags.
  CVodeSetErrHandlerFn(c->memory, ignore_message, NULL);
  *status = CVodeInit(c->memory, slope, time, c->state);
  if (*status == CV_SUCCESS) *status = CVodeSetUserData(c->memory, c);
  if (*status == CV_SUCCESS)
    *status = CVodeSStolerances(c->memory, relative_tolerance, absolute_tolerance);
  if (*status == CV_SUCCESS) *status = CVodeSetLinearSolver(c->memory, c->solver, NULL);
  if (*status == CV_SUCCESS) return c;
failure:
  isochron_cvode_destroy(c);
  return NULL;
}

void isochron_cvode_destroy(isochron_cvode *c) {
  if (!c) return;
  if (c->memory) CVodeFree(&c->memory);
  if (c->solver) SUNLinSolFreeEmpty(c->solver);
  if (c->state) N_VDestroy(c->state);
  if (c->context) SUNContext_Free(&c->context);
  free(c);
}

int32_t isochron_cvode_limit(isochron_cvode *c, double longest, double stop) {
  int flag = CVodeSetStopTime(c->memory, stop);
  if (flag == CV_SUCCESS && isfinite(longest)) flag = CVodeSetMaxStep(c->memory, longest);
  return flag;
}

int32_t isochron_cvode_step(isochron_cvode *c, double end, double *reached) {
  return CVode(c->memory, end, c->state, reached, CV_ONE_STEP);
}

int32_t isochron_cvode_state(isochron_cvode *c, double time, double *state) {
  int flag = CVodeGetDky(c->memory, time, 0, c->state);
  if (flag == CV_SUCCESS)
    memcpy(state, N_VGetArrayPointer(c->state), (size_t)c->size * sizeof(double));
  return flag;
}

void isochron_cvode_counts(
    isochron_cvode *c, int64_t *steps, int64_t *rejected, int64_t *slopes,
    int64_t *factorizations) {
  long count = 0;
  if (CVodeGetNumSteps(c->memory, &count) == CV_SUCCESS) *steps = count;
  if (CVodeGetNumErrTestFails(c->memory, &count) == CV_SUCCESS) *rejected = count;
  if (CVodeGetNumRhsEvals(c->memory, &count) == CV_SUCCESS) *slopes = count;
  *factorizations = c->factorizations;
}
