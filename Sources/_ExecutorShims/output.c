// Everything that cells put out, from whatever library and thread, in one order.
//
// stdout and stderr become streams that end here, and interposition.c sends the write() calls of
// other libraries here. Text is gathered for at most 20 ms. Subprocesses and raw system calls write
// into the real descriptors 1 and 2, which are pipes; their bytes are taken into the same order.
#include "executor.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>

enum { buffer_size = 1 << 16, flush_interval_ms = 15, fatal_hold_ms = 200 };

volatile bool is_connected = false;
_Thread_local volatile int executor_depth = 0;
atomic_bool has_subprocesses = false;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static _Atomic(pthread_t) lock_owner;
static int wakeup = -1;
static int pipes[3] = {-1, -1, -1};

// The text gathered, all of one stream.
static uint8_t gathered[buffer_size + 8];
static size_t gathered_count;
static int gathered_stream;
static int64_t gathered_since;
// The start of a character whose rest has not come yet.
static uint8_t partial[3][4];
static size_t partial_count[3];
// The runtime's last words before a trap, kept back because they belong into the error.
static char fatal_text[8192];
static size_t fatal_count;
static pthread_t fatal_thread;
static int64_t fatal_since;

static int64_t now_ms(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

void output_service_nudge(void) {
  uint64_t one = 1;
  ssize_t ignored = syscall(SYS_write, wakeup, &one, sizeof one);
  (void)ignored;
}

static void acquire(void) {
  executor_depth++;
  pthread_mutex_lock(&lock);
  atomic_store(&lock_owner, pthread_self());
}

static void release(void) {
  atomic_store(&lock_owner, (pthread_t)0);
  pthread_mutex_unlock(&lock);
  executor_depth--;
}

void output_recover_lock(void) {
  executor_depth = 0;
  if (atomic_load(&lock_owner) != pthread_self()) return;
  atomic_store(&lock_owner, (pthread_t)0);
  pthread_mutex_unlock(&lock);
}

// The length of the well-formed character at the start of some bytes, 0 if more bytes are needed,
// or minus the number of bytes that cannot start one.
static int character_length(const uint8_t *bytes, size_t count) {
  uint8_t first = bytes[0];
  if (first < 0x80) return 1;
  int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4) return -1;
  for (int i = 1; i < length; i++) {
    if ((size_t)i >= count) return 0;
    uint8_t low = 0x80, high = 0xbf;
    if (i == 1 && first == 0xe0) low = 0xa0;
    if (i == 1 && first == 0xed) high = 0x9f;
    if (i == 1 && first == 0xf0) low = 0x90;
    if (i == 1 && first == 0xf4) high = 0x8f;
    if (bytes[i] < low || bytes[i] > high) return -i;
  }
  return length;
}

// Sends bytes as valid UTF-8; what may be the start of a character is kept unless `is_end`.
static void send_text(int stream, const uint8_t *bytes, size_t count, bool is_end) {
  static const uint8_t replacement[3] = {0xef, 0xbf, 0xbd};
  static uint8_t clean[3 * (buffer_size + 16)];
  size_t filled = 0;
  size_t position = 0;
  while (position < count) {
    int length = character_length(bytes + position, count - position);
    if (length > 0) {
      memcpy(clean + filled, bytes + position, (size_t)length);
      filled += (size_t)length;
      position += (size_t)length;
    } else if (length == 0 && !is_end) {
      partial_count[stream] = count - position;
      memcpy(partial[stream], bytes + position, count - position);
      position = count;
    } else {
      memcpy(clean + filled, replacement, 3);
      filled += 3;
      position += length == 0 ? count - position : (size_t)-length;
    }
  }
  if (filled) send_frame(stream == stream_output ? 'o' : 'e', clean, filled);
}

static void flush_locked(void) {
  if (!gathered_count) return;
  size_t count = gathered_count;
  gathered_count = 0;
  send_text(gathered_stream, gathered, count, false);
}

static void gather(int stream, const uint8_t *bytes, size_t count) {
  if (gathered_count && gathered_stream != stream) flush_locked();
  while (count) {
    if (!gathered_count) {
      gathered_stream = stream;
      gathered_since = now_ms();
      memcpy(gathered, partial[stream], partial_count[stream]);
      gathered_count = partial_count[stream];
      partial_count[stream] = 0;
      output_service_nudge();
    }
    size_t part = buffer_size - gathered_count;
    if (part > count) part = count;
    memcpy(gathered + gathered_count, bytes, part);
    gathered_count += part;
    bytes += part;
    count -= part;
    if (gathered_count == buffer_size) flush_locked();
  }
}

static void release_fatal_message(void) {
  if (!fatal_count) return;
  size_t count = fatal_count;
  fatal_count = 0;
  gather(stream_error, (const uint8_t *)fatal_text, count);
}

static bool is_fatal_message(const void *bytes, size_t count) {
  static const char *const marks[] = {
    "Fatal error: ", "Fatal error\n", "Precondition failed", "Assertion failed",
    "Could not cast value of type ", "Simultaneous accesses to ", "Fatal access conflict",
  };
  if (count >= sizeof fatal_text) return false;
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (memmem(bytes, count, marks[i], strlen(marks[i]))) return true;
  return false;
}

static void drain_pipes_locked(void) {
  uint8_t bytes[8192];
  for (int stream = 1; stream <= 2; stream++) {
    if (pipes[stream] < 0) continue;
    int waiting = 0;
    if (ioctl(pipes[stream], FIONREAD, &waiting) != 0 || waiting == 0) continue;
    ssize_t count;
    while (waiting > 0 && (count = syscall(SYS_read, pipes[stream], bytes, sizeof bytes)) > 0) {
      gather(stream, bytes, (size_t)count);
      waiting -= (int)count;
    }
  }
}

void output_append(int stream, const void *bytes, size_t count) {
  if (!count) return;
  acquire();
  if (atomic_load_explicit(&has_subprocesses, memory_order_relaxed)) drain_pipes_locked();
  if (fatal_count && pthread_equal(fatal_thread, pthread_self())) {
    if (stream == stream_error && fatal_count + count <= sizeof fatal_text) {
      // The runtime may add a backtrace, line by line.
      memcpy(fatal_text + fatal_count, bytes, count);
      fatal_count += count;
      release();
      return;
    }
    release_fatal_message();
  }
  if (stream == stream_error && !fatal_count && is_fatal_message(bytes, count)) {
    memcpy(fatal_text, bytes, count);
    fatal_count = count;
    fatal_thread = pthread_self();
    fatal_since = now_ms();
    output_service_nudge();
  } else {
    gather(stream, bytes, count);
  }
  release();
}

void output_send(uint8_t type, const void *payload, size_t count) {
  acquire();
  drain_pipes_locked();
  release_fatal_message();
  flush_locked();
  send_frame(type, payload, count);
  release();
}

void output_display(const uint8_t *bytes, long count) { output_send('d', bytes, (size_t)count); }

void output_flush(void) {
  acquire();
  drain_pipes_locked();
  flush_locked();
  release();
}

void output_finish_cell(void) {
  acquire();
  drain_pipes_locked();
  release_fatal_message();
  flush_locked();
  for (int stream = 1; stream <= 2; stream++) {
    size_t count = partial_count[stream];
    partial_count[stream] = 0;
    if (count) send_text(stream, partial[stream], count, true);
  }
  release();
}

size_t output_take_fatal_message(char *text, size_t capacity) {
  // A trap inside of the lock, as of a bad address given to write(), wrote no message.
  if (atomic_load(&lock_owner) == pthread_self()) return 0;
  acquire();
  size_t count = 0;
  if (fatal_count && pthread_equal(fatal_thread, pthread_self())) {
    count = fatal_count < capacity ? fatal_count : capacity;
    memcpy(text, fatal_text, count);
    fatal_count = 0;
  }
  release();
  return count;
}

void output_drain_pipes(void) {
  acquire();
  drain_pipes_locked();
  release();
}

int output_descriptors(int descriptors[3]) {
  int count = 0;
  descriptors[count++] = wakeup;
  for (int stream = 1; stream <= 2; stream++)
    if (pipes[stream] >= 0) descriptors[count++] = pipes[stream];
  return count;
}

void output_service_wakeup(void) {
  uint64_t value;
  ssize_t ignored = syscall(SYS_read, wakeup, &value, sizeof value);
  (void)ignored;
}

int output_due(void) {
  acquire();
  int64_t now = now_ms();
  int64_t due = -1;
  if (gathered_count) due = gathered_since + flush_interval_ms - now;
  if (gathered_count && due < 0) due = 0;
  if (fatal_count) {
    int64_t left = fatal_since + fatal_hold_ms - now;
    if (left <= 0) {
      release_fatal_message();
      left = 0;
    }
    if (due < 0 || left < due) due = left;
  }
  release();
  return (int)due;
}

void output_last_flush(void) {
  if (!is_connected) return;
  // Another thread may hold the lock for a moment; this thread itself must not wait for ever.
  bool has_lock = atomic_load(&lock_owner) == pthread_self();
  for (int i = 0; i < 200 && !has_lock; i++) {
    has_lock = pthread_mutex_trylock(&lock) == 0;
    if (!has_lock) usleep(1000);
  }
  if (!has_lock) return;
  drain_pipes_locked();
  release_fatal_message();
  flush_locked();
}

static ssize_t write_output(void *cookie, const char *bytes, size_t count) {
  int stream = (int)(intptr_t)cookie;
  if (!is_connected) return syscall(SYS_write, stream, bytes, count);
  int error = errno;
  output_append(stream, bytes, count);
  safe_point();
  errno = error;
  return (ssize_t)count;
}

void output_recover_streams(void) {
  // The head of glibc's lock of a FILE; the layout has been the same since 2003.
  typedef struct {
    int lock, count;
    void *owner;
  } file_lock;
  FILE *const streams[] = {stdin, stdout, stderr};
  for (int i = 0; i < 3; i++) {
    file_lock *held = (file_lock *)streams[i]->_lock;
    while (held && held->owner == (void *)pthread_self() && held->count > 0)
      funlockfile(streams[i]);
  }
}

static void after_fork_in_child(void) {
  // The channel belongs to the parent. The child's text goes through the pipes.
  is_connected = false;
  gathered_count = 0;
  fatal_count = 0;
  lock = (pthread_mutex_t)PTHREAD_MUTEX_INITIALIZER;
  atomic_store(&lock_owner, (pthread_t)0);
  executor_depth = 0;
}

static int read_end_of(int descriptor) {
  struct stat status;
  if (fstat(descriptor, &status) != 0 || !S_ISFIFO(status.st_mode)) return -1;
  char path[32];
  snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
  int end = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  if (end < 0) return -1;
  int high = fcntl(end, F_DUPFD_CLOEXEC, 200);
  if (high >= 0) {
    close(end);
    end = high;
  }
  return end;
}

void output_start(void) {
  wakeup = fcntl(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), F_DUPFD_CLOEXEC, 200);
  pipes[1] = read_end_of(1);
  pipes[2] = read_end_of(2);
  pthread_atfork(NULL, NULL, after_fork_in_child);
  is_connected = true;
}

// Runs before the initializers of every library: the C++ library keeps the streams it finds then.
static void replace_streams(int count, char **arguments, char **environment) {
  (void)count;
  (void)arguments;
  (void)environment;
  cookie_io_functions_t functions = {.write = write_output};
  FILE *output = fopencookie((void *)(intptr_t)stream_output, "w", functions);
  FILE *error = fopencookie((void *)(intptr_t)stream_error, "w", functions);
  FILE *input = input_stream();
  if (!output || !error || !input) return;
  setvbuf(output, NULL, _IONBF, 0);
  setvbuf(error, NULL, _IONBF, 0);
  stdout = output;
  stderr = error;
  stdin = input;
}

__attribute__((section(".preinit_array"), used)) static void (*const preinit)(int, char **, char **) =
  replace_streams;
