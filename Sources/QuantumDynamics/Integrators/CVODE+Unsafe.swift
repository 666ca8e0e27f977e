import CSUNDIALS
import LinearAlgebra
import _DynamicsShims

/// A(t) of dy/dt = A(t) y.
struct LinearSystemInTime {
  /// Whether A never changes.
  let isConstant: Bool
  /// The longest step that misses nothing, and the time where A may jump; nil where nothing changes.
  let limits: (longestStep: Double, end: Double)?
  /// A(t).
  let matrix: (_ time: Double) throws -> SparseMatrix<Double>
  /// Writes A(t) y into its last argument.
  let apply: (_ time: Double, _ state: [Double], _ slope: inout [Double]) throws -> Void
}

/// An integration of dy/dt = A(t) y by CVODE's backward differentiation formulas, whose Newton iterations are solved
/// by sparse factorizations of 1 − γ A(t).
///
/// Reference: A. C. Hindmarsh et al., ACM Trans. Math. Softw. 31, 363 (2005) (SUNDIALS).
final class CVODE {
  private let system: LinearSystemInTime
  private var factors: SparseLU<Double>?
  private var input: [Double]
  private var output: [Double]
  private var failure: (any Error)?
  private var handle: OpaquePointer?

  /// The time that the last step reached.
  private(set) var time: Double

  // The time of the last evaluation, which is that of the factors.
  private var evaluationTime: Double

  /// After so many steps the factors of a matrix that changes are made anew, as CVODE's own solvers do.
  private static let refreshSteps: Int64 = 20

  /// Starts an integration.
  init(
    _ system: LinearSystemInTime, state: [Double], time: Double, relativeTolerance: Double,
    absoluteTolerance: Double
  ) throws {
    self.system = system
    evaluationTime = time
    self.time = time
    input = state
    output = state.zeros
    var status: Int32 = 0
    let problem = isochron_cvode_problem(
      context: Unmanaged.passUnretained(self).toOpaque(),
      slope: { time, state, slope, context in
        guard let state, let slope, let owner = CVODE.owner(context) else { return -1 }
        return owner.evaluate(time, state, slope)
      },
      factor: { gamma, context in CVODE.owner(context)?.factor(gamma) ?? -1 },
      solve: { numbers, context in
        guard let numbers, let owner = CVODE.owner(context) else { return -1 }
        return owner.solve(numbers)
      },
      refresh: system.isConstant ? 0 : Self.refreshSteps)
    handle = isochron_cvode_create(
      Int64(state.count), time, state, relativeTolerance, absoluteTolerance, problem, &status)
    try check(status)
    if let limits = system.limits {
      try check(isochron_cvode_limit(handle, limits.longestStep, limits.end))
    }
  }

  deinit { isochron_cvode_destroy(handle) }

  private static func owner(_ context: UnsafeMutableRawPointer?) -> CVODE? {
    context.map { Unmanaged<CVODE>.fromOpaque($0).takeUnretainedValue() }
  }

  private func evaluate(
    _ time: Double, _ state: UnsafePointer<Double>, _ slope: UnsafeMutablePointer<Double>
  ) -> Int32 {
    evaluationTime = time
    input.withUnsafeMutableBufferPointer {
      _ = $0.update(from: UnsafeBufferPointer(start: state, count: $0.count))
    }
    let status = attempt { try system.apply(time, input, &output) }
    guard status == 0 else { return status }
    output.withUnsafeBufferPointer { values in
      if let first = values.baseAddress { slope.update(from: first, count: values.count) }
    }
    return 0
  }

  private func factor(_ gamma: Double) -> Int32 {
    attempt {
      let matrix = try system.matrix(evaluationTime)
      factors = try SparseLU(
        SparseMatrix<Double>.identity(matrix.rowCount) - gamma * matrix,
        ordering: .approximateMinimumFill)
    }
  }

  private func solve(_ numbers: UnsafeMutablePointer<Double>) -> Int32 {
    attempt { try factors?.solveInPlace(numbers, transposed: false) }
  }

  private func attempt(_ body: () throws -> Void) -> Int32 {
    do {
      try body()
      return 0
    } catch {
      failure = error
      return -1
    }
  }

  /// Takes one step of CVODE's choice.
  func step(toward end: Double) throws {
    try check(isochron_cvode_step(handle, end, &time))
  }

  /// The state at a time within the last step.
  func state(at time: Double) throws -> [Double] {
    var result = output
    try check(isochron_cvode_state(handle, time, &result))
    return result
  }

  /// Steps, failed steps, evaluations and factorizations so far.
  var counts: (steps: Int, rejected: Int, evaluations: Int, factorizations: Int) {
    var (steps, rejected, slopes, factorizations) = (Int64(0), Int64(0), Int64(0), Int64(0))
    isochron_cvode_counts(handle, &steps, &rejected, &slopes, &factorizations)
    return (Int(steps), Int(rejected), Int(slopes), Int(factorizations))
  }

  /// Turns CVODE's flags into errors; warnings (positive) pass.
  private func check(_ status: Int32) throws {
    guard status < 0 || handle == nil else { return }
    if let failure { throw failure }
    let reason =
      switch status {
      case -1: "too many steps were needed"
      case -2: "the tolerance is too tight for double precision"
      case -3: "the error test failed again and again"
      case -4: "Newton's iteration did not converge"
      case -20: "there is not enough memory"
      default: "an unexpected failure"
      }
    throw QuantumDynamicsError(
      .stepLimit,
      "CVODE stopped at time \(time): \(reason) (flag \(status)). Try another tolerance or method.")
  }
}
