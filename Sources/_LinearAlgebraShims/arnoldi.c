#include "_LinearAlgebraShims.h"

#include <arpack/arpack.h>

void isochron_arnoldi_real_step(
    int32_t *ido, int32_t size, const char *which, int32_t wanted, double tolerance,
    double *residual, int32_t basis_size, double *basis, int32_t *iparam, int32_t *ipntr,
    double *workd, double *workl, int32_t workl_size, int32_t *info) {
  dnaupd_c(
      ido, "I", size, which, wanted, tolerance, residual, basis_size, basis, size, iparam, ipntr,
      workd, workl, workl_size, info);
}

void isochron_arnoldi_real_extract(
    double *real_parts, double *imaginary_parts, double *vectors, int32_t size, const char *which,
    int32_t wanted, double tolerance, double *residual, int32_t basis_size, double *basis,
    int32_t *iparam, int32_t *ipntr, double *workd, double *workl, int32_t workl_size,
    int32_t *select, double *workev, int32_t *info) {
  dneupd_c(
      1, "A", select, real_parts, imaginary_parts, vectors, size, 0, 0, workev, "I", size, which,
      wanted, tolerance, residual, basis_size, basis, size, iparam, ipntr, workd, workl, workl_size,
      info);
}

void isochron_arnoldi_complex_step(
    int32_t *ido, int32_t size, const char *which, int32_t wanted, double tolerance,
    double *residual, int32_t basis_size, double *basis, int32_t *iparam, int32_t *ipntr,
    double *workd, double *workl, int32_t workl_size, double *rwork, int32_t *info) {
  znaupd_c(
      ido, "I", size, which, wanted, tolerance, (void *)residual, basis_size, (void *)basis, size,
      iparam, ipntr, (void *)workd, (void *)workl, workl_size, rwork, info);
}

void isochron_arnoldi_complex_extract(
    double *eigenvalues, double *vectors, int32_t size, const char *which, int32_t wanted,
    double tolerance, double *residual, int32_t basis_size, double *basis, int32_t *iparam,
    int32_t *ipntr, double *workd, double *workl, int32_t workl_size, double *rwork,
    int32_t *select, double *workev, int32_t *info) {
  zneupd_c(
      1, "A", select, (void *)eigenvalues, (void *)vectors, size, 0, (void *)workev, "I", size,
      which, wanted, tolerance, (void *)residual, basis_size, (void *)basis, size, iparam, ipntr,
      (void *)workd, (void *)workl, workl_size, rwork, info);
}
