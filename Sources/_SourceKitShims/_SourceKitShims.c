#define _GNU_SOURCE
#include "_SourceKitShims.h"

#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

// The C interface of SourceKit as far as it is used here (usr/include/SourceKit/sourcekitd.h of a toolchain).
typedef struct { uint64_t data[3]; } Variant;

static struct {
  void (*initialize)(void);
  void *(*requestFromYAML)(const char *yaml, char **error);
  void (*requestRelease)(void *request);
  void (*setText)(void *dictionary, void *key, const char *text, size_t length);
  void *(*uid)(const char *name);
  void *(*send)(void *request);
  bool (*isError)(void *response);
  const char *(*errorDescription)(void *response);
  Variant (*value)(void *response);
  char *(*json)(Variant value);
  void (*dispose)(void *response);
} api;

static char *message(const char *text) { return strdup(text ? text : "unknown error"); }

char *isochron_sourcekit_open(const char *libraryPath) {
  void *library = dlopen(libraryPath, RTLD_NOW | RTLD_LOCAL);
  if (!library) return message(dlerror());
  const struct { void **slot; const char *name; } wanted[] = {
      {(void **)&api.initialize, "sourcekitd_initialize"},
      {(void **)&api.requestFromYAML, "sourcekitd_request_create_from_yaml"},
      {(void **)&api.requestRelease, "sourcekitd_request_release"},
      {(void **)&api.setText, "sourcekitd_request_dictionary_set_stringbuf"},
      {(void **)&api.uid, "sourcekitd_uid_get_from_cstr"},
      {(void **)&api.send, "sourcekitd_send_request_sync"},
      {(void **)&api.isError, "sourcekitd_response_is_error"},
      {(void **)&api.errorDescription, "sourcekitd_response_error_get_description"},
      {(void **)&api.value, "sourcekitd_response_get_value"},
      {(void **)&api.json, "sourcekitd_variant_json_description_copy"},
      {(void **)&api.dispose, "sourcekitd_response_dispose"},
  };
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
    if (!(*wanted[i].slot = dlsym(library, wanted[i].name))) return message(dlerror());
  api.initialize();
  return NULL;
}

char *isochron_sourcekit_request(const char *yaml, const char *source, size_t length, bool *failed) {
  *failed = true;
  char *error = NULL;
  void *request = api.requestFromYAML(yaml, &error);
  if (!request) return error ? error : message("the request could not be read");
  if (source) api.setText(request, api.uid("key.sourcetext"), source, length);
  void *response = api.send(request);
  char *result;
  if (api.isError(response)) {
    result = message(api.errorDescription(response));
  } else {
    result = api.json(api.value(response));
    *failed = result == NULL;
    if (!result) result = message("the answer could not be written as JSON");
  }
  api.dispose(response);
  api.requestRelease(request);
  return result;
}
