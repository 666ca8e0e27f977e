// Work for the first thread: jobs of the main actor and blocks of the main queue. They run while a cell
// awaits at top level and between cells.
#include "executor.h"

#include <dlfcn.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/syscall.h>

typedef void (*dispatch_function)(void *, void *, void (*)(void *));

static int main_queue = -1;

static void (*drain_main_queue)(void *);
static void (*cancel_task)(void *);

volatile bool is_in_async_cell;
// The first job that a cell enqueues, before it drains the queue, is its own main task.
static void *first_job;
static bool wants_first_job;

// Tasks of cells that were ended while they waited. They stay suspended for ever, so their
// addresses are not used again.
enum { maximum_abandoned = 4096 };
static void *_Atomic abandoned[maximum_abandoned];
static atomic_int abandoned_count;

static bool is_abandoned(void *job) {
  int count = atomic_load(&abandoned_count);
  for (int i = 0; i < count && i < maximum_abandoned; i++)
    if (atomic_load(&abandoned[i]) == job) return true;
  return false;
}

_Thread_local sigjmp_buf *volatile current_job;

typedef struct {
  void (*work)(void *);
  void *context;
} job_call;

// Runs a job so that it can be left where the stack cannot be followed: the compiler writes no unwind
// table for a function that cannot throw and calls nothing that could.
static void run_job(void *argument) {
  job_call call = *(job_call *)argument;
  free(argument);
  sigjmp_buf state;
  sigjmp_buf *outer = current_job;
  if (sigsetjmp(state, 0) == 0) {
    current_job = &state;
    call.work(call.context);
  } else {
    uintptr_t here = (uintptr_t)__builtin_frame_address(0);
    thread_state_forget_stack(here - ((uintptr_t)1 << 30), here, true);
  }
  current_job = outer;
}

// The runtime enqueues jobs, for the main actor and for any thread, by this function of the dispatch
// library with the job as context.
__attribute__((visibility("default"), used)) void dispatch_async_f(void *queue, void *context,
                                                                   void (*work)(void *)) {
  static _Atomic(dispatch_function) original;
  dispatch_function function = atomic_load(&original);
  if (!function) {
    *(void **)&function = dlsym(RTLD_NEXT, "dispatch_async_f");
    atomic_store(&original, function);
  }
  if (is_concurrency_runtime((uintptr_t)work)) {
    if (is_abandoned(context)) return;
    if (wants_first_job && pthread_equal(pthread_self(), main_thread)) {
      wants_first_job = false;
      first_job = context;
    }
    job_call *call = is_connected ? malloc(sizeof *call) : NULL;
    if (call) {
      *call = (job_call){work, context};
      function(queue, call, run_job);
      return;
    }
  }
  function(queue, context, work);
}

void tasks_start(void) {
  *(void **)&drain_main_queue = dlsym(RTLD_DEFAULT, "_dispatch_main_queue_callback_4CF");
  *(void **)&cancel_task = dlsym(RTLD_DEFAULT, "swift_task_cancel");
  int (*handle)(void) = (int (*)(void))dlsym(RTLD_DEFAULT, "_dispatch_get_main_queue_handle_4CF");
  if (handle) main_queue = handle();
}

void tasks_begin_cell(void) {
  is_in_async_cell = false;
  current_job = NULL;
  first_job = NULL;
  wants_first_job = true;
}

void tasks_abandon_cell(void) {
  wants_first_job = false;
  if (!is_in_async_cell || !first_job) return;
  int place = atomic_load(&abandoned_count);
  if (place < maximum_abandoned) {
    atomic_store(&abandoned[place], first_job);
    atomic_store(&abandoned_count, place + 1);
  }
  // Its children hear of it.
  if (cancel_task) cancel_task(first_job);
  first_job = NULL;
}

void tasks_wait(int descriptor) {
  struct pollfd waits[2] = {{descriptor, POLLIN, 0}, {main_queue, POLLIN, 0}};
  executor_depth++;
  int count = poll(waits, main_queue >= 0 && drain_main_queue ? 2 : 1, -1);
  executor_depth--;
  if (count > 0 && waits[1].revents & POLLIN) {
    // The queue expects the event to be taken.
    uint64_t value;
    ssize_t ignored = syscall(SYS_read, main_queue, &value, sizeof value);
    (void)ignored;
    drain_main_queue(NULL);
  }
}

__attribute__((visibility("default"), noreturn)) void isochron_cell_drain(void) {
  is_in_async_cell = true;
  wants_first_job = false;
  for (;;) {
    end_main_if_asked();
    tasks_wait(-1);
  }
}
