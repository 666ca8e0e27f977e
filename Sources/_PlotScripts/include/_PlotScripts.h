#pragma once
#include <stddef.h>

/// Bundled scripts of pages.
enum {
  isochron_script_player,
  isochron_script_figure,
};

/// UTF-8 text that lives as long as the process.
typedef struct {
  const unsigned char *_Nonnull bytes;
  size_t count;
} isochron_script_text;

/// A script; the index is one of the constants above.
isochron_script_text isochron_script(int index);
