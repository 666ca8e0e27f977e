#include "_FontData.h"
