import _LinearAlgebraShims

/// Asks whether the running calculation should stop.
///
/// Whoever runs calculations for somebody else, like a notebook's executor, defines a C function
/// `isochron_is_cancelled` in the process that returns nonzero when the user wants to stop. Solvers ask
/// every few steps and then throw an error whose code is `cancelled`. Asking costs a few nanoseconds.
public enum Cancellation {
  /// Whether a stop was asked for; false where no such function exists.
  public static var isRequested: Bool {
    Task.isCancelled || isochron_cancellation_is_requested() != 0
  }

  /// Stops the calculation where a stop was asked for.
  ///
  /// - Parameter reached: what was done so far, for the message.
  /// - Throws: `LinearAlgebraError` with the code `cancelled`.
  public static func check(_ reached: @autoclosure () -> String) throws {
    SolverSteps.note()
    guard isRequested else { return }
    throw LinearAlgebraError(.cancelled, "The calculation was stopped: \(reached()).")
  }
}
