// The Swift runtime keeps lists in thread-local storage whose entries lie on the stack: the accesses
// in progress, the executor's tracking, the current task. After a jump they point nowhere.
#include "executor.h"

#include <dlfcn.h>
#include <link.h>
#include <string.h>

enum { maximum_modules = 3, maximum_words = 512 };

typedef struct {
  uintptr_t base;
  uintptr_t saved[maximum_words];
  size_t count;
} module_state;

static module_state modules[maximum_modules];
static int module_count;
static void *(*current_task)(void);

typedef struct {
  uintptr_t base;
  uintptr_t *words;
  size_t count;
} search;

static int match_storage(struct dl_phdr_info *object, size_t size, void *context) {
  search *wanted = context;
  if (object->dlpi_addr != wanted->base || size < sizeof *object) return 0;
  for (int i = 0; i < object->dlpi_phnum; i++)
    if (object->dlpi_phdr[i].p_type == PT_TLS)
      wanted->count = object->dlpi_phdr[i].p_memsz / sizeof(uintptr_t);
  wanted->words = object->dlpi_tls_data;
  return 1;
}

// This thread's storage of a library; no words if it has not used any yet.
static search storage_of(uintptr_t base) {
  search wanted = {.base = base};
  dl_iterate_phdr(match_storage, &wanted);
  if (!wanted.words) wanted.count = 0;
  if (wanted.count > maximum_words) wanted.count = maximum_words;
  return wanted;
}

static void add_module(const char *name) {
  Dl_info information;
  void *symbol = dlsym(RTLD_DEFAULT, name);
  struct link_map *map = NULL;
  if (!symbol || !dladdr1(symbol, &information, (void **)&map, RTLD_DL_LINKMAP) || !map) return;
  modules[module_count++].base = map->l_addr;
}

void thread_state_save(void) {
  if (module_count == 0) {
    add_module("swift_retain");
    add_module("swift_task_create");
    *(void **)&current_task = dlsym(RTLD_DEFAULT, "swift_task_getCurrent");
  }
  for (int i = 0; i < module_count; i++) {
    search storage = storage_of(modules[i].base);
    modules[i].count = storage.count;
    if (storage.count)
      memcpy(modules[i].saved, storage.words, storage.count * sizeof(uintptr_t));
  }
}

void thread_state_forget_stack(uintptr_t low, uintptr_t high, bool forgets_task) {
  uintptr_t task = forgets_task && current_task ? (uintptr_t)current_task() : 0;
  bool is_main = pthread_equal(pthread_self(), main_thread);
  for (int i = 0; i < module_count; i++) {
    search storage = storage_of(modules[i].base);
    for (size_t j = 0; j < storage.count; j++) {
      uintptr_t word = storage.words[j];
      bool is_stale = word >= low && word < high;
      if (is_stale)
        storage.words[j] = is_main && !forgets_task && j < modules[i].count ? modules[i].saved[j] : 0;
      else if (task && word == task)
        storage.words[j] = 0;
    }
  }
}
