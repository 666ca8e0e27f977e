#pragma once
#include <stdint.h>
#include <sys/types.h>

/// Starts a program whose file descriptor 3 is one end of a new socket pair.
///
/// Swift cannot import the variadic and macro parts that a safe fork needs; posix_spawn cannot ask
/// for the child's death with its parent (PR_SET_PDEATHSIG), so this forks.
/// The fork is made by a thread that lives as long as the process: that signal is bound to the thread.
/// standardInput, standardOutput and standardError are descriptors for 0, 1 and 2, or -1 to inherit.
/// stackLimit is the size in bytes to which the child's first stack may grow, or 0 for this process's.
/// Returns the child's process number, or a negative errno; *channel receives the parent's end.
pid_t isochron_spawn(const char *path, char *const arguments[], char *const environment[],
                     const char *workingDirectory, int standardInput, int standardOutput,
                     int standardError, uint64_t stackLimit, int *channel);

/// Makes a pipe of 1 MiB whose ends close on exec (F_SETPIPE_SZ and O_CLOEXEC are GNU extensions that
/// Swift does not see). Returns 0 or an errno.
int isochron_pipe(int *readEnd, int *writeEnd);
