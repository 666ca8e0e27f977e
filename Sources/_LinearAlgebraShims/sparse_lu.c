#include "_LinearAlgebraShims.h"

#include <dmumps_c.h>
#include <stdlib.h>
#include <zmumps_c.h>

// MUMPS's own value for "all processes", as its C examples use it.
enum { USE_COMM_WORLD = -987654 };

struct isochron_sparse_lu {
  int32_t is_complex;
  union {
    DMUMPS_STRUC_C real;
    ZMUMPS_STRUC_C complex;
  } state;
};

// The two structures have the same members; each access is written once.
#define EACH(lu, statement)           \
  do {                                \
    if ((lu)->is_complex) {           \
      ZMUMPS_STRUC_C *m = &(lu)->state.complex; \
      statement                       \
    } else {                          \
      DMUMPS_STRUC_C *m = &(lu)->state.real;    \
      statement                       \
    }                                 \
  } while (0)

static void call(isochron_sparse_lu *lu, int32_t job) {
  if (lu->is_complex) {
    lu->state.complex.job = job;
    zmumps_c(&lu->state.complex);
  } else {
    lu->state.real.job = job;
    dmumps_c(&lu->state.real);
  }
}

isochron_sparse_lu *isochron_sparse_lu_create(int32_t is_complex) {
  isochron_sparse_lu *lu = calloc(1, sizeof *lu);
  if (!lu) return NULL;
  lu->is_complex = is_complex;
  EACH(lu, m->sym = 0; m->par = 1; m->comm_fortran = USE_COMM_WORLD;);
  call(lu, -1);
  // No messages of MUMPS's own: errors are told through INFOG.
  EACH(lu, for (int k = 0; k < 4; k++) m->icntl[k] = k == 3 ? 0 : -1;);
  return lu;
}

void isochron_sparse_lu_destroy(isochron_sparse_lu *lu) {
  if (!lu) return;
  call(lu, -2);
  free(lu);
}

void isochron_sparse_lu_set_integer(isochron_sparse_lu *lu, int32_t index, int32_t value) {
  EACH(lu, m->icntl[index - 1] = value;);
}

void isochron_sparse_lu_set_real(isochron_sparse_lu *lu, int32_t index, double value) {
  EACH(lu, m->cntl[index - 1] = value;);
}

void isochron_sparse_lu_set_order(isochron_sparse_lu *lu, const int32_t *places) {
  EACH(lu, m->perm_in = (MUMPS_INT *)places;);
}

void isochron_sparse_lu_copy_order(const isochron_sparse_lu *lu, int32_t *places, int32_t size) {
  const MUMPS_INT *from =
      lu->is_complex ? lu->state.complex.sym_perm : lu->state.real.sym_perm;
  for (int32_t k = 0; k < size; k++) places[k] = from[k];
}

int32_t isochron_sparse_lu_run(
    isochron_sparse_lu *lu, int32_t job, int32_t size, int64_t entry_count, const int32_t *rows,
    const int32_t *columns, const double *values) {
  EACH(lu, m->n = size; m->nnz = entry_count; m->irn = (MUMPS_INT *)rows;
       m->jcn = (MUMPS_INT *)columns; m->a = (void *)values;);
  call(lu, job);
  // The arrays belong to the caller and are not looked at again: no iterative refinement is asked for.
  EACH(lu, m->irn = NULL; m->jcn = NULL; m->a = NULL;);
  return isochron_sparse_lu_information(lu, 1);
}

int32_t isochron_sparse_lu_solve(
    isochron_sparse_lu *lu, double *right_hand_sides, int32_t count, int32_t is_transposed) {
  EACH(lu, m->rhs = (void *)right_hand_sides; m->nrhs = count; m->lrhs = m->n;
       m->icntl[8] = is_transposed ? 2 : 1;);
  call(lu, 3);
  EACH(lu, m->rhs = NULL;);
  return isochron_sparse_lu_information(lu, 1);
}

int32_t isochron_sparse_lu_information(const isochron_sparse_lu *lu, int32_t index) {
  return lu->is_complex ? lu->state.complex.infog[index - 1] : lu->state.real.infog[index - 1];
}

double isochron_sparse_lu_real_information(const isochron_sparse_lu *lu, int32_t index) {
  return lu->is_complex ? lu->state.complex.rinfog[index - 1] : lu->state.real.rinfog[index - 1];
}
