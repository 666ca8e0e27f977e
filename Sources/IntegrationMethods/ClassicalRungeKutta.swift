extension RungeKuttaTableau {
  /// The classical method of order 4, for fixed steps only; its dense output is the cubic through both
  /// ends with their slopes.
  ///
  /// Reference: W. Kutta, Z. Math. Phys. 46, 435 (1901).
  public static let classical = RungeKuttaTableau(
    name: "RK4", order: 4, errorOrder: 0, interpolationOrder: 3,
    nodes: [0, 0.5, 0.5, 1],
    stages: [[], [0.5], [0, 0.5], [0, 0, 1]],
    weights: [1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6],
    errorWeights: [],
    interpolation: [
      [1, -1.5, 2.0 / 3], [0, 1, -2.0 / 3], [0, 1, -2.0 / 3], [0, 0.5, -1.0 / 3], [0, -1, 1],
    ])
}
