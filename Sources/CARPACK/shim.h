// Swift needs only the library: its own header uses C99 complex types, so that _LinearAlgebraShims calls
// it from C.
#pragma once
