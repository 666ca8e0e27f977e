#include <hdf5.h>
#include <stdio.h>

// HDF5's types are macros around mutable globals, which Swift cannot import.
static inline hid_t isochron_hdf5_double(void) { return H5T_NATIVE_DOUBLE; }
static inline hid_t isochron_hdf5_integer(void) { return H5T_NATIVE_INT64; }
static inline hid_t isochron_hdf5_c_string(void) { return H5T_C_S1; }
static inline hid_t isochron_hdf5_file_access(void) { return H5P_FILE_ACCESS; }
static inline hid_t isochron_hdf5_dataset_creation(void) { return H5P_DATASET_CREATE; }
static inline size_t isochron_hdf5_variable(void) { return H5T_VARIABLE; }

// Errors are messages of ours, not lines on the standard error.
static inline void isochron_hdf5_silence(void) { H5Eset_auto2(H5E_DEFAULT, NULL, NULL); }

struct isochron_hdf5_text { char *bytes; size_t count; };

static inline herr_t isochron_hdf5_keep(unsigned n, const H5E_error2_t *error, void *target) {
  struct isochron_hdf5_text *text = (struct isochron_hdf5_text *)target;
  if (n == 0) snprintf(text->bytes, text->count, "%s", error->desc ? error->desc : "");
  return 0;
}

// The innermost message of the last failure.
static inline void isochron_hdf5_message(char *bytes, size_t count) {
  struct isochron_hdf5_text text = {bytes, count};
  if (count > 0) bytes[0] = 0;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, isochron_hdf5_keep, &text);
  H5Eclear2(H5E_DEFAULT);
}
