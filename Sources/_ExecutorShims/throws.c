// Where an error was thrown, for the traceback of one that nobody catches: the runtime calls a hook at
// each throw. Frame pointers are followed, which takes some nanoseconds; unwind tables would take
// microseconds.
#include "executor.h"

#include <dlfcn.h>

enum { depth = 24 };

static _Thread_local struct {
  void *error;
  uintptr_t pc[depth];
  int count;
} last_throw;

static uintptr_t stack_top;

static void note(void *error) {
  last_throw.error = error;
  last_throw.count = 0;
  if (!pthread_equal(pthread_self(), main_thread)) return;
  uintptr_t *frame = __builtin_frame_address(0);
  while (last_throw.count < depth) {
    uintptr_t next = frame[0];
    last_throw.pc[last_throw.count++] = frame[1];
    if (next <= (uintptr_t)frame || next >= stack_top || next % sizeof(uintptr_t)) break;
    frame = (uintptr_t *)next;
  }
}

__attribute__((swiftcall)) static void note_throw(void *error) { note(error); }

bool throws_find(void *error, cell_frames *frames) {
  frames->count = 0;
  if (last_throw.error != error) return false;
  for (int i = 0; i < last_throw.count && frames->count < maximum_frames; i++)
    if (is_cell_code(last_throw.pc[i] - 1)) frames->pc[frames->count++] = last_throw.pc[i] - 1;
  last_throw.error = NULL;
  return frames->count > 0;
}

void throws_forget(void) { last_throw.error = NULL; }

void throws_start(void) {
  stack_top = (uintptr_t)__builtin_frame_address(0) + (1 << 14);
  _Atomic(void *) *hook = dlsym(RTLD_DEFAULT, "_swift_willThrow");
  if (hook) atomic_store(hook, (void *)note_throw);
}
