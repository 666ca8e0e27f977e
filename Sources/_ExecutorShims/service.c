// A thread beside the first one: hears the parent's frames, flushes outputs in time, takes in what
// subprocesses write, and repeats interrupts until they succeed.
#include "executor.h"

#include <poll.h>
#include <stdlib.h>
#include <sys/syscall.h>

static __attribute__((noreturn)) void end_process(void) {
  // Not exit(): the first thread may hold any lock.
  for (;;) syscall(SYS_exit_group, 0);
}

static void serve_frame(void) {
  uint8_t *frame;
  size_t count;
  if (!receive_frame(&frame, &count)) end_process();
  if (count == 0) {
    free(frame);
    return;
  }
  reader content = {frame + 1, count - 1};
  switch (frame[0]) {
  case 'r':
    runner_submit(frame, count);
    return;
  case 'a': {
    bool exists = read_u8(&content) != 0;
    input_answer(exists, content.next, content.left);
    break;
  }
  case 'c':
    if (comms_submit(frame, count)) return;
    break;
  case 'x':
    interrupt_request(read_u32(&content));
    break;
  case 'q':
    end_process();
  }
  free(frame);
}

static int soonest(int first, int second) {
  if (first < 0) return second;
  if (second < 0) return first;
  return first < second ? first : second;
}

static void *serve(void *argument) {
  (void)argument;
  int descriptors[3];
  for (;;) {
    struct pollfd waits[4] = {{channel_descriptor, POLLIN, 0}};
    int count = output_descriptors(descriptors);
    for (int i = 0; i < count; i++) waits[i + 1] = (struct pollfd){descriptors[i], POLLIN, 0};
    int timeout = soonest(output_due(), interrupt_due());
    poll(waits, (nfds_t)count + 1, timeout);
    if (waits[1].revents & POLLIN) output_service_wakeup();
    if (waits[0].revents) serve_frame();
    for (int i = 2; i <= count; i++)
      if (waits[i].revents & POLLIN) output_drain_pipes();
    if (output_due() == 0) output_flush();
    interrupt_tick();
  }
  return NULL;
}

void service_start(void) {
  sigset_t all, old;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &old);
  pthread_t thread;
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  if (pthread_create(&thread, &attributes, serve, NULL) != 0) abort();
  pthread_attr_destroy(&attributes);
  pthread_sigmask(SIG_SETMASK, &old, NULL);
}
