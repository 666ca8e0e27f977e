public import IntegrationMethods

/// How flows are integrated: an explicit Runge–Kutta method with error control, or with equal steps.
///
/// A step's error is the root mean square of |e_i| / (absolute + relative max(|x_i|, |x_i′|)) and stays below 1; sizes
/// follow a proportional–integral controller. Each lane has steps of its own, and results depend neither on the number of
/// lanes nor on threads.
///
/// Reference: E. Hairer, S. P. Nørsett, G. Wanner, Solving Ordinary Differential Equations I, 2nd ed., II.4–II.6.
public struct FlowIntegrator: Hashable, Sendable {
  /// The method.
  public var tableau: RungeKuttaTableau
  /// The relative tolerance of a step, positive.
  public var relativeTolerance: Double
  /// The absolute tolerance of a step, positive.
  public var absoluteTolerance: Double
  /// The length of all steps where it is given; there is no error control then.
  public var fixedStep: Double?
  /// The longest step.
  public var maximumStep: Double
  /// The most steps, accepted and rejected, between the first time and the last.
  public var stepLimit: Int
  /// Whether each step ends on the constraints of the flow.
  public var isProjecting: Bool

  /// Chooses a method and its tolerances.
  ///
  /// - Parameters:
  ///   - tableau: the method; one with an error estimate, unless the step is fixed.
  ///   - relativeTolerance: of a step, positive.
  ///   - absoluteTolerance: of a step, positive.
  ///   - fixedStep: the length of all steps, positive, or nil for error control.
  ///   - maximumStep: the longest step.
  ///   - stepLimit: the most steps.
  ///   - isProjecting: whether each step ends on the constraints of the flow.
  public init(
    tableau: RungeKuttaTableau = .dop853, relativeTolerance: Double = 1e-10,
    absoluteTolerance: Double = 1e-12, fixedStep: Double? = nil, maximumStep: Double = .infinity,
    stepLimit: Int = 100_000_000, isProjecting: Bool = true
  ) {
    self.tableau = tableau
    self.relativeTolerance = relativeTolerance
    self.absoluteTolerance = absoluteTolerance
    self.fixedStep = fixedStep
    self.maximumStep = maximumStep
    self.stepLimit = stepLimit
    self.isProjecting = isProjecting
  }

  /// DOP853 with tolerances of 1e−10 and 1e−12.
  public static let standard = FlowIntegrator()

  /// Tsit5 with a relative tolerance of 1e−6, for maps of many points.
  public static let quick = FlowIntegrator(
    tableau: .tsit5, relativeTolerance: 1e-6, absoluteTolerance: 1e-8)

  /// Refuses what cannot be done.
  func validate() throws {
    guard relativeTolerance > 0, absoluteTolerance > 0, relativeTolerance < 1, maximumStep > 0,
      fixedStep.map({ $0 > 0 && $0.isFinite }) ?? true
    else {
      throw NonlinearDynamicsError(
        .invalidArgument,
        "Tolerances and steps are positive and the relative tolerance is below 1; got \(relativeTolerance), "
          + "\(absoluteTolerance), a longest step of \(maximumStep) and a fixed step of "
          + "\(fixedStep.map { "\($0)" } ?? "none").")
    }
    guard fixedStep != nil || tableau.errorOrder > 0 else {
      throw NonlinearDynamicsError(
        .invalidArgument,
        "\(tableau.name) has no error estimate. Give it a fixedStep, or choose tsit5 or dop853.")
    }
  }
}
