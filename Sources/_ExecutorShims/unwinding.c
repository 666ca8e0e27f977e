// Walking the stack, from a signal handler too: the unwinder of the C runtime takes no lock for it
// (glibc 2.35 and later) and every function of ours and of Swift has unwind tables.
#include "executor.h"

#include <errno.h>
#include <string.h>
#include <unwind.h>

#if defined(__x86_64__)
// rbx, rbp, r12, r13, r14, r15 by their DWARF numbers.
static const int saved_registers[] = {3, 6, 12, 13, 14, 15};
static const int context_registers[] = {REG_RBX, REG_RBP, REG_R12, REG_R13, REG_R14, REG_R15};
enum { saved_count = 6 };

uintptr_t context_pc(const ucontext_t *context) {
  return (uintptr_t)context->uc_mcontext.gregs[REG_RIP];
}

uintptr_t context_sp(const ucontext_t *context) {
  return (uintptr_t)context->uc_mcontext.gregs[REG_RSP];
}

bool is_in_broken_system_call(const ucontext_t *context) {
  const uint8_t *pc = (const uint8_t *)context_pc(context);
  return context->uc_mcontext.gregs[REG_RAX] == -EINTR && pc[-2] == 0x0f && pc[-1] == 0x05;
}

static void apply(const call_state *state, ucontext_t *context) {
  context->uc_mcontext.gregs[REG_RIP] = (greg_t)state->pc;
  context->uc_mcontext.gregs[REG_RSP] = (greg_t)state->sp;
  for (int i = 0; i < saved_count; i++)
    context->uc_mcontext.gregs[context_registers[i]] = (greg_t)state->saved[i];
}
#elif defined(__aarch64__)
// x19 to x29.
static const int saved_registers[] = {19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29};
enum { saved_count = 11 };

uintptr_t context_pc(const ucontext_t *context) { return context->uc_mcontext.pc; }
uintptr_t context_sp(const ucontext_t *context) { return context->uc_mcontext.sp; }

bool is_in_broken_system_call(const ucontext_t *context) {
  const uint32_t *pc = (const uint32_t *)context_pc(context);
  return (long)context->uc_mcontext.regs[0] == -EINTR && pc[-1] == 0xd4000001;
}

static void apply(const call_state *state, ucontext_t *context) {
  context->uc_mcontext.pc = state->pc;
  context->uc_mcontext.sp = state->sp;
  for (int i = 0; i < saved_count; i++)
    context->uc_mcontext.regs[saved_registers[i]] = state->saved[i];
}
#else
#error "This processor is not supported."
#endif

typedef struct {
  walk *result;
  uintptr_t start;
  bool has_started;
  bool has_ended;
  /// Whether the stack may hold the frames of a task's job.
  bool has_job;
  int depth;
} progress;

static _Unwind_Reason_Code visit(struct _Unwind_Context *frame, void *argument) {
  progress *state = argument;
  walk *result = state->result;
  int is_before = 0;
  uintptr_t pc = _Unwind_GetIPInfo(frame, &is_before);
  if (!state->has_started) {
    if (pc != state->start) return _URC_NO_REASON;
    state->has_started = true;
  } else {
    // A recursion without end has millions of frames, and its first ones say enough; but where a job
    // runs below it, the way there has to be found, even if it takes seconds.
    if (state->depth++ > 100000 && !state->has_job) return _URC_END_OF_STACK;
  }
  // Of a call the return address may already belong to the next line.
  uintptr_t place = is_before || pc == 0 ? pc : pc - 1;
  // On x86-64 the address of the inner frame's return slot is just below its frame address.
  uintptr_t *slot = is_before ? NULL : (uintptr_t *)(_Unwind_GetCFA(frame) - sizeof(uintptr_t));
  bool is_cell = is_cell_code(place);
  if (!is_cell && is_executor(place) && result->frames.count > 0) {
    state->has_ended = true;
    return _URC_END_OF_STACK;
  }
  if (!is_cell) result->passes_library = true;
  if (is_cell) {
    if (result->frames.count < maximum_frames) result->frames.pc[result->frames.count++] = place;
    if (!result->has_boundary && !result->cell_return_slot) result->cell_return_slot = slot;
    if (result->has_boundary && !result->outer_cell_return_slot) {
      result->outer_cell_return_slot = slot;
      return _URC_END_OF_STACK;
    }
  } else if (is_allocator(place) && result->frames.count == 0) {
    result->meets_allocator = true;
  }
  // The dispatch library below a cell's code has called it; above, it was called.
  bool is_boundary = is_job_runner(place) || (is_dispatch(place) && result->frames.count > 0);
  if (!result->has_boundary && is_boundary) {
    result->has_boundary = true;
    result->boundary_is_job = is_job_runner(place);
    result->boundary.pc = pc;
    result->boundary.sp = _Unwind_GetCFA(frame);
    for (int i = 0; i < saved_count; i++)
      result->boundary.saved[i] = _Unwind_GetGR(frame, saved_registers[i]);
  }
  return _URC_NO_REASON;
}

__attribute__((noinline)) void walk_stack(walk *result, const ucontext_t *context) {
  memset(result, 0, sizeof *result);
  progress state = {.result = result, .start = context ? context_pc(context) : 0};
  state.has_job = is_in_async_cell || !pthread_equal(pthread_self(), main_thread);
  if (!context) state.has_started = true;
  _Unwind_Backtrace(visit, &state);
  result->is_complete = state.has_started && state.has_ended;
#if !defined(__x86_64__)
  result->cell_return_slot = result->outer_cell_return_slot = NULL;
#endif
}

void resume_at(const call_state *state, ucontext_t *context) {
  if (context) {
    apply(state, context);
    return;
  }
  ucontext_t here;
  getcontext(&here);
  apply(state, &here);
  setcontext(&here);
}
