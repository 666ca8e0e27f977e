// Swift has no C99 complex type: complex arguments travel as pointers to pairs of doubles.
#define lapack_complex_float float
#define lapack_complex_double double
#define LAPACK_COMPLEX_CUSTOM
#include <cblas.h>
#include <lapacke.h>
