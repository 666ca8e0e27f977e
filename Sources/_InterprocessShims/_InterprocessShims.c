#define _GNU_SOURCE
#include "_InterprocessShims.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

static const int channelDescriptor = 3;

pid_t isochron_spawn(const char *path, char *const arguments[], char *const environment[],
                     const char *workingDirectory, int standardInput, int standardOutput,
                     int standardError, int *channel) {
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
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(127);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    for (int s = 1; s < NSIG; s++) signal(s, SIG_DFL);
    // Move every descriptor out of the way of 0 to 3 before placing them there.
    int wanted[4] = {standardInput, standardOutput, standardError, ends[1]};
    int failure = 0;
    for (int i = 0; i < 4; i++)
      if (wanted[i] >= 0 && (wanted[i] = fcntl(wanted[i], F_DUPFD_CLOEXEC, 10)) < 0) failure = errno;
    int high = fcntl(report[1], F_DUPFD_CLOEXEC, 10);
    for (int i = 0; i < 4 && !failure; i++)
      if (wanted[i] >= 0 && dup2(wanted[i], i == 3 ? channelDescriptor : i) < 0) failure = errno;
    if (!failure && workingDirectory && chdir(workingDirectory) != 0) failure = errno;
    if (!failure) {
      execve(path, arguments, environment);
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

int isochron_pipe(int *readEnd, int *writeEnd) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return errno;
  fcntl(ends[1], F_SETPIPE_SZ, 1 << 20);
  *readEnd = ends[0];
  *writeEnd = ends[1];
  return 0;
}
