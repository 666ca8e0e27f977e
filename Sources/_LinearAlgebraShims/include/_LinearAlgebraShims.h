// MUMPS and ARPACK behind plain pointers to doubles: Swift sees neither C99 complex numbers nor
// MUMPS's structure, whose layout differs between real and complex arithmetic. A complex number is two
// doubles, real part first.
#pragma once
#include <stdint.h>

#include "isochron_fronts.h"
#include "isochron_stencil.h"
#include "isochron_vectors.h"

/// A sparse LU factorization by MUMPS, real or complex.
typedef struct isochron_sparse_lu isochron_sparse_lu;

/// Makes an instance; NULL without memory. `is_complex` is 0 or 1.
isochron_sparse_lu *isochron_sparse_lu_create(int32_t is_complex);

/// Frees an instance and its factors.
void isochron_sparse_lu_destroy(isochron_sparse_lu *lu);

/// Sets ICNTL(index), counted from 1 as in MUMPS's guide.
void isochron_sparse_lu_set_integer(isochron_sparse_lu *lu, int32_t index, int32_t value);

/// Sets CNTL(index), counted from 1 as in MUMPS's guide.
void isochron_sparse_lu_set_real(isochron_sparse_lu *lu, int32_t index, double value);

/// Gives the order of elimination, PERM_IN: the place of each unknown, counted from 1. Takes effect with
/// ICNTL(7) = 1; the array has to live until the analysis has run.
void isochron_sparse_lu_set_order(isochron_sparse_lu *lu, const int32_t *places);

/// Copies SYM_PERM after an analysis: the place of each of the `size` unknowns, counted from 1.
void isochron_sparse_lu_copy_order(const isochron_sparse_lu *lu, int32_t *places, int32_t size);

/// Runs a MUMPS job (1 analysis, 2 factorization, 4 both) on a matrix of `entry_count` triplets, rows
/// and columns counted from 1. Returns INFOG(1).
int32_t isochron_sparse_lu_run(
    isochron_sparse_lu *lu, int32_t job, int32_t size, int64_t entry_count, const int32_t *rows,
    const int32_t *columns, const double *values);

/// Replaces `count` right-hand sides by solutions of A x = b, or of Aᵀ x = b. Returns INFOG(1).
int32_t isochron_sparse_lu_solve(
    isochron_sparse_lu *lu, double *right_hand_sides, int32_t count, int32_t is_transposed);

/// INFOG(index), counted from 1.
int32_t isochron_sparse_lu_information(const isochron_sparse_lu *lu, int32_t index);

/// RINFOG(index), counted from 1.
double isochron_sparse_lu_real_information(const isochron_sparse_lu *lu, int32_t index);

/// One step of ARPACK's reverse communication for a real non-symmetric operator (dnaupd, mode 1).
void isochron_arnoldi_real_step(
    int32_t *ido, int32_t size, const char *which, int32_t wanted, double tolerance,
    double *residual, int32_t basis_size, double *basis, int32_t *iparam, int32_t *ipntr,
    double *workd, double *workl, int32_t workl_size, int32_t *info);

/// The eigenvalues and, in `vectors`, the eigenvectors after the last real step (dneupd).
void isochron_arnoldi_real_extract(
    double *real_parts, double *imaginary_parts, double *vectors, int32_t size, const char *which,
    int32_t wanted, double tolerance, double *residual, int32_t basis_size, double *basis,
    int32_t *iparam, int32_t *ipntr, double *workd, double *workl, int32_t workl_size,
    int32_t *select, double *workev, int32_t *info);

/// One step of ARPACK's reverse communication for a complex operator (znaupd, mode 1).
void isochron_arnoldi_complex_step(
    int32_t *ido, int32_t size, const char *which, int32_t wanted, double tolerance,
    double *residual, int32_t basis_size, double *basis, int32_t *iparam, int32_t *ipntr,
    double *workd, double *workl, int32_t workl_size, double *rwork, int32_t *info);

/// The eigenvalues and, in `vectors`, the eigenvectors after the last complex step (zneupd).
void isochron_arnoldi_complex_extract(
    double *eigenvalues, double *vectors, int32_t size, const char *which, int32_t wanted,
    double tolerance, double *residual, int32_t basis_size, double *basis, int32_t *iparam,
    int32_t *ipntr, double *workd, double *workl, int32_t workl_size, double *rwork,
    int32_t *select, double *workev, int32_t *info);

/// Whether the process has a function `isochron_is_cancelled` and that function returns nonzero.
///
/// The function belongs to whoever runs cells; it is looked up by name once, and where it does not
/// exist nothing is ever cancelled.
int32_t isochron_cancellation_is_requested(void);
