extension RungeKuttaTableau {
  /// The method of order 3 by Bogacki and Shampine with an error estimate of order 2; its dense output is the
  /// cubic through both ends with their slopes.
  ///
  /// A good choice at loose tolerances. Three evaluations a step.
  ///
  /// Reference: P. Bogacki, L. F. Shampine, Appl. Math. Lett. 2, 321 (1989).
  public static let bs3 = RungeKuttaTableau(
    name: "BS3", order: 3, errorOrder: 2, interpolationOrder: 3,
    nodes: [0, 0.5, 0.75],
    stages: [[], [0.5], [0, 0.75]],
    weights: [2.0 / 9, 1.0 / 3, 4.0 / 9],
    errorWeights: [-5.0 / 72, 1.0 / 12, 1.0 / 9, -1.0 / 8],
    interpolation: [
      [1, -4.0 / 3, 5.0 / 9], [0, 1, -2.0 / 3], [0, 4.0 / 3, -8.0 / 9], [0, -1, 1],
    ])
}
