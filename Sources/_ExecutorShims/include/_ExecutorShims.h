#pragma once
#include <stdint.h>

/// Writes an error's type name and description (UTF-8, not terminated) into two buffers and frees
/// the error. The lengths come in as capacities and go out as what was written.
typedef void (*isochron_error_describer)(void *error, char *type, long *typeLength, char *text,
                                         long *textLength);

/// Serves the frames that come on descriptor 3 until the other side closes it; does not return.
///
/// The cells run on the calling thread, which has to be the process's first.
void isochron_executor_serve(isochron_error_describer describe) __attribute__((noreturn));
