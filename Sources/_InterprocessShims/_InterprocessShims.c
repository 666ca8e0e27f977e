#define _GNU_SOURCE
#include "_InterprocessShims.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

static const int channelDescriptor = 3;

typedef struct {
  const char *path;
  char *const *arguments;
  char *const *environment;
  const char *workingDirectory;
  int standardInput, standardOutput, standardError;
  uint64_t stackLimit;
  int channel;
  pid_t result;
  bool isDone;
} Order;

static pid_t spawn(const Order *order, int *channel) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return -errno;
  int size = 1 << 20;
  for (int i = 0; i < 2; i++) {
    setsockopt(ends[i], SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
    setsockopt(ends[i], SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
  }
  // The child reports through this pipe if it cannot start the program; exec closes it.
  int report[2];
  if (pipe2(report, O_CLOEXEC) != 0) {
    int error = errno;
    close(ends[0]);
    close(ends[1]);
    return -error;
  }
  pid_t parent = getpid();
  pid_t child = fork();
  if (child == 0) {
    // A group of its own: Ctrl-C in a terminal reaches the kernel only, which decides.
    setpgid(0, 0);
    // The signal comes when the thread that forked ends, hence the spawning thread below.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(127);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    for (int s = 1; s < NSIG; s++) signal(s, SIG_DFL);
    // Move every descriptor out of the way of 0 to 3 before placing them there.
    int wanted[4] = {order->standardInput, order->standardOutput, order->standardError, ends[1]};
    int failure = 0;
    for (int i = 0; i < 4; i++)
      if (wanted[i] >= 0 && (wanted[i] = fcntl(wanted[i], F_DUPFD_CLOEXEC, 10)) < 0) failure = errno;
    int high = fcntl(report[1], F_DUPFD_CLOEXEC, 10);
    for (int i = 0; i < 4 && !failure; i++)
      if (wanted[i] >= 0 && dup2(wanted[i], i == 3 ? channelDescriptor : i) < 0) failure = errno;
    if (!failure && order->workingDirectory && chdir(order->workingDirectory) != 0) failure = errno;
    struct rlimit limit;
    if (order->stackLimit && getrlimit(RLIMIT_STACK, &limit) == 0) {
      limit.rlim_cur = order->stackLimit < limit.rlim_max ? order->stackLimit : limit.rlim_max;
      setrlimit(RLIMIT_STACK, &limit);
    }
    if (!failure) {
      execve(order->path, order->arguments, order->environment);
      failure = errno;
    }
    ssize_t ignored = write(high, &failure, sizeof failure);
    (void)ignored;
    _exit(127);
  }
  int error = child < 0 ? errno : 0;
  close(ends[1]);
  close(report[1]);
  if (child > 0) {
    int failure = 0;
    ssize_t count;
    do count = read(report[0], &failure, sizeof failure);
    while (count < 0 && errno == EINTR);
    if (count == sizeof failure) error = failure;
  }
  close(report[0]);
  if (error) {
    close(ends[0]);
    return -error;
  }
  *channel = ends[0];
  return child;
}

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static Order *pending;
static bool hasSpawner;

static void *serveOrders(void *unused) {
  (void)unused;
  pthread_mutex_lock(&lock);
  for (;;) {
    while (!pending || pending->isDone) pthread_cond_wait(&changed, &lock);
    Order *order = pending;
    pthread_mutex_unlock(&lock);
    pid_t result = spawn(order, &order->channel);
    pthread_mutex_lock(&lock);
    order->result = result;
    order->isDone = true;
    pthread_cond_broadcast(&changed);
  }
  return NULL;
}

static int startSpawner(void) {
  pthread_t thread;
  int error = pthread_create(&thread, NULL, serveOrders, NULL);
  if (error) return error;
  pthread_detach(thread);
  hasSpawner = true;
  return 0;
}

pid_t isochron_spawn(const char *path, char *const arguments[], char *const environment[],
                     const char *workingDirectory, int standardInput, int standardOutput,
                     int standardError, uint64_t stackLimit, int *channel) {
  Order order = {path, arguments, environment, workingDirectory, standardInput, standardOutput,
                 standardError, stackLimit, -1, 0, false};
  pthread_mutex_lock(&lock);
  int error = hasSpawner ? 0 : startSpawner();
  if (!error) {
    while (pending) pthread_cond_wait(&changed, &lock);
    pending = &order;
    pthread_cond_broadcast(&changed);
    while (!order.isDone) pthread_cond_wait(&changed, &lock);
    pending = NULL;
    pthread_cond_broadcast(&changed);
  }
  pthread_mutex_unlock(&lock);
  if (error) return -error;
  *channel = order.channel;
  return order.result;
}

int isochron_pipe(int *readEnd, int *writeEnd) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return errno;
  fcntl(ends[1], F_SETPIPE_SZ, 1 << 20);
  *readEnd = ends[0];
  *writeEnd = ends[1];
  return 0;
}
