// Frames between the executor and its parent: four bytes of length (little endian), then the bytes,
// the first of which is the type.
#include "executor.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

int channel_descriptor = -1;

void buffer_append(buffer *self, const void *bytes, size_t count) {
  if (self->count + count > self->capacity) {
    size_t capacity = self->capacity ? self->capacity : 256;
    while (capacity < self->count + count) capacity *= 2;
    uint8_t *moved = realloc(self->bytes, capacity);
    if (!moved) abort();
    self->bytes = moved;
    self->capacity = capacity;
  }
  if (count) memcpy(self->bytes + self->count, bytes, count);
  self->count += count;
}

void buffer_append_u8(buffer *self, uint8_t value) { buffer_append(self, &value, 1); }
void buffer_append_u32(buffer *self, uint32_t value) { buffer_append(self, &value, 4); }
void buffer_append_u64(buffer *self, uint64_t value) { buffer_append(self, &value, 8); }

void buffer_append_text(buffer *self, const char *text, size_t count) {
  buffer_append_u32(self, (uint32_t)count);
  buffer_append(self, text, count);
}

uint8_t read_u8(reader *self) {
  if (self->left < 1) return 0;
  self->left -= 1;
  return *self->next++;
}

uint32_t read_u32(reader *self) {
  uint32_t value = 0;
  if (self->left < 4) return 0;
  memcpy(&value, self->next, 4);
  self->next += 4;
  self->left -= 4;
  return value;
}

char *read_text(reader *self, size_t *count) {
  size_t length = read_u32(self);
  if (length > self->left) length = self->left;
  char *text = malloc(length + 1);
  if (!text) abort();
  memcpy(text, self->next, length);
  text[length] = 0;
  self->next += length;
  self->left -= length;
  if (count) *count = length;
  return text;
}

void send_frame(uint8_t type, const void *payload, size_t count) {
  uint8_t head[5];
  uint32_t length = (uint32_t)count + 1;
  memcpy(head, &length, 4);
  head[4] = type;
  struct iovec parts[2] = {{head, 5}, {(void *)payload, count}};
  struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
  while (parts[0].iov_len + parts[1].iov_len > 0) {
    ssize_t sent = sendmsg(channel_descriptor, &message, MSG_NOSIGNAL);
    if (sent < 0) {
      if (errno == EINTR) continue;
      // Nobody is left to run cells for.
      _exit(0);
    }
    for (int i = 0; i < 2; i++) {
      size_t taken = (size_t)sent < parts[i].iov_len ? (size_t)sent : parts[i].iov_len;
      parts[i].iov_base = (uint8_t *)parts[i].iov_base + taken;
      parts[i].iov_len -= taken;
      sent -= (ssize_t)taken;
    }
  }
}

static bool receive_all(void *bytes, size_t count) {
  size_t filled = 0;
  while (filled < count) {
    ssize_t got = recv(channel_descriptor, (uint8_t *)bytes + filled, count - filled, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    filled += (size_t)got;
  }
  return true;
}

bool receive_frame(uint8_t **bytes, size_t *count) {
  uint32_t length;
  if (!receive_all(&length, 4)) return false;
  *bytes = malloc((size_t)length + 1);
  if (!*bytes) return false;
  *count = length;
  return receive_all(*bytes, length);
}
