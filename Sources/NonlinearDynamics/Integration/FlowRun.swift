import IntegrationMethods
import LinearAlgebra
import RichDisplay

/// The integration of one point, step by step, with what users may ask of it.
struct FlowRun {
  let flow: Flow
  let stepper: LaneStepper
  private(set) var acceptedStepCount = 0
  private(set) var rejectedStepCount = 0
  private(set) var smallestStep = Double.infinity
  private let watch: Evaluator?
  private var firstValues: [Double] = []
  private(set) var conservationErrors: [Double]

  /// Prepares an integration; a program of its own has variables added behind those of the flow.
  init(
    _ flow: Flow, program: Program? = nil, from state: [Double], start: Double, end: Double,
    integrator: FlowIntegrator
  ) throws {
    try integrator.validate()
    self.flow = flow
    let isExtended = program != nil
    // Added variables would need a projection of their own.
    let projection =
      flow.constraintCount > 0 && integrator.isProjecting && !isExtended
      ? flow.machinery.program(.projection) : nil
    stepper = LaneStepper(
      program ?? flow.machinery.program(.velocity), integrator: integrator, lanes: 1,
      projection: projection)
    watch = flow.conserved.isEmpty ? nil : flow.evaluator(.conserved)
    conservationErrors = Array(repeating: 0, count: flow.conserved.count)
    stepper.load(
      0, state: state, time: start, limit: end, parameters: flow.parameterValues)
    if let watch {
      firstValues = watch(Array(state.prefix(flow.dimension)))
      for k in 0..<flow.constraintCount { stepper.setLevel(0, k, firstValues[k]) }
    }
    stepper.start([0])
    guard stepper.slope(0).allSatisfy(\.isFinite) else {
      throw NonlinearDynamicsError(
        .notFinite, "The velocity at the initial state \(state) holds NaN or infinity.")
    }
  }

  /// Takes a step; dense output of it is there until `finishStep`.
  mutating func advance() throws {
    while true {
      let count = acceptedStepCount + rejectedStepCount
      guard count < stepper.integrator.stepLimit else {
        throw NonlinearDynamicsError(
          .integrationFailed,
          "The integration reached time \(stepper.time[0]) of \(stepper.limit[0]) in the \(count) steps that it was "
            + "allowed; the smallest was \(smallestStep). Raise stepLimit, or look for stiffness.")
      }
      stepper.advance()
      if stepper.accepted[0] != 0 { break }
      rejectedStepCount += 1
      guard !stepper.hasFailed(0) else {
        throw NonlinearDynamicsError(
          .integrationFailed,
          "At time \(stepper.time[0]) of \(stepper.limit[0]) no step is small enough for the tolerance: the state "
            + "runs to infinity, or the velocity is singular there.")
      }
    }
    acceptedStepCount += 1
    smallestStep = min(smallestStep, abs(stepper.step[0]))
    if let watch {
      let now = watch(Array(stepper.point(0).prefix(flow.dimension)))
      for (k, value) in now.enumerated() {
        conservationErrors[k] = max(conservationErrors[k], abs(value - firstValues[k]))
      }
    }
  }

  /// Ends a step.
  func finishStep() { stepper.finishStep() }

  /// Whether the user wants to stop; asked every few steps.
  var isCancelled: Bool { acceptedStepCount % 64 == 0 && Cancellation.isRequested }

  /// What was done.
  var evidence: IntegrationEvidence {
    var result = IntegrationEvidence(
      method: stepper.integrator.tableau.name,
      relativeTolerance: stepper.integrator.relativeTolerance,
      absoluteTolerance: stepper.integrator.absoluteTolerance)
    result.acceptedStepCount = acceptedStepCount
    result.rejectedStepCount = rejectedStepCount
    result.evaluationCount = stepper.evaluationCount
    result.smallestStep = smallestStep
    return result
  }
}

/// A progress bar over an interval of time.
struct TimeProgress {
  private let bar: ProgressBar
  private let start: Double
  private let end: Double
  private var count = 0

  init(_ label: String, from start: Double, to end: Double) {
    bar = ProgressBar(total: 1000, label: label)
    self.start = start
    self.end = end
  }

  mutating func reached(_ time: Double) {
    let next = Int(1000 * (time - start) / (end - start))
    guard next > count else { return }
    bar.advance(by: next - count)
    count = next
  }

  func finish() { bar.finish() }
}
