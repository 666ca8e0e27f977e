#include "philox.h"

#define ROW(number) (rows + (int64_t)(number) * ISOCHRON_ROW)
#define EACH for (int i = 0; i < ISOCHRON_ROW; i++)

EVERY_PROCESSOR
void isochron_rows_run(
    const isochron_row_instruction *instructions, int64_t count, double *rows, int64_t lanes,
    isochron_row_roots *roots) {
  for (int64_t n = 0; n < count; n++) {
    const isochron_row_instruction s = instructions[n];
    // No instruction has its target among its arguments, except at the same place of the same row.
    double *t = ROW(s.target), *u = t + ISOCHRON_ROW;
    const double *a = ROW(s.a), *b = ROW(s.b);
    const double *ai = a + ISOCHRON_ROW, *bi = b + ISOCHRON_ROW;
    const double f = s.f, g = s.g;
    switch (s.operation) {
      case ISOCHRON_ROWS_SET:
        EACH t[i] = f;
        break;
      case ISOCHRON_ROWS_COPY:
#pragma clang loop vectorize(assume_safety)
        EACH t[i] = a[i];
        break;
      case ISOCHRON_ROWS_ADD:
#pragma clang loop vectorize(assume_safety)
        EACH t[i] += f * a[i];
        break;
      case ISOCHRON_ROWS_MULTIPLY:
#pragma clang loop vectorize(assume_safety)
        EACH t[i] = a[i] * b[i];
        break;
      case ISOCHRON_ROWS_ADD_PRODUCT:
#pragma clang loop vectorize(assume_safety)
        EACH t[i] += f * (a[i] * b[i]);
        break;
      case ISOCHRON_ROWS_ROOT:
        for (int64_t i = 0; i < lanes; i++) {
          if (a[i] < 0) {
            roots->negative++;
            if (a[i] < roots->lowest) roots->lowest = a[i];
          }
        }
        roots->roots += lanes;
#pragma clang loop vectorize(assume_safety)
        EACH t[i] = __builtin_sqrt(a[i] > 0 ? a[i] : 0);
        break;
      case ISOCHRON_ROWS_DIVIDE:
#pragma clang loop vectorize(assume_safety)
        EACH t[i] = b[i] != 0 ? a[i] / b[i] : 0;
        break;
      case ISOCHRON_ROWS_COMPLEX_SET:
        EACH t[i] = f;
        EACH u[i] = g;
        break;
      case ISOCHRON_ROWS_COMPLEX_MULTIPLY:
#pragma clang loop vectorize(assume_safety)
        EACH {
          const double x = a[i] * b[i] - ai[i] * bi[i];
          const double y = a[i] * bi[i] + ai[i] * b[i];
          t[i] = x;
          u[i] = y;
        }
        break;
      case ISOCHRON_ROWS_COMPLEX_MULTIPLY_CONJUGATE:
#pragma clang loop vectorize(assume_safety)
        EACH {
          const double x = a[i] * b[i] + ai[i] * bi[i];
          const double y = ai[i] * b[i] - a[i] * bi[i];
          t[i] = x;
          u[i] = y;
        }
        break;
      case ISOCHRON_ROWS_COMPLEX_ADD:
#pragma clang loop vectorize(assume_safety)
        EACH {
          t[i] += f * a[i] - g * ai[i];
          u[i] += f * ai[i] + g * a[i];
        }
        break;
      case ISOCHRON_ROWS_COMPLEX_ADD_CONJUGATE:
#pragma clang loop vectorize(assume_safety)
        EACH {
          t[i] += f * a[i] + g * ai[i];
          u[i] += g * a[i] - f * ai[i];
        }
        break;
      default:
        break;
    }
  }
}

void isochron_rows_advance(
    const isochron_row_instruction *instructions, int64_t count, double *rows, int64_t lanes,
    isochron_row_noise noise, uint64_t seed, uint64_t first_trajectory, uint64_t first_step,
    int64_t steps, isochron_row_roots *roots) {
  const int64_t rows_each = noise.is_discrete ? 4 : 2;
  const int64_t blocks = (noise.count + rows_each - 1) / rows_each;
  const int64_t sign_blocks = (noise.sign_count + 3) / 4;
  for (int64_t step = 0; step < steps; step++) {
    const uint64_t block = (first_step + (uint64_t)step) * (uint64_t)(blocks + sign_blocks);
    if (noise.is_discrete)
      isochron_three_points(
          seed, first_trajectory, ISOCHRON_ROW, block, blocks, noise.scale, ROW(noise.first));
    else
      isochron_normals(
          seed, first_trajectory, ISOCHRON_ROW, block, blocks, noise.scale, ROW(noise.first));
    isochron_two_points(
        seed, first_trajectory, ISOCHRON_ROW, block + (uint64_t)blocks, sign_blocks, noise.scale,
        ROW(noise.first_sign));
    isochron_rows_run(instructions, count, rows, lanes, roots);
  }
}
