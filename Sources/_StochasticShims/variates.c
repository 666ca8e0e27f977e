#include "philox.h"

void isochron_philox4x32(uint64_t seed, uint64_t index, uint64_t block, uint32_t result[4]) {
  PHILOX(seed, index, block)
  result[0] = (uint32_t)c0[0];
  result[1] = (uint32_t)c1[0];
  result[2] = (uint32_t)c2[0];
  result[3] = (uint32_t)c3[0];
}

// The bits of a number in [1, 2) from 52 random bits.
#define UNIT(high, low) ((((high) << 20) ^ ((low) >> 12)) | (uint64_t)0x3FF0000000000000)

EVERY_PROCESSOR
void isochron_normals(
    uint64_t seed, uint64_t first, int64_t width, uint64_t block, int64_t pairs, double scale,
    double *out) {
  // Adding it rounds to an integer, which the lowest bits then hold.
  const double magic = 0x1.8p52;
  for (int64_t p = 0; p < pairs; p++) {
    for (int64_t i = 0; i < width; i += LANES) {
      PHILOX(seed, first + (uint64_t)i, block + (uint64_t)p)
      // −2 ln u with u = 2 − [1, 2) in (0, 1], as 2^e m with m near 1: ln m = 2 artanh((m − 1)/(m + 1)).
      const lane u = 2.0 - (lane)UNIT(c0, c1);
      const words bits = (words)u;
      const words shifted = bits - (uint64_t)0x3FE6A09E667F3BCD;
      const words exponent = (shifted >> 52) | (-(shifted >> 63) << 12);
      const lane m = (lane)(bits - (exponent << 52));
      const lane e = (lane)(exponent + (uint64_t)0x4338000000000000) - magic;
      const lane s = (m - 1.0) / (m + 1.0);
      const lane q = s * s;
      lane series = q * (1.0 / 21) + 1.0 / 19;
      series = series * q + 1.0 / 17;
      series = series * q + 1.0 / 15;
      series = series * q + 1.0 / 13;
      series = series * q + 1.0 / 11;
      series = series * q + 1.0 / 9;
      series = series * q + 1.0 / 7;
      series = series * q + 1.0 / 5;
      series = series * q + 1.0 / 3;
      const lane logarithm = e * 0x1.62e42fefa39efp-1 + (2.0 * s) * (series * q + 1.0);
      const lane radius = __builtin_elementwise_sqrt(-2.0 * logarithm) * scale;
      // The angle 2πt in quarters of a turn k and a rest of at most an eighth.
      const lane t = (lane)UNIT(c2, c3) - 1.5;
      const lane rounded = t * 4.0 + magic;
      const words k = (words)rounded;
      const lane x = (t - (rounded - magic) * 0.25) * 0x1.921fb54442d18p2;
      const lane y = x * x;
      lane sine = y * (-1.0 / 1307674368000.0) + 1.0 / 6227020800.0;
      sine = sine * y - 1.0 / 39916800.0;
      sine = sine * y + 1.0 / 362880.0;
      sine = sine * y - 1.0 / 5040.0;
      sine = sine * y + 1.0 / 120.0;
      sine = sine * y - 1.0 / 6.0;
      sine = x + x * y * sine;
      lane cosine = y * (1.0 / 20922789888000.0) - 1.0 / 87178291200.0;
      cosine = cosine * y + 1.0 / 479001600.0;
      cosine = cosine * y - 1.0 / 3628800.0;
      cosine = cosine * y + 1.0 / 40320.0;
      cosine = cosine * y - 1.0 / 720.0;
      cosine = cosine * y + 1.0 / 24.0;
      cosine = cosine * y - 0.5;
      cosine = cosine * y + 1.0;
      // Odd quarters exchange sine and cosine; quarters 1 and 2 turn the sign of the cosine, 2 and 3 of the sine.
      const words odd = -(k & 1);
      const words c = ((words)cosine & ~odd) | ((words)sine & odd);
      const words d = ((words)sine & ~odd) | ((words)cosine & odd);
      const lane first_number = radius * (lane)(c ^ (((k + 1) & 2) << 62));
      const lane second_number = radius * (lane)(d ^ ((k & 2) << 62));
      *(lane *)(out + 2 * p * width + i) = first_number;
      *(lane *)(out + (2 * p + 1) * width + i) = second_number;
    }
  }
}

EVERY_PROCESSOR
void isochron_three_points(
    uint64_t seed, uint64_t first, int64_t width, uint64_t block, int64_t quads, double scale,
    double *out) {
  const double value = scale * 0x1.bb67ae8584caap0;
  const words size = (words)((lane){0} + value);
  for (int64_t p = 0; p < quads; p++) {
    for (int64_t i = 0; i < width; i += LANES) {
      PHILOX(seed, first + (uint64_t)i, block + (uint64_t)p)
      const words number[4] = {c0, c1, c2, c3};
      for (int w = 0; w < 4; w++) {
        // A sixth of 2³² on either side.
        const words low = (words)(number[w] < (uint64_t)715827883);
        const words high = (words)(number[w] >= (uint64_t)3579139413);
        const words result = (size & (low | high)) ^ (high & (uint64_t)0x8000000000000000);
        *(lane *)(out + (4 * p + w) * width + i) = (lane)result;
      }
    }
  }
}

EVERY_PROCESSOR
void isochron_two_points(
    uint64_t seed, uint64_t first, int64_t width, uint64_t block, int64_t quads, double scale,
    double *out) {
  const words size = (words)((lane){0} + scale);
  for (int64_t p = 0; p < quads; p++) {
    for (int64_t i = 0; i < width; i += LANES) {
      PHILOX(seed, first + (uint64_t)i, block + (uint64_t)p)
      const words number[4] = {c0, c1, c2, c3};
      for (int w = 0; w < 4; w++)
        *(lane *)(out + (4 * p + w) * width + i) = (lane)(size ^ ((number[w] >> 31) << 63));
    }
  }
}
