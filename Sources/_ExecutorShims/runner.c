// The first thread: loads cells, runs them, and tells how they ended.
#include "executor.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>

atomic_uint current_cell;
int runner_wakeup = -1;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static uint8_t *waiting_frame;
static size_t waiting_count;
static uintptr_t runner_frame;

void runner_submit(uint8_t *frame, size_t count) {
  pthread_mutex_lock(&lock);
  free(waiting_frame);
  waiting_frame = frame;
  waiting_count = count;
  pthread_mutex_unlock(&lock);
  uint64_t one = 1;
  ssize_t ignored = syscall(SYS_write, runner_wakeup, &one, sizeof one);
  (void)ignored;
}

static uint8_t *take_command(size_t *count) {
  uint64_t value;
  ssize_t ignored = syscall(SYS_read, runner_wakeup, &value, sizeof value);
  (void)ignored;
  pthread_mutex_lock(&lock);
  uint8_t *frame = waiting_frame;
  *count = waiting_count;
  waiting_frame = NULL;
  pthread_mutex_unlock(&lock);
  return frame;
}

static void send_ending(uint32_t cell) {
  buffer frame = {0};
  buffer_append_u32(&frame, cell);
  buffer_append_u8(&frame, (uint8_t)cell_ending.kind);
  buffer_append_u64(&frame, (uint64_t)atomic_load(&cell_progress));
  buffer_append_u32(&frame, (uint32_t)cell_ending.code);
  buffer_append_u64(&frame, cell_ending.address);
  buffer_append_u8(&frame, cell_ending.is_other_thread);
  buffer_append_text(&frame, cell_ending.name, strlen(cell_ending.name));
  buffer_append_text(&frame, cell_ending.message, strlen(cell_ending.message));
  buffer_append_u32(&frame, (uint32_t)cell_ending.frames.count);
  for (int i = 0; i < cell_ending.frames.count; i++) {
    uintptr_t base = 0;
    const char *path = cell_library(cell_ending.frames.pc[i], &base);
    if (!path) path = "";
    buffer_append_u64(&frame, cell_ending.frames.pc[i] - base);
    buffer_append_text(&frame, path, strlen(path));
  }
  output_finish_cell();
  output_send('f', frame.bytes, frame.count);
  free(frame.bytes);
}

// A recursion without end has touched the whole stack; the memory is given back.
static void release_deep_stack(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return;
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  uintptr_t high = (runner_frame - (1 << 20)) & ~(page - 1);
  uintptr_t low = (runner_frame - limit.rlim_cur) & ~(page - 1);
  // Below the lowest page that was touched nothing is mapped, which madvise reports after its work.
  for (uintptr_t end = high; end > low; end -= 1 << 20)
    if (madvise((void *)(end - (1 << 20)), 1 << 20, MADV_DONTNEED) != 0) break;
}

static void fail(const char *message) {
  cell_ending.kind = end_engine;
  strncpy(cell_ending.message, message ? message : "unknown", sizeof cell_ending.message - 1);
}

static void run_cell(reader *command) {
  uint32_t cell = read_u32(command);
  bool allows_input = read_u8(command) != 0;
  char *path = read_text(command, NULL);
  char *symbol = read_text(command, NULL);
  ending_start_cell();
  atomic_store(&cell_progress, 0);
  input_allow(allows_input);
  clearerr(stdin);
  throws_forget();
  tasks_begin_cell();
  atomic_store(&current_cell, cell);

  void *library = dlopen(path, RTLD_NOW | RTLD_GLOBAL);
  int (*entry)(int, char **) = library ? (int (*)(int, char **))dlsym(library, symbol) : NULL;
  if (!entry) {
    fail(dlerror());
  } else {
    add_cell_library(library, path);
    thread_state_save();
    static char name[] = "cell";
    static char *arguments[] = {name, NULL};
    if (sigsetjmp(runner_state, 1) == 0) {
      atomic_store(&is_running, true);
      entry(1, arguments);
      atomic_store(&is_running, false);
      // An interrupt may end the cell's last call instead of the cell: sleep(30) just returns early.
      if (atomic_load(&cell_ending.is_set) != 2)
        cell_ending.kind = atomic_load(&is_cancelled) ? end_interrupted : end_success;
    } else {
      atomic_store(&is_running, false);
      executor_depth = 0;
      output_recover_lock();
      output_recover_streams();
      struct rlimit limit = {1 << 30, 0};
      getrlimit(RLIMIT_STACK, &limit);
      if (limit.rlim_cur == RLIM_INFINITY) limit.rlim_cur = 1 << 30;
      thread_state_forget_stack(runner_frame - limit.rlim_cur, runner_frame, false);
      if (cell_ending.kind != end_success) tasks_abandon_cell();
      if (strcmp(cell_ending.name, "StackOverflow") == 0) release_deep_stack();
    }
  }
  fflush(stdout);
  fflush(stderr);
  atomic_store(&current_cell, 0);
  send_ending(cell);
  free(path);
  free(symbol);
}

static void open_libraries(void) {
  // What cells import and no object of this program needs.
  static const char *const runtime[] = {
    "libswiftSwiftOnoneSupport.so", "libswift_StringProcessing.so", "libswift_Concurrency.so",
    "libswiftSynchronization.so", "libFoundation.so"};
  for (size_t i = 0; i < sizeof runtime / sizeof *runtime; i++)
    if (!dlopen(runtime[i], RTLD_NOW | RTLD_GLOBAL)) fprintf(stderr, "%s\n", dlerror());
  // The science lies beside the program.
  char path[4096];
  ssize_t count = readlink("/proc/self/exe", path, sizeof path - 32);
  if (count <= 0) return;
  path[count] = 0;
  char *slash = strrchr(path, '/');
  strcpy(slash ? slash + 1 : path, "libIsochron.so");
  if (access(path, F_OK) != 0) return;
  if (!dlopen(path, RTLD_NOW | RTLD_GLOBAL)) fprintf(stderr, "%s\n", dlerror());
  typedef void (*connector)(void (*)(const uint8_t *, long));
  connector connect = (connector)dlsym(RTLD_DEFAULT, "isochron_display_connect");
  if (connect) connect(output_display);
  comms_start();
  typedef void (*prompter)(long (*)(const uint8_t *, long, bool, uint8_t **));
  prompter connect_prompt = (prompter)dlsym(RTLD_DEFAULT, "isochron_prompt_connect");
  if (connect_prompt) connect_prompt(input_prompt);
}

static void set_limits(void) {
  // Threads need less stack than the first one; their default would be its limit.
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) == 0) {
    pthread_attr_setstacksize(&attributes, 16 << 20);
    pthread_setattr_default_np(&attributes);
    pthread_attr_destroy(&attributes);
  }
  // When memory ends, this process goes before the kernel of the notebook does.
  int file = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (file >= 0) {
    ssize_t ignored = syscall(SYS_write, file, "500", 3);
    (void)ignored;
    close(file);
  }
}

void isochron_executor_serve(isochron_error_describer describe) {
  describe_error = describe;
  runner_frame = (uintptr_t)__builtin_frame_address(0);
  channel_descriptor = fcntl(3, F_DUPFD_CLOEXEC, 200);
  if (channel_descriptor < 0) {
    fprintf(stderr, "isochron-executor is started by the kernel, with a channel on descriptor 3.\n");
    _exit(64);
  }
  close(3);
  runner_wakeup = fcntl(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), F_DUPFD_CLOEXEC, 200);
  set_limits();
  output_start();
  open_libraries();
  ranges_start();
  tasks_start();
  throws_start();
  traps_start();
  service_start();
  output_send('h', NULL, 0);
  for (;;) {
    // A trap in the main actor's work between cells comes back here.
    if (sigsetjmp(runner_state, 1) != 0) {
      output_recover_lock();
      output_recover_streams();
    }
    tasks_wait(runner_wakeup);
    size_t count;
    uint8_t *frame = take_command(&count);
    if (!frame) continue;
    reader command = {frame + 1, count - 1};
    run_cell(&command);
    free(frame);
  }
}

// MARK: exit

typedef __attribute__((noreturn)) void (*ending_function)(int);

static __attribute__((noreturn)) void exit_or_report(int code, const char *name) {
  if (is_connected && atomic_load(&is_running)) {
    extern __attribute__((noreturn)) void isochron_cell_exit(int);
    isochron_cell_exit(code);
  }
  ((ending_function)dlsym(RTLD_NEXT, name))(code);
}

__attribute__((visibility("default"))) void exit(int code) { exit_or_report(code, "exit"); }
__attribute__((visibility("default"))) void _exit(int code) { exit_or_report(code, "_exit"); }
__attribute__((visibility("default"))) void _Exit(int code) { exit_or_report(code, "_Exit"); }
__attribute__((visibility("default"))) void quick_exit(int code) {
  exit_or_report(code, "quick_exit");
}
