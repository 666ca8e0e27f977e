import CCairo
import Plotting

/// Throws what Cairo reports: the one place where its statuses become errors.
///
/// - Parameters:
///   - status: what a call left behind.
///   - task: what was being done, for the message, such as "making the page".
/// - Throws: `PlottingError` unless all is well.
func check(_ status: cairo_status_t, _ task: String) throws {
  guard status != CAIRO_STATUS_SUCCESS else { return }
  let words = cairo_status_to_string(status).map { String(cString: $0) } ?? "unknown error"
  throw PlottingError(.drawing, "Cairo could not go on while \(task): \(words).")
}
