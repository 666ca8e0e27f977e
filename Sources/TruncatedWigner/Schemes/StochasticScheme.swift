/// Methods for stochastic differential equations with equal steps.
public enum StochasticScheme: String, Sendable, Hashable, Codable, CaseIterable {
  /// z + A h + Σ B_j ΔW_j with the drift in Itô's sense: weak order 1, strong order ½ (1 for additive noise).
  case eulerMaruyama

  /// Heun's predictor and corrector for the equation in Stratonovich's sense, to which the drift is converted:
  /// weak order 1, 2 without noise; stays close to the deterministic motion at longer steps than Euler's.
  case heun

  /// Rößler's Runge–Kutta scheme RI1 for Itô equations: weak order 2 for any noise, order 3 without.
  ///
  /// Increments take the values 0 and ±√(3h), which have the right moments: means are accurate to h², the tails
  /// of a single step are not Gaussian.
  ///
  /// Reference: A. Rößler, SIAM J. Numer. Anal. 47, 1713 (2009), table 5.1.
  case weakOrder2

  /// The order in h of the error of means.
  public var weakOrder: Int { self == .weakOrder2 ? 2 : 1 }
}
