import RealModule

/// How two or three angles stand to one another, by numbers that uniform angles fill uniformly.
public enum PhaseConfiguration {
  /// The distance of two angles on the circle, min_n |θ − ψ + 2πn|.
  ///
  /// - Parameters:
  ///   - first: θ in radians.
  ///   - second: ψ in radians.
  /// - Returns: between 0 and π.
  public static func distance(_ first: Double, _ second: Double) -> Double {
    abs((first - second).remainder(dividingBy: 2 * .pi))
  }

  /// χ of three angles: 0 for (0, 0, 0), 1/4 for (0, π/3, −π/3), 1 for (0, 0, π) and for thirds of a turn.
  ///
  /// χ = min_j [(3/4π) Σ_i d(φ_i, φ̄_j)]²,  φ̄_j = (2πj + Σ_k φ_k)/3,
  ///
  /// between 0 and 1, the same for all shifted by one angle, and uniformly distributed for independent uniform angles. It sees
  /// which configuration three phases take and not which spin has which phase.
  ///
  /// - Parameters:
  ///   - first: φ₁ in radians.
  ///   - second: φ₂.
  ///   - third: φ₃, 0 where the others are differences to it.
  /// - Returns: χ.
  ///
  /// Reference: paper 003, eq. (9).
  public static func chi(_ first: Double, _ second: Double, _ third: Double = 0) -> Double {
    let angles = [first, second, third]
    let mean = (first + second + third) / 3
    let least =
      (0..<3).map { j in
        angles.reduce(0) { $0 + distance($1, mean + 2 * .pi * Double(j) / 3) }
      }.min() ?? 0
    let length = 3 / (4 * .pi) * least
    return length * length
  }

  /// χ₂ of a phase difference: 0 in phase, 1 in antiphase.
  ///
  /// χ₂ = d(φ₁ − φ₂, 0)/π, uniformly distributed in [0, 1] for independent uniform angles.
  ///
  /// - Parameter difference: φ₁ − φ₂ in radians.
  /// - Returns: χ₂.
  ///
  /// Reference: paper 003, eq. (D6).
  public static func chi2(_ difference: Double) -> Double { distance(difference, 0) / .pi }
}
