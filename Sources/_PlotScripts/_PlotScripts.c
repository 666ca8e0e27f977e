#include "_PlotScripts.h"

// #embed is C23; the package's other C is C17.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char player[] = {
#embed "../../assets/scripts/player.min.js"
};
static const unsigned char figure[] = {
#embed "../../assets/scripts/figure.min.js"
};

isochron_script_text isochron_script(int index) {
  switch (index) {
  case isochron_script_player: return (isochron_script_text){player, sizeof player};
  default: return (isochron_script_text){figure, sizeof figure};
  }
}
