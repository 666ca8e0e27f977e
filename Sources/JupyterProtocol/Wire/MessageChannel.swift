/// The sockets of a kernel that carry messages.
public enum MessageChannel: String, Sendable, Hashable, CaseIterable {
  /// Requests to run, complete and inspect code.
  case shell
  /// Requests that cannot wait: interrupt and shut down.
  case control
  /// Lines of input that the kernel asks for.
  case stdin
  /// What the kernel publishes to everybody; what arrives here are subscriptions.
  case iopub
}
