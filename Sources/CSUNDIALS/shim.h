// Swift needs only the library: _DynamicsShims calls it from C, where SUNDIALS's macros and tables of
// functions live.
#pragma once
