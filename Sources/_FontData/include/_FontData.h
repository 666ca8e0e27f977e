#pragma once
#include <stddef.h>

/// Bundled fonts, in the order of `FontFace`'s cases in Swift.
enum {
  isochron_font_sans_regular,
  isochron_font_sans_italic,
  isochron_font_sans_bold,
  isochron_font_serif_regular,
  isochron_font_serif_italic,
  isochron_font_serif_bold,
  isochron_font_math,
  isochron_font_count
};

/// The bytes of an OpenType file, which live as long as the process.
typedef struct {
  const unsigned char *_Nonnull bytes;
  size_t count;
} isochron_font_file;

/// The file of a font; the index is one of the constants above.
isochron_font_file isochron_font(int index);
