// Standard input: each line is asked of the front end.
#include "executor.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t arrived = PTHREAD_COND_INITIALIZER;
static bool is_allowed, is_waiting, is_answered, is_ended;
// What came and was not read yet.
static char *line;
static size_t line_count, line_position;

void input_allow(bool allowed) {
  pthread_mutex_lock(&lock);
  is_allowed = allowed;
  is_waiting = is_answered = is_ended = false;
  line_count = line_position = 0;
  pthread_mutex_unlock(&lock);
}

void input_answer(bool exists, const uint8_t *text, size_t count) {
  pthread_mutex_lock(&lock);
  if (is_waiting) {
    line_position = line_count = 0;
    free(line);
    line = exists ? malloc(count + 1) : NULL;
    if (line) {
      memcpy(line, text, count);
      line_count = count;
      if (!count || line[count - 1] != '\n') line[line_count++] = '\n';
    }
    is_waiting = false;
    is_answered = true;
    pthread_cond_broadcast(&arrived);
  }
  pthread_mutex_unlock(&lock);
}

void input_cancel(void) {
  pthread_mutex_lock(&lock);
  is_ended = true;
  is_waiting = false;
  pthread_cond_broadcast(&arrived);
  pthread_mutex_unlock(&lock);
}

// Asks the front end for a line and waits for it. The caller holds the lock, and still does where this
// returns true; the lock is free where there is no line.
static bool ask_locked(bool is_password, const uint8_t *prompt, size_t count) {
  if (!is_allowed) {
    static const char text[] = "There is no input: this front end cannot be asked for a line.\n";
    pthread_mutex_unlock(&lock);
    output_append(stream_error, text, sizeof text - 1);
    return false;
  }
  is_waiting = true;
  is_answered = false;
  pthread_mutex_unlock(&lock);
  buffer frame = {0};
  buffer_append_u8(&frame, is_password);
  if (count) buffer_append(&frame, prompt, count);
  output_send('i', frame.bytes, frame.count);
  free(frame.bytes);
  pthread_mutex_lock(&lock);
  while (!is_answered && !is_ended) pthread_cond_wait(&arrived, &lock);
  if (is_answered) return true;
  pthread_mutex_unlock(&lock);
  return false;
}

ssize_t input_read(void *bytes, size_t count) {
  if (!is_connected) return syscall(SYS_read, 0, bytes, count);
  executor_depth++;
  pthread_mutex_lock(&lock);
  if (line_position == line_count && !is_ended && !ask_locked(false, NULL, 0)) {
    executor_depth--;
    if (is_ended) leave_interrupted();
    return 0;
  }
  size_t part = line_count - line_position;
  if (part > count) part = count;
  if (part) memcpy(bytes, line + line_position, part);
  line_position += part;
  pthread_mutex_unlock(&lock);
  executor_depth--;
  return (ssize_t)part;
}

long input_prompt(const uint8_t *prompt, long count, bool is_password, uint8_t **answer) {
  *answer = NULL;
  executor_depth++;
  pthread_mutex_lock(&lock);
  bool has_ended = is_ended;
  if (has_ended) pthread_mutex_unlock(&lock);
  if (has_ended || !ask_locked(is_password, prompt, (size_t)count)) {
    executor_depth--;
    if (is_ended) leave_interrupted();
    return -1;
  }
  // A line without its end is what was typed; none at all is the end of the input.
  long length = line_count ? (long)line_count - (line[line_count - 1] == '\n') : -1;
  if (length >= 0 && (*answer = malloc((size_t)length + 1)))
    memcpy(*answer, line, (size_t)length);
  line_position = line_count;
  pthread_mutex_unlock(&lock);
  executor_depth--;
  return *answer ? length : -1;
}

static ssize_t read_input(void *cookie, char *bytes, size_t count) {
  (void)cookie;
  return input_read(bytes, count);
}

FILE *input_stream(void) {
  cookie_io_functions_t functions = {.read = read_input};
  return fopencookie(NULL, "r", functions);
}
