#include "_FontData.h"

// #embed is C23; the package's other C is C17.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char sans_regular[] = {
#embed "../../assets/fonts/texgyreheros-regular.otf"
};
static const unsigned char sans_italic[] = {
#embed "../../assets/fonts/texgyreheros-italic.otf"
};
static const unsigned char sans_bold[] = {
#embed "../../assets/fonts/texgyreheros-bold.otf"
};
static const unsigned char serif_regular[] = {
#embed "../../assets/fonts/texgyretermes-regular.otf"
};
static const unsigned char serif_italic[] = {
#embed "../../assets/fonts/texgyretermes-italic.otf"
};
static const unsigned char serif_bold[] = {
#embed "../../assets/fonts/texgyretermes-bold.otf"
};
static const unsigned char math[] = {
#embed "../../assets/fonts/texgyretermes-math.otf"
};

isochron_font_file isochron_font(int index) {
  switch (index) {
  case isochron_font_sans_regular: return (isochron_font_file){sans_regular, sizeof sans_regular};
  case isochron_font_sans_italic: return (isochron_font_file){sans_italic, sizeof sans_italic};
  case isochron_font_sans_bold: return (isochron_font_file){sans_bold, sizeof sans_bold};
  case isochron_font_serif_regular: return (isochron_font_file){serif_regular, sizeof serif_regular};
  case isochron_font_serif_italic: return (isochron_font_file){serif_italic, sizeof serif_italic};
  case isochron_font_serif_bold: return (isochron_font_file){serif_bold, sizeof serif_bold};
  default: return (isochron_font_file){math, sizeof math};
  }
}
