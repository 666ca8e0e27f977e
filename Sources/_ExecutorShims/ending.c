// How a cell ends that does not reach its end: traps, thrown errors, exit, interrupts.
//
// Where the stack between the place and the runner holds only the cell and libraries, the first
// thread jumps to the runner. Where a task's job or a dispatched block is being run in between, the
// thread goes on as if that job were over, so that the runtime's own state stays right; the first
// thread then leaves as soon as the code of the cell would go on (its return address is replaced).
#include "executor.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

ending cell_ending;
atomic_bool is_running, is_cancelled;
atomic_long cell_progress;
sigjmp_buf runner_state;
pthread_t main_thread;
isochron_error_describer describe_error;

static int interrupt_signal;
// Whether the first thread cannot come back into the cell any more.
static atomic_bool is_main_caught;
static _Atomic(int64_t) interrupt_since, interrupt_next;
enum { grace_ms = 100, wait_grace_ms = 300, retry_ms = 10, patience_ms = 2000 };
// What the first thread had used of the processor when it first heard of the wish to end, or -1.
static int64_t interrupt_used = -1;

// The return address of a library function that was replaced, and where it lay.
static uintptr_t *replaced_slot;
__attribute__((used)) static uintptr_t replaced_address;

static int64_t clock_ms(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static int64_t now_ms(void) { return clock_ms(CLOCK_MONOTONIC); }

static bool is_main(void) { return pthread_equal(pthread_self(), main_thread); }

void ending_start_cell(void) {
  memset(&cell_ending, 0, sizeof cell_ending);
  atomic_store(&is_main_caught, false);
  atomic_store(&is_cancelled, false);
  replaced_slot = NULL;
  interrupt_used = -1;
}

bool claim_ending(void) {
  int expected = 0;
  return atomic_compare_exchange_strong(&cell_ending.is_set, &expected, 1);
}

void publish_ending(void) {
  atomic_store(&cell_ending.is_set, 2);
  if (!is_main()) {
    atomic_store(&interrupt_since, now_ms());
    atomic_store(&interrupt_next, now_ms() + retry_ms);
    input_cancel();
    pthread_kill(main_thread, interrupt_signal);
    output_service_nudge();
    // The job that this thread leaves may be what the first thread waits for; the cell must not go on.
    for (int i = 0; i < grace_ms && !atomic_load(&is_main_caught) && atomic_load(&is_running); i++)
      usleep(1000);
  }
}

// MARK: Leaving

static void claim_interrupt(const walk *path) {
  if (!claim_ending()) return;
  cell_ending.kind = end_interrupted;
  if (path) cell_ending.frames = path->frames;
  publish_ending();
}

// While it is set, this thread is on its way out, and no signal begins that anew.
static _Thread_local volatile bool is_handling;

__attribute__((used)) static void leave_from_cell_frame(void) {
  is_handling = true;
  replaced_slot = NULL;
  walk path;
  walk_stack(&path, NULL);
  claim_interrupt(&path);
  leave_cell(NULL, &path);
}

#if defined(__x86_64__)
// Where a library function returns to instead of into the cell. It makes the stack look as if the
// cell had called `leave_from_cell_frame` at that place.
__attribute__((naked)) static void return_trap(void) {
  __asm__("pushq replaced_address(%rip)\n\tjmp leave_from_cell_frame\n\t"
          ".globl return_trap_end\n\t.hidden return_trap_end\nreturn_trap_end:");
}

extern const char return_trap_end[];

// There the stack cannot be followed, and need not be: the thread is leaving.
static bool is_in_return_trap(uintptr_t pc) {
  return pc >= (uintptr_t)return_trap && pc < (uintptr_t)return_trap_end;
}

static void replace_return(uintptr_t *slot) {
  if (!slot || replaced_slot) return;
  replaced_address = *slot;
  replaced_slot = slot;
  *slot = (uintptr_t)return_trap;
}

// Undone before each walk: the unwinder has to find its way.
static void restore_return(void) {
  if (replaced_slot && *replaced_slot == (uintptr_t)return_trap) *replaced_slot = replaced_address;
  replaced_slot = NULL;
}
#else
// The place of return addresses is unknown here: a loop that calls libraries ends by the retries.
static void replace_return(uintptr_t *slot) { (void)slot; }
static void restore_return(void) {}
static bool is_in_return_trap(uintptr_t pc) { (void)pc; return false; }
#endif

// Leaves the job that this thread runs, if it runs one.
static void leave_job(const ucontext_t *context) {
  if (!current_job) return;
  if (context) pthread_sigmask(SIG_SETMASK, &context->uc_sigmask, NULL);
  is_handling = false;
  siglongjmp(*current_job, 1);
}

void leave_cell(ucontext_t *context, walk *path) {
  is_handling = true;
  atomic_store(&is_main_caught, true);
  restore_return();
  output_recover_lock();
  output_recover_streams();
  if (!path->has_boundary) {
    leave_job(context);
    is_handling = false;
    siglongjmp(runner_state, 1);
  }
  uintptr_t low = context ? context_sp(context) : (uintptr_t)__builtin_frame_address(0);
  thread_state_forget_stack(low, path->boundary.sp, path->boundary_is_job);
  replace_return(path->outer_cell_return_slot);
  is_handling = false;
  resume_at(&path->boundary, context);
}

// Another thread cannot go on after a trap: its job counts as over, or it sleeps for ever.
static void abandon_thread(ucontext_t *context, walk *path) {
  output_recover_lock();
  output_recover_streams();
  if (path->has_boundary && !path->outer_cell_return_slot) {
    is_handling = false;
    uintptr_t low = context ? context_sp(context) : (uintptr_t)__builtin_frame_address(0);
    thread_state_forget_stack(low, path->boundary.sp, path->boundary_is_job);
    resume_at(&path->boundary, context);
    return;
  }
  if (!path->is_complete) leave_job(context);
  is_handling = false;
  for (;;) pause();
}

// MARK: Interrupts

void interrupt_request(uint32_t cell) {
  if (!atomic_load(&is_running) || atomic_load(&current_cell) != cell) return;
  if (atomic_exchange(&is_cancelled, true)) return;
  atomic_store(&interrupt_since, now_ms());
  atomic_store(&interrupt_next, now_ms());
  input_cancel();
  interrupt_tick();
}

int interrupt_due(void) {
  if (!atomic_load(&is_running)) return -1;
  if (!atomic_load(&is_cancelled) && atomic_load(&cell_ending.is_set) != 2) return -1;
  int64_t left = atomic_load(&interrupt_next) - now_ms();
  return left < 0 ? 0 : (int)left;
}

void interrupt_tick(void) {
  if (interrupt_due() != 0) return;
  atomic_store(&interrupt_next, now_ms() + retry_ms);
  pthread_kill(main_thread, interrupt_signal);
}

static void on_interrupt(int number, siginfo_t *information, void *pointer) {
  (void)number;
  (void)information;
  ucontext_t *context = pointer;
  if (!is_connected || !is_main() || !atomic_load(&is_running) || is_handling) return;
  bool is_published = atomic_load(&cell_ending.is_set) == 2;
  if (!is_published && !atomic_load(&is_cancelled)) return;
  if (executor_depth > 0) return;
  uintptr_t pc = context_pc(context);
  if (is_in_return_trap(pc)) return;
  int error = errno;
  int64_t elapsed = now_ms() - atomic_load(&interrupt_since);
  // On a busy machine the time of the clock says little about what the cell could do meanwhile.
  int64_t used = clock_ms(CLOCK_THREAD_CPUTIME_ID);
  if (interrupt_used < 0) interrupt_used = used;
  bool has_had_time = elapsed >= grace_ms && used - interrupt_used >= grace_ms / 2;
  bool is_cell = is_cell_code(pc);
  restore_return();
  walk path;
  walk_stack(&path, context);
  // At any place a value may be half changed, so a cell gets the time to reach a safe point first. It
  // must not go on, though, once another thread has trapped.
  bool may_leave = is_cell && is_published && (!path.passes_library || path.has_boundary);
  may_leave = may_leave || (has_had_time && is_cell);
  may_leave = may_leave || (elapsed >= patience_ms && !is_delicate(pc));
  // A wait for another thread that is about to end its work with a trap should end by itself.
  if (elapsed >= (is_published ? wait_grace_ms : grace_ms))
    may_leave = may_leave || is_in_broken_system_call(context);
  if (!may_leave && (is_published || has_had_time)) {
    replace_return(path.cell_return_slot);
    if (replaced_slot) atomic_store(&is_main_caught, true);
  }
  // Where the stack cannot be followed (an empty loop may have no unwind table) a boundary may be
  // overlooked, which is less likely in a cell without tasks.
  int64_t caution = is_in_async_cell ? patience_ms : grace_ms;
  if (may_leave && !path.is_complete && elapsed < caution) may_leave = false;
  if (may_leave) {
    claim_interrupt(&path);
    leave_cell(context, &path);
  }
  errno = error;
}

void safe_point(void) {
  if (!atomic_load_explicit(&is_cancelled, memory_order_relaxed)) return;
  if (!is_connected || !is_main() || !atomic_load(&is_running) || is_handling) return;
  restore_return();
  walk path;
  walk_stack(&path, NULL);
  // The libraries in between finish what they do; the cell does not go on.
  replace_return(path.cell_return_slot);
}

void leave_interrupted(void) {
  if (!is_connected || !is_main() || !atomic_load(&is_running) || is_handling) return;
  restore_return();
  walk path;
  walk_stack(&path, NULL);
  claim_interrupt(&path);
  leave_cell(NULL, &path);
}

void end_main_if_asked(void) {
  if (atomic_load(&is_cancelled)) claim_interrupt(NULL);
  if (atomic_load(&cell_ending.is_set) == 2) siglongjmp(runner_state, 1);
}

// MARK: Traps

static void die(int number, const siginfo_t *information) {
  output_last_flush();
  signal(number, SIG_DFL);
  // A fault comes again when the handler returns; what was sent has to be sent again.
  if (information->si_code <= 0) raise(number);
}

static const char *name_of(int number, const siginfo_t *information, const ucontext_t *context) {
  uintptr_t address = (uintptr_t)information->si_addr;
  uintptr_t sp = context_sp(context);
  switch (number) {
  case SIGFPE: return "DivisionByZero";
  case SIGABRT: return "FatalError";
  case SIGBUS: return "InvalidMemoryAccess";
  case SIGSEGV:
    if (information->si_code == SI_KERNEL) return "InvalidMemoryAccess";
    if (address < sp + 4096 && address + (1 << 17) > sp) return "StackOverflow";
    return address < 1 << 16 ? "NullPointer" : "InvalidMemoryAccess";
  default: return "Trap";
  }
}

static void describe_trap(ending *record, int number, const siginfo_t *information,
                          const ucontext_t *context, const walk *path, const char *message,
                          size_t length) {
  record->kind = end_trap;
  record->code = number;
  record->address = (uintptr_t)information->si_addr;
  record->is_other_thread = !is_main();
  strncpy(record->name, name_of(number, information, context), sizeof record->name - 1);
  memcpy(record->message, message, length);
  record->message[length] = 0;
  record->frames = path->frames;
}

static void on_trap(int number, siginfo_t *information, void *pointer) {
  ucontext_t *context = pointer;
  if (!is_connected || is_handling) {
    die(number, information);
    return;
  }
  is_handling = true;
  if (is_main()) restore_return();
  static _Thread_local char message[8192];
  size_t length = output_take_fatal_message(message, sizeof message - 1);
  walk path;
  walk_stack(&path, context);
  // abort() is obeyed unless the Swift runtime says why it calls it. A trap in the allocator means
  // that the heap is broken.
  if ((number == SIGABRT && length == 0) || path.meets_allocator || information->si_code <= 0) {
    if (!(number == SIGABRT && length > 0)) {
      if (length) output_append(stream_error, message, length);
      die(number, information);
      return;
    }
  }
  if (!atomic_load(&is_running)) {
    static const char head[] = "A task of an earlier cell was ended by a trap: ";
    const char *name = length ? message : name_of(number, information, context);
    output_append(stream_error, head, sizeof head - 1);
    output_append(stream_error, name, length ? length : strlen(name));
    if (!length) output_append(stream_error, "\n", 1);
  } else if (claim_ending()) {
    describe_trap(&cell_ending, number, information, context, &path, message, length);
    publish_ending();
  }
  if (is_main())
    leave_cell(context, &path);
  else
    abandon_thread(context, &path);
}

// MARK: What cells call

__attribute__((visibility("default"), noreturn)) void isochron_cell_error(void *error) {
  char type[256], text[8192];
  long typeLength = sizeof type - 1, textLength = sizeof text - 1;
  cell_frames frames = {.count = 0};
  throws_find(error, &frames);
  describe_error(error, type, &typeLength, text, &textLength);
  if (claim_ending()) {
    cell_ending.kind = atomic_load(&is_cancelled) ? end_interrupted : end_thrown;
    memcpy(cell_ending.name, type, (size_t)typeLength);
    cell_ending.name[typeLength] = 0;
    memcpy(cell_ending.message, text, (size_t)textLength);
    cell_ending.message[textLength] = 0;
    cell_ending.frames = frames;
    publish_ending();
  }
  walk path;
  walk_stack(&path, NULL);
  if (is_main()) leave_cell(NULL, &path);
  abandon_thread(NULL, &path);
  for (;;) pause();
}

__attribute__((visibility("default"), noreturn)) void isochron_cell_exit(int code) {
  walk path;
  walk_stack(&path, NULL);
  if (claim_ending()) {
    cell_ending.kind = is_in_async_cell && code == 0 ? end_success : end_exit;
    cell_ending.code = code;
    cell_ending.frames = path.frames;
    publish_ending();
  }
  if (is_main()) leave_cell(NULL, &path);
  abandon_thread(NULL, &path);
  for (;;) pause();
}

__attribute__((visibility("default"))) void isochron_cell_progress(int64_t step) {
  atomic_store_explicit(&cell_progress, step, memory_order_relaxed);
  safe_point();
}

// For the compiler to put into loops: a place where no value is half changed.
__attribute__((visibility("default"))) void isochron_cell_poll(void) { safe_point(); }

__attribute__((visibility("default"))) bool isochron_is_cancelled(void) {
  return atomic_load_explicit(&is_cancelled, memory_order_relaxed);
}

// MARK: Start

void traps_start(void) {
  main_thread = pthread_self();
  interrupt_signal = SIGRTMIN + 5;
  static uint8_t memory[1 << 18];
  stack_t stack = {.ss_sp = memory, .ss_size = sizeof memory};
  sigaltstack(&stack, NULL);
  struct sigaction action = {.sa_sigaction = on_trap, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigemptyset(&action.sa_mask);
  sigaddset(&action.sa_mask, interrupt_signal);
  const int traps[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT};
  for (int i = 0; i < 6; i++) sigaction(traps[i], &action, NULL);
  // No SA_RESTART: a blocked call has to come back.
  action.sa_sigaction = on_interrupt;
  sigaction(interrupt_signal, &action, NULL);
  signal(SIGPIPE, SIG_IGN);
}
