// Swift needs only the library: _LinearAlgebraShims calls it from C, where real and complex arithmetic
// share one interface.
#pragma once
