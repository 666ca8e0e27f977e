#include <dmumps_c.h>
#include <zmumps_c.h>
