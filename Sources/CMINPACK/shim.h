// MINPACK's Levenberg–Marquardt in C (cminpack).
#pragma once
#include <cminpack-1/cminpack.h>
