/// An explicit Runge–Kutta method, as data.
///
/// A step from y to y + h Σ b_i k_i has the slopes k_i = f(t + c_i h, y + h Σ_j a_ij k_j). The slope at the
/// end of a step is the first one of the next; in `errorWeights` and `interpolation` it follows the other
/// stages.
public struct RungeKuttaTableau: Hashable, Sendable {
  /// The method's known name.
  public let name: String

  /// The order of the step.
  public let order: Int

  /// The order of the comparison that estimates the error; 0 where the method has none.
  public let errorOrder: Int

  /// The order of the dense output.
  public let interpolationOrder: Int

  /// c_i.
  package let nodes: [Double]
  /// a_ij, a row for each stage.
  package let stages: [[Double]]
  /// b_i.
  package let weights: [Double]
  /// The error is h Σ e_i k_i.
  package let errorWeights: [Double]
  /// DOP853's second estimate, which steadies the first; empty in other methods.
  package let secondErrorWeights: [Double]
  /// c_i of the stages that only dense output needs.
  package let extraNodes: [Double]
  /// a_ij of those stages.
  package let extraStages: [[Double]]
  /// The state within a step is y + h Σ_i k_i Σ_p w_ip θ^(p+1).
  package let interpolation: [[Double]]

  init(
    name: String, order: Int, errorOrder: Int, interpolationOrder: Int, nodes: [Double],
    stages: [[Double]], weights: [Double], errorWeights: [Double],
    secondErrorWeights: [Double] = [], extraNodes: [Double] = [], extraStages: [[Double]] = [],
    interpolation: [[Double]]
  ) {
    self.name = name
    self.order = order
    self.errorOrder = errorOrder
    self.interpolationOrder = interpolationOrder
    self.nodes = nodes
    self.stages = stages
    self.weights = weights
    self.errorWeights = errorWeights
    self.secondErrorWeights = secondErrorWeights
    self.extraNodes = extraNodes
    self.extraStages = extraStages
    self.interpolation = interpolation
  }

  /// The number of slopes that one step evaluates anew.
  public var stageCount: Int { nodes.count }

  /// All methods.
  public static let all: [RungeKuttaTableau] = [.classical, .bs3, .tsit5, .vern7, .dop853]

  /// The factors of the slopes in the dense output.
  ///
  /// - Parameter fraction: θ, from 0 at the beginning of a step to 1 at its end.
  /// - Returns: Σ_p w_ip θ^(p+1) for each slope.
  package func interpolationWeights(at fraction: Double) -> [Double] {
    interpolation.map { row in
      row.reversed().reduce(0) { ($0 + $1) * fraction }
    }
  }
}
