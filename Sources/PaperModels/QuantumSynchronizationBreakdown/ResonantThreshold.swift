import Preconditions

extension QuantumSynchronizationBreakdown {
  /// g(x) = (Γ₊ − Γ₋ x)² (1 − x), whose value ε²/4 makes x = m_z² stationary on resonance (S25).
  ///
  /// - Parameters:
  ///   - x: m_z², between 0 and 1.
  ///   - gain: Γ₊.
  ///   - nonlinearDecay: Γ₋.
  /// - Returns: g(x).
  static func stationarity(_ x: Double, gain: Double, nonlinearDecay: Double) -> Double {
    let g = gain - nonlinearDecay * x
    return g * g * (1 - x)
  }

  /// The x where g can have an extremum on [0, 1], rising: 0, Γ₊/Γ₋ (where g = 0), (2Γ₋ + Γ₊)/3Γ₋ and 1.
  private static func stationarityExtrema(gain: Double, nonlinearDecay: Double) -> [Double] {
    guard nonlinearDecay > 0 else { return [0, 1] }
    let inner = [
      gain / nonlinearDecay, (2 * nonlinearDecay + gain) / (3 * nonlinearDecay),
    ]
    return ([0, 1] + inner.filter { $0 > 0 && $0 < 1 }).sorted()
  }

  /// The drive strength ε_c above which no stationary state with m_z ≠ 0 exists on resonance.
  ///
  /// ε_c = 2 √g_max,  g_max = max over x in [0, 1] of (Γ₊ − Γ₋ x)² (1 − x)               (S25) to (S29)
  ///
  /// The extrema are known: g(0) = Γ₊² and, for Γ₊ < Γ₋, g((2Γ₋ + Γ₊)/3Γ₋) = 4(Γ₋ − Γ₊)³/27Γ₋. For Γ₊ = 1 and
  /// Γ₋ = 2 the first is larger and ε_c = 2Γ₊ = 2; the second, a state near the south pole, takes over for Γ₋ above
  /// 4 Γ₊.
  ///
  /// - Parameters:
  ///   - gain: Γ₊ ≥ 0.
  ///   - nonlinearDecay: Γ₋ ≥ 0.
  /// - Returns: ε_c, in the unit of the rates.
  public static func resonantThreshold(gain: Double = 1, nonlinearDecay: Double = 2) -> Double {
    requirePrecondition(
      gain >= 0 && nonlinearDecay >= 0 && gain.isFinite && nonlinearDecay.isFinite,
      "Rates must be finite and 0 or more; got Γ₊ = \(gain), Γ₋ = \(nonlinearDecay).")
    let largest = stationarityExtrema(gain: gain, nonlinearDecay: nonlinearDecay)
      .reduce(0) { max($0, stationarity($1, gain: gain, nonlinearDecay: nonlinearDecay)) }
    return 2 * largest.squareRoot()
  }

  /// The drive strength ε_c of this model's rates; see `resonantThreshold(gain:nonlinearDecay:)`.
  public var resonantThreshold: Double {
    Self.resonantThreshold(gain: gain, nonlinearDecay: nonlinearDecay)
  }

  /// The stationary states on resonance with m_x = 0 and m_z ≠ 0 that (S24) and (S25) give for this drive and rates.
  ///
  /// Each root x of g(x) = ε²/4 gives m_z = ±√x and m_y = ε/2(Γ₊ − Γ₋ x); the detuning is not looked at. Simple roots
  /// only: at ε = 0, where g touches zero on a whole ring, the poles come alone.
  ///
  /// - Returns: points of the unit sphere, the largest m_z first.
  public func resonantStationaryPoints() -> [SIMD3<Double>] {
    let target = drive * drive / 4
    let excess = { (x: Double) in
      Self.stationarity(x, gain: gain, nonlinearDecay: nonlinearDecay) - target
    }
    let extrema = Self.stationarityExtrema(gain: gain, nonlinearDecay: nonlinearDecay)
    var points: [SIMD3<Double>] = []
    // g is monotonic between neighbouring extrema: at most one root each, found by bisection.
    for (a, b) in zip(extrema, extrema.dropFirst()) where (excess(a) > 0) != (excess(b) > 0) {
      var (lower, upper) = (a, b)
      for _ in 0..<200 where lower < upper {
        let middle = (lower + upper) / 2
        if (excess(middle) > 0) == (excess(a) > 0) { lower = middle } else { upper = middle }
      }
      let x = (lower + upper) / 2
      guard x > 0 else { continue }
      let my = drive == 0 ? 0 : drive / (2 * (gain - nonlinearDecay * x))
      points.append(SIMD3(0, my, x.squareRoot()))
      points.append(SIMD3(0, my, -x.squareRoot()))
    }
    return points.sorted { $0.z > $1.z }
  }
}
