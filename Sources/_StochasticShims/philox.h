// Philox4x32-10 in lanes of 64 bits, each of which holds one word of 32 bits.
#pragma once
#include "_StochasticShims.h"

#pragma STDC FP_CONTRACT OFF

#if defined(__x86_64__) && defined(__ELF__)
#define EVERY_PROCESSOR __attribute__((target_clones("avx512f", "arch=haswell", "default")))
#else
#define EVERY_PROCESSOR
#endif

enum { LANES = 8 };

typedef uint64_t words __attribute__((vector_size(64), aligned(8), may_alias));
typedef double lane __attribute__((vector_size(64), aligned(8), may_alias));

#define LOW ((uint64_t)0xFFFFFFFF)

// Declares c0 … c3, the words of the counter (first + i … first + i + 7, block) after ten rounds.
#define PHILOX(seed, index, block)                                                  \
  const words place = (words){0, 1, 2, 3, 4, 5, 6, 7} + (index);                     \
  words c0 = place & LOW, c1 = place >> 32;                                          \
  words c2 = (words){0} + ((uint64_t)(block) & LOW);                                 \
  words c3 = (words){0} + ((uint64_t)(block) >> 32);        \
  uint32_t k0 = (uint32_t)(seed), k1 = (uint32_t)((seed) >> 32);                     \
  for (int round = 0; round < 10; round++) {                                         \
    const words p0 = (c0 & LOW) * (uint64_t)0xD2511F53, p1 = (c2 & LOW) * (uint64_t)0xCD9E8D57;    \
    c0 = (p1 >> 32) ^ c1 ^ (uint64_t)k0;                                             \
    c1 = p1 & LOW;                                                                   \
    c2 = (p0 >> 32) ^ c3 ^ (uint64_t)k1;                                             \
    c3 = p0 & LOW;                                                                   \
    k0 += 0x9E3779B9u;                                                               \
    k1 += 0xBB67AE85u;                                                               \
  }
