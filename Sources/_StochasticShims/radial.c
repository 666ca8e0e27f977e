#include "philox.h"

// 2^e for lanes, e a whole number; 0 below the smallest and infinite above the largest exponent.
#define POWER(e) \
  ((lane)(((words)(__builtin_elementwise_min( \
      __builtin_elementwise_max((e), (lane){0} - 1023.0), (lane){0} + 1024.0) + 0x1.8p52) + (uint64_t)1023) << 52))

EVERY_PROCESSOR
void isochron_radial_parts(
    int64_t k, int64_t count, const double *real, const double *imaginary, const double *first,
    const double *second, const double *logarithms, const double *g, double q, double *parts) {
  (void)k;
  const lane argument = *(const lane *)g;
  // t = value 2^exponent; the exponent is brought to 0 as soon as t can be written without it.
  const lane logarithm = *(const lane *)logarithms * 0x1.71547652b82fep0;
  lane exponent = (logarithm + 0x1.8p52) - 0x1.8p52;
  const lane rest = (logarithm - exponent) * 0x1.62e42fefa39efp-1;
  // exp of at most ln 2/2.
  lane value = rest * (1.0 / 6227020800.0) + 1.0 / 479001600.0;
  value = value * rest + 1.0 / 39916800.0;
  value = value * rest + 1.0 / 3628800.0;
  value = value * rest + 1.0 / 362880.0;
  value = value * rest + 1.0 / 40320.0;
  value = value * rest + 1.0 / 5040.0;
  value = value * rest + 1.0 / 720.0;
  value = value * rest + 1.0 / 120.0;
  value = value * rest + 1.0 / 24.0;
  value = value * rest + 1.0 / 6.0;
  value = value * rest + 0.5;
  value = value * rest + 1.0;
  value = value * rest + 1.0;
  lane previous = (lane){0};
  lane x = (lane){0}, y = (lane){0};
  lane factor = POWER(exponent);
  for (int64_t n = 0; n < count; n++) {
    const lane t = value * factor;
    x += t * real[n];
    y += t * imaginary[n];
    // first[n] = 1/√((n + 1)(n + 1 + k)), second[n] = first[n] √(n (n + k)).
    const lane middle = (argument + q * (double)(2 * n + k + 1)) * first[n];
    const lane next = middle * value - previous * (q * q * second[n]);
    previous = value;
    value = next;
    if ((n & 7) == 7) {
      // A power of two out of both, where they have grown or shrunk.
      const words size = (words)(((words)value & (uint64_t)0x7FFFFFFFFFFFFFFF) > (uint64_t)0x7000000000000000 |
          ((words)previous & (uint64_t)0x7FFFFFFFFFFFFFFF) > (uint64_t)0x7000000000000000);
      const words small = (words)(((words)value & (uint64_t)0x7FFFFFFFFFFFFFFF) < (uint64_t)0x1000000000000000 &
          ((words)previous & (uint64_t)0x7FFFFFFFFFFFFFFF) < (uint64_t)0x1000000000000000);
      const lane shift = (lane)((size & (words)((lane){0} + 600.0)) |
          (small & (words)((lane){0} - 600.0)));
      const lane scale = POWER(-shift);
      value *= scale;
      previous *= scale;
      exponent += shift;
      factor = POWER(exponent);
    }
  }
  *(lane *)parts = x;
  *(lane *)(parts + LANES) = y;
}
