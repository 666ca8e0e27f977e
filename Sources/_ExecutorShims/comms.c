// A thread for what objects of the front end say, so that a slider is heard while a cell runs. It
// reads messages; handlers of cells run as jobs of the main actor, or on this thread where they ask for it.
#include "executor.h"

#include <dlfcn.h>
#include <stdlib.h>

typedef struct message {
  struct message *next;
  uint8_t *frame;
  size_t count;
} message;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t arrived = PTHREAD_COND_INITIALIZER;
static message *first, **last = &first;
static bool has_started;

static void (*receive)(const uint8_t *, long);

static void send_comm(const uint8_t *bytes, long count) { output_send('c', bytes, (size_t)count); }

void comms_start(void) {
  typedef void (*connector)(void (*)(const uint8_t *, long));
  connector connect = (connector)dlsym(RTLD_DEFAULT, "isochron_comm_connect");
  if (connect) connect(send_comm);
  *(void **)&receive = dlsym(RTLD_DEFAULT, "isochron_comm_receive");
}

static void *listen(void *argument) {
  (void)argument;
  for (;;) {
    pthread_mutex_lock(&lock);
    while (!first) pthread_cond_wait(&arrived, &lock);
    message *current = first;
    first = current->next;
    if (!first) last = &first;
    pthread_mutex_unlock(&lock);
    receive(current->frame + 1, (long)current->count - 1);
    free(current->frame);
    free(current);
  }
  return NULL;
}

static bool start_thread(void) {
  // Traps have to reach this thread; the service thread, which starts it, hears none.
  sigset_t traps, old;
  sigfillset(&traps);
  const int numbers[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT};
  for (int i = 0; i < 6; i++) sigdelset(&traps, numbers[i]);
  pthread_sigmask(SIG_SETMASK, &traps, &old);
  pthread_t thread;
  bool started = pthread_create(&thread, NULL, listen, NULL) == 0;
  if (started) pthread_detach(thread);
  pthread_sigmask(SIG_SETMASK, &old, NULL);
  return started;
}

bool comms_submit(uint8_t *frame, size_t count) {
  if (!receive) return false;
  message *new = malloc(sizeof *new);
  if (!new) return false;
  *new = (message){NULL, frame, count};
  pthread_mutex_lock(&lock);
  bool taken = has_started || (has_started = start_thread());
  if (taken) {
    *last = new;
    last = &new->next;
    pthread_cond_signal(&arrived);
  }
  pthread_mutex_unlock(&lock);
  if (!taken) free(new);
  return taken;
}
