#pragma once
#include <stdbool.h>
#include <stddef.h>

/// Opens SourceKit of a toolchain; returns NULL or a message to be freed.
char *isochron_sourcekit_open(const char *libraryPath);

/// Sends one request, written in SourceKit's YAML form, and waits for the answer.
///
/// `source` (of `length` bytes, may be NULL) becomes the value of `key.sourcetext`.
/// Returns JSON text, or with `*failed` a message; both are to be freed.
char *isochron_sourcekit_request(const char *yaml, const char *source, size_t length, bool *failed);
