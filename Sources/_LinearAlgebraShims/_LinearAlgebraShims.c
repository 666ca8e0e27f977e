#include "_LinearAlgebraShims.h"
