#define _GNU_SOURCE
#include "_LinearAlgebraShims.h"

#include <dlfcn.h>
#include <pthread.h>

// The executor's function returns a C `bool` or an `int`: a bool's upper bits are unspecified, so only
// the lowest byte is read.
static unsigned char (*is_cancelled)(void);
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void look_up(void) {
  is_cancelled = (unsigned char (*)(void))dlsym(RTLD_DEFAULT, "isochron_is_cancelled");
}

int32_t isochron_cancellation_is_requested(void) {
  pthread_once(&once, look_up);
  return is_cancelled && is_cancelled() != 0;
}
