// What the parts of the executor know of each other.
#pragma once
#define _GNU_SOURCE
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <ucontext.h>
#include <unistd.h>

#include "_ExecutorShims.h"

// MARK: frames.c

/// Bytes that grow; for use outside of signal handlers.
typedef struct {
  uint8_t *bytes;
  size_t count, capacity;
} buffer;

void buffer_append(buffer *, const void *bytes, size_t count);
void buffer_append_u8(buffer *, uint8_t);
void buffer_append_u32(buffer *, uint32_t);
void buffer_append_u64(buffer *, uint64_t);
void buffer_append_text(buffer *, const char *text, size_t count);

/// What is left of a received frame.
typedef struct {
  const uint8_t *next;
  size_t left;
} reader;

uint8_t read_u8(reader *);
uint32_t read_u32(reader *);
/// A copy of the next text, ended by a zero byte; to be freed.
char *read_text(reader *, size_t *count);

extern int channel_descriptor;
/// Sends one frame. The caller holds the output lock. The process ends if the parent is gone.
void send_frame(uint8_t type, const void *payload, size_t count);
/// Receives one frame into fresh memory; false once the parent closed.
bool receive_frame(uint8_t **bytes, size_t *count);

// MARK: output.c

enum { stream_output = 1, stream_error = 2 };

/// Whether this process is the executor itself and not a fork of it.
extern volatile bool is_connected;
void output_start(void);
/// Takes text of a stream into the one order of outputs.
void output_append(int stream, const void *bytes, size_t count);
/// Sends everything that waits, then one frame.
void output_send(uint8_t type, const void *payload, size_t count);
void output_flush(void);
/// Sends everything, with incomplete characters replaced.
void output_finish_cell(void);
/// The display sink that RichDisplay calls.
void output_display(const uint8_t *bytes, long count);
/// Takes back the runtime's last words if this thread wrote them just now. Returns the length.
size_t output_take_fatal_message(char *text, size_t capacity);
/// Lets go of the lock if the calling thread holds it, after a jump out of it.
void output_recover_lock(void);
/// Lets go of the locks of stdin, stdout and stderr that this thread holds.
void output_recover_streams(void);
/// Moves bytes that subprocesses and raw system calls wrote into the order of outputs.
void output_drain_pipes(void);
/// The descriptors to wait for: subprocess output, and the wish to be flushed.
int output_descriptors(int descriptors[3]);
void output_service_wakeup(void);
/// Makes the service thread look at what is due.
void output_service_nudge(void);
/// Milliseconds until a flush is due, or -1.
int output_due(void);
/// As much as possible is sent from a signal handler before the process dies.
void output_last_flush(void);
/// Whether the first thread is inside the executor's own code, out of which nobody may jump.
extern _Thread_local volatile int executor_depth;
/// Set once subprocesses may exist, whose output is then looked for before each own output.
extern atomic_bool has_subprocesses;

// MARK: input.c

void input_start(void);
void input_allow(bool);
/// Reads from the front end; what `read(0, …)` and stdin do.
ssize_t input_read(void *bytes, size_t count);
/// Asks for one line, with a text before it. Returns the length of `*answer`, which is to be freed, or -1.
long input_prompt(const uint8_t *prompt, long count, bool is_password, uint8_t **answer);
void input_answer(bool exists, const uint8_t *text, size_t count);
/// Ends a wait for input.
void input_cancel(void);
FILE *input_stream(void);

// MARK: ranges.c

bool is_cell_code(uintptr_t pc);
/// The library that holds a cell's code, for tracebacks.
const char *cell_library(uintptr_t pc, uintptr_t *base);
void add_cell_library(void *handle, const char *path);
/// Whether code belongs to the runtime's functions that run a task's job.
bool is_job_runner(uintptr_t pc);
/// Whether code belongs to the runtime of tasks.
bool is_concurrency_runtime(uintptr_t pc);
/// Whether code belongs to the dispatch library.
bool is_dispatch(uintptr_t pc);
/// Whether code may hold locks that everybody needs (the allocator, the loader, the runtime).
bool is_delicate(uintptr_t pc);
bool is_allocator(uintptr_t pc);
/// Whether code is the executor's own.
bool is_executor(uintptr_t pc);
void ranges_start(void);

// MARK: unwinding.c

enum { maximum_frames = 48 };

/// The registers that a function finds again when a call it made returns.
typedef struct {
  uintptr_t pc, sp;
  uintptr_t saved[12];
} call_state;

typedef struct {
  uintptr_t pc[maximum_frames];
  int count;
} cell_frames;

/// What a walk from a context towards the runner has met.
typedef struct {
  cell_frames frames;
  bool has_boundary;
  call_state boundary;
  bool boundary_is_job;
  /// Where the return address into the innermost cell frame lies, or 0.
  uintptr_t *cell_return_slot;
  /// The same for the innermost cell frame outside the boundary.
  uintptr_t *outer_cell_return_slot;
  bool meets_allocator;
  /// Whether the code of libraries lies between the context and the runner.
  bool passes_library;
  bool is_complete;
} walk;

/// Walks the stack from a signal's context, or from the caller where it is NULL.
void walk_stack(walk *, const ucontext_t *context);
/// Lets the signal's return, or this thread at once where context is NULL, go on at a call state.
void resume_at(const call_state *, ucontext_t *context);
uintptr_t context_pc(const ucontext_t *);
uintptr_t context_sp(const ucontext_t *);
/// Whether the context was taken in a system call that the signal broke off.
bool is_in_broken_system_call(const ucontext_t *);

// MARK: threadstate.c

/// Remembers the runtime's thread-local state of the first thread at the start of a cell.
void thread_state_save(void);
/// Makes the runtime of this thread forget what lay on the stack between two addresses.
void thread_state_forget_stack(uintptr_t low, uintptr_t high, bool forgets_task);

// MARK: ending.c

typedef enum {
  end_success = 0, end_thrown = 1, end_trap = 2, end_interrupted = 3, end_exit = 4, end_engine = 5,
} end_kind;

/// Why the running cell ends.
typedef struct {
  atomic_int is_set;
  end_kind kind;
  int code;
  uintptr_t address;
  bool is_other_thread;
  char name[256];
  char message[8192];
  cell_frames frames;
} ending;

extern ending cell_ending;
/// Whether a cell runs now, on the first thread.
extern atomic_bool is_running;
extern atomic_bool is_cancelled;
/// Whether the running cell awaits at top level, so that it ends by exit(0).
extern volatile bool is_in_async_cell;
extern atomic_long cell_progress;
extern sigjmp_buf runner_state;
extern pthread_t main_thread;
extern isochron_error_describer describe_error;

/// Forgets how the last cell ended.
void ending_start_cell(void);
/// Claims the right to say why the cell ends; the first one wins.
bool claim_ending(void);
/// Ends the cell as soon as that is safe, from any thread, for the claimed reason.
void publish_ending(void);
/// A place where an interrupted cell ends as soon as the calling library returns into it.
void safe_point(void);
/// Ends the running cell here as interrupted; returns only where that cannot be.
void leave_interrupted(void);
/// Where the first thread leaves a cell with top-level `await` when an ending is published.
void end_main_if_asked(void);
/// Leaves the running cell: jumps to the runner, or makes the current job return. From a signal's
/// context, or from a call where it is NULL, which then does not return.
void leave_cell(ucontext_t *context, walk *);
void traps_start(void);
/// Asks for the end of the running cell; the service thread calls `interrupt_tick` afterwards.
void interrupt_request(uint32_t cell);
/// Milliseconds until the next attempt, or -1.
int interrupt_due(void);
void interrupt_tick(void);

// MARK: throws.c

/// Notes where errors are thrown, for the traceback of one that nobody catches.
void throws_start(void);
void throws_forget(void);
/// The place where an error was thrown last on this thread.
bool throws_find(void *error, cell_frames *frames);

// MARK: tasks.c

/// Finds the dispatch library's main queue and the runtime's hooks.
void tasks_start(void);
/// Forgets which task the last cell's main task was.
void tasks_begin_cell(void);
/// Where the job that this thread runs can be left, or NULL.
extern _Thread_local sigjmp_buf *volatile current_job;
/// Gives up the running cell's main task, if it has one.
void tasks_abandon_cell(void);
/// Waits until the main queue has work or `descriptor` can be read; runs the work.
void tasks_wait(int descriptor);

// MARK: runner.c

extern atomic_uint current_cell;
/// Hands a command over to the first thread.
void runner_submit(uint8_t *frame, size_t count);
extern int runner_wakeup;

// MARK: comms.c

/// Connects the comms of the loaded libraries.
void comms_start(void);
/// Takes over a frame with a message of a comm; false where nobody can hear it.
bool comms_submit(uint8_t *frame, size_t count);

// MARK: service.c

void service_start(void);
