// Functions of the C library that this program defines itself, so that every library's calls come here.
#include "executor.h"

#include <errno.h>
#include <stdlib.h>
#include <dlfcn.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>

#define EXPORTED __attribute__((visibility("default"), used))

EXPORTED ssize_t write(int descriptor, const void *bytes, size_t count) {
  if ((descriptor == 1 || descriptor == 2) && is_connected) {
    output_append(descriptor, bytes, count);
    safe_point();
    return (ssize_t)count;
  }
  return syscall(SYS_write, descriptor, bytes, count);
}

EXPORTED ssize_t writev(int descriptor, const struct iovec *parts, int count) {
  if ((descriptor == 1 || descriptor == 2) && is_connected) {
    ssize_t total = 0;
    for (int i = 0; i < count; i++) {
      output_append(descriptor, parts[i].iov_base, parts[i].iov_len);
      total += (ssize_t)parts[i].iov_len;
    }
    return total;
  }
  return syscall(SYS_writev, descriptor, parts, count);
}

EXPORTED ssize_t read(int descriptor, void *bytes, size_t count) {
  if (descriptor == 0 && is_connected) return input_read(bytes, count);
  return syscall(SYS_read, descriptor, bytes, count);
}

// What was put out before a subprocess starts comes before the subprocess's own output.
static void prepare_for_subprocess(void) {
  if (!is_connected) return;
  atomic_store(&has_subprocesses, true);
  output_flush();
}

#define ORIGINAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

EXPORTED int posix_spawn(pid_t *pid, const char *path, const posix_spawn_file_actions_t *actions,
                         const posix_spawnattr_t *attributes, char *const arguments[],
                         char *const environment[]) {
  prepare_for_subprocess();
  return ORIGINAL(posix_spawn)(pid, path, actions, attributes, arguments, environment);
}

EXPORTED int posix_spawnp(pid_t *pid, const char *file, const posix_spawn_file_actions_t *actions,
                          const posix_spawnattr_t *attributes, char *const arguments[],
                          char *const environment[]) {
  prepare_for_subprocess();
  return ORIGINAL(posix_spawnp)(pid, file, actions, attributes, arguments, environment);
}

EXPORTED pid_t fork(void) {
  prepare_for_subprocess();
  return ORIGINAL(fork)();
}

EXPORTED int system(const char *command) {
  prepare_for_subprocess();
  int status = ORIGINAL(system)(command);
  if (is_connected) output_drain_pipes();
  return status;
}

EXPORTED FILE *popen(const char *command, const char *mode) {
  prepare_for_subprocess();
  return ORIGINAL(popen)(command, mode);
}

// Every thread gets a stack of its own for signals, without which a stack overflow kills the process.
typedef struct {
  void *(*start)(void *);
  void *argument;
} thread_start;

enum { signal_stack_size = 1 << 16 };

static void free_signal_stack(void *memory) {
  stack_t none = {.ss_flags = SS_DISABLE};
  sigaltstack(&none, NULL);
  munmap(memory, signal_stack_size);
}

static void *run_thread(void *argument) {
  thread_start start = *(thread_start *)argument;
  free(argument);
  void *memory = mmap(NULL, signal_stack_size, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return start.start(start.argument);
  stack_t stack = {.ss_sp = memory, .ss_size = signal_stack_size};
  sigaltstack(&stack, NULL);
  void *result;
  pthread_cleanup_push(free_signal_stack, memory);
  result = start.start(start.argument);
  pthread_cleanup_pop(1);
  return result;
}

EXPORTED int pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
                            void *(*start)(void *), void *argument) {
  thread_start *copy = malloc(sizeof *copy);
  if (!copy) return EAGAIN;
  *copy = (thread_start){start, argument};
  int code = ORIGINAL(pthread_create)(thread, attributes, run_thread, copy);
  if (code != 0) free(copy);
  return code;
}
