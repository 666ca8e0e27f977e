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

ssize_t input_read(void *bytes, size_t count) {
  if (!is_connected) return syscall(SYS_read, 0, bytes, count);
  executor_depth++;
  pthread_mutex_lock(&lock);
  if (line_position == line_count && !is_ended) {
    if (!is_allowed) {
      static const char text[] = "There is no input: this front end cannot be asked for a line.\n";
      pthread_mutex_unlock(&lock);
      output_append(stream_error, text, sizeof text - 1);
      executor_depth--;
      return 0;
    }
    is_waiting = true;
    is_answered = false;
    uint8_t is_password = 0;
    pthread_mutex_unlock(&lock);
    output_send('i', &is_password, 1);
    pthread_mutex_lock(&lock);
    while (!is_answered && !is_ended) pthread_cond_wait(&arrived, &lock);
    if (!is_answered) {
      pthread_mutex_unlock(&lock);
      executor_depth--;
      leave_interrupted();
      return 0;
    }
  }
  size_t part = line_count - line_position;
  if (part > count) part = count;
  if (part) memcpy(bytes, line + line_position, part);
  line_position += part;
  pthread_mutex_unlock(&lock);
  executor_depth--;
  return (ssize_t)part;
}

static ssize_t read_input(void *cookie, char *bytes, size_t count) {
  (void)cookie;
  return input_read(bytes, count);
}

FILE *input_stream(void) {
  cookie_io_functions_t functions = {.read = read_input};
  return fopencookie(NULL, "r", functions);
}
