// The reverse-communication routines that the library uses; its own header needs C99 complex types.
#pragma once
#include <stdint.h>
