// Which code an address belongs to, answered without locks, so that signal handlers can ask.
#include "executor.h"

#include <dlfcn.h>
#include <elf.h>
#include <link.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  uintptr_t low, high, base;
  const char *path;
} code_range;

// Cells: read by signal handlers on any thread, written by the first thread only. When the array
// grows the old one stays, because somebody may be reading it.
static _Atomic(code_range *) cells;
static atomic_size_t cell_count;
static size_t cell_capacity;

enum { maximum_fixed = 32 };
static code_range job_runners[8], allocators[16], delicate[maximum_fixed];
static code_range executor_range, dispatch_range, concurrency_range;
static int job_runner_count, allocator_count, delicate_count;

static const code_range *find(const code_range *ranges, size_t count, uintptr_t pc) {
  for (size_t i = count; i > 0; i--)
    if (pc >= ranges[i - 1].low && pc < ranges[i - 1].high) return &ranges[i - 1];
  return NULL;
}

static const code_range *find_cell(uintptr_t pc) {
  size_t count = atomic_load(&cell_count);
  return find(atomic_load(&cells), count, pc);
}

bool is_cell_code(uintptr_t pc) { return find_cell(pc) != NULL; }
bool is_job_runner(uintptr_t pc) { return find(job_runners, (size_t)job_runner_count, pc); }
static bool contains(const code_range *range, uintptr_t pc) {
  return pc >= range->low && pc < range->high;
}

bool is_executor(uintptr_t pc) { return contains(&executor_range, pc); }
bool is_dispatch(uintptr_t pc) { return contains(&dispatch_range, pc); }
bool is_concurrency_runtime(uintptr_t pc) { return contains(&concurrency_range, pc); }
bool is_allocator(uintptr_t pc) { return find(allocators, (size_t)allocator_count, pc); }
bool is_delicate(uintptr_t pc) { return find(delicate, (size_t)delicate_count, pc); }

const char *cell_library(uintptr_t pc, uintptr_t *base) {
  const code_range *range = find_cell(pc);
  if (!range) return NULL;
  *base = range->base;
  return range->path;
}

typedef struct {
  uintptr_t base;
  code_range range;
} search;

static int match_object(struct dl_phdr_info *object, size_t size, void *context) {
  (void)size;
  search *wanted = context;
  if (object->dlpi_addr != wanted->base) return 0;
  wanted->range = (code_range){UINTPTR_MAX, 0, object->dlpi_addr, NULL};
  for (int i = 0; i < object->dlpi_phnum; i++) {
    const ElfW(Phdr) *part = &object->dlpi_phdr[i];
    if (part->p_type != PT_LOAD || !(part->p_flags & PF_X)) continue;
    uintptr_t low = object->dlpi_addr + part->p_vaddr;
    if (low < wanted->range.low) wanted->range.low = low;
    if (low + part->p_memsz > wanted->range.high) wanted->range.high = low + part->p_memsz;
  }
  return 1;
}

static bool code_of_base(uintptr_t base, code_range *range) {
  search wanted = {.base = base};
  if (!dl_iterate_phdr(match_object, &wanted) || wanted.range.high == 0) return false;
  *range = wanted.range;
  return true;
}

void add_cell_library(void *handle, const char *path) {
  struct link_map *map;
  code_range range;
  if (dlinfo(handle, RTLD_DI_LINKMAP, &map) != 0 || !code_of_base(map->l_addr, &range)) return;
  size_t count = atomic_load(&cell_count);
  for (size_t i = 0; i < count; i++)
    if (atomic_load(&cells)[i].base == range.base) return;
  range.path = strdup(path);
  if (count == cell_capacity) {
    size_t capacity = cell_capacity ? 2 * cell_capacity : 64;
    code_range *larger = malloc(capacity * sizeof *larger);
    if (!larger || !range.path) abort();
    if (count) memcpy(larger, atomic_load(&cells), count * sizeof *larger);
    atomic_store(&cells, larger);
    cell_capacity = capacity;
  }
  atomic_load(&cells)[count] = range;
  atomic_store(&cell_count, count + 1);
}

static void add_function(code_range *ranges, int *count, int capacity, void *function) {
  Dl_info information;
  ElfW(Sym) *symbol = NULL;
  if (!function || *count == capacity) return;
  if (!dladdr1(function, &information, (void **)&symbol, RTLD_DL_SYMENT) || !symbol) return;
  uintptr_t low = (uintptr_t)function;
  ranges[(*count)++] = (code_range){low, low + symbol->st_size, 0, NULL};
}

static bool code_of_address(void *address, code_range *range) {
  Dl_info information;
  struct link_map *map = NULL;
  if (!address || !dladdr1(address, &information, (void **)&map, RTLD_DL_LINKMAP) || !map)
    return false;
  return code_of_base(map->l_addr, range);
}

static bool code_of_symbol(const char *name, code_range *range) {
  return code_of_address(dlsym(RTLD_DEFAULT, name), range);
}

static void *symbol(const char *name) { return dlsym(RTLD_DEFAULT, name); }

void ranges_start(void) {
  code_of_address((void *)ranges_start, &executor_range);
  static const char *const runners[] = {
    "swift_job_run", "swift_job_run_on_task_executor", "swift_job_run_on_serial_and_task_executor"};
  for (int i = 0; i < 3; i++)
    add_function(job_runners, &job_runner_count, 8, symbol(runners[i]));
  // Not dispatch_async_f, which this program defines.
  code_of_symbol("dispatch_sync_f", &dispatch_range);
  code_of_symbol("swift_task_create", &concurrency_range);
  static const char *const allocation[] = {
    "malloc", "calloc", "realloc", "free", "posix_memalign", "aligned_alloc", "memalign"};
  for (int i = 0; i < 7; i++)
    add_function(allocators, &allocator_count, 16, symbol(allocation[i]));
  // Of each library that holds locks of importance, one function.
  static const char *const libraries[] = {
    "malloc", "_dl_find_object", "_dl_mcount", "swift_retain", "swift_task_create",
    "dispatch_sync_f", "_ZSt9terminatev", "_Unwind_Resume", "isochron_cell_exit",
    "pthread_mutex_lock", "__tls_get_addr"};
  for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++) {
    code_range range;
    if (delicate_count < maximum_fixed && code_of_symbol(libraries[i], &range))
      delicate[delicate_count++] = range;
  }
}
