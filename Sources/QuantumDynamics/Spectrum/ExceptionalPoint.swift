import RealModule
public import ComplexModule
public import LinearAlgebra

/// A parameter at which two eigenvalues and their modes coalesce.
public struct ExceptionalPoint: Sendable, Codable {
  /// The parameter.
  public let parameter: Double

  /// The eigenvalue there, the mean of the two.
  public let eigenvalue: ComplexDouble

  /// |λ₁ − λ₂| that is left: the square root of the error of the discriminant.
  public let splitting: Double

  /// The larger condition number of the two near the point: it diverges there as the inverse of the splitting.
  ///
  /// A small one tells of a mere crossing. nil where it was not calculated.
  public let conditionNumber: Double?

  /// |⟨v₁, v₂⟩| of the two modes: 1 where they coalesce.
  public let modeOverlap: Double
}

extension LiouvillianSpectrum {
  /// Finds the parameter at which a real pair of eigenvalues becomes a complex one.
  ///
  /// Both eigenvalues have square-root singularities there, but (λ₁ − λ₂)² is smooth and changes its sign: it
  /// is bisected and interpolated (Illinois).
  ///
  /// - Parameters:
  ///   - interval: parameters on either side.
  ///   - target: the value near which the two eigenvalues are looked for; nil takes the slowest two that are not zero.
  ///   - tolerance: of the parameter, relative to the interval.
  ///   - spectrum: the eigenvalues at a parameter.
  /// - Returns: the point with its evidence.
  /// - Throws: `QuantumDynamicsError` with `notConverged` where the discriminant has one sign at both ends; what
  ///   `spectrum` throws.
  public static func exceptionalPoint(
    in interval: ClosedRange<Double>, near target: ComplexDouble? = nil, tolerance: Double = 1e-12,
    spectrum: (Double) throws -> LiouvillianSpectrum
  ) throws -> ExceptionalPoint {
    func pair(_ parameter: Double) throws -> [LiouvillianEigenvalue] {
      let decaying = try spectrum(parameter).eigenvalues.filter { !$0.isZero }
      let ordered: [LiouvillianEigenvalue]
      if let target {
        ordered = decaying.sorted { ($0.value - target).length < ($1.value - target).length }
      } else {
        ordered = decaying.sorted { $0.value.real > $1.value.real }
      }
      guard ordered.count >= 2 else {
        throw QuantumDynamicsError(
          .notConverged, "At the parameter \(parameter) fewer than two decaying modes were found.")
      }
      return Array(ordered.prefix(2))
    }
    func discriminant(_ parameter: Double) throws -> Double {
      let two = try pair(parameter)
      let difference = two[0].value - two[1].value
      return (difference * difference).real
    }
    var (low, high) = (interval.lowerBound, interval.upperBound)
    var (atLow, atHigh) = (try discriminant(low), try discriminant(high))
    guard atLow * atHigh < 0 else {
      throw QuantumDynamicsError(
        .notConverged,
        "The two eigenvalues are \(atLow > 0 ? "both real" : "a complex pair") at both ends of "
          + "\(interval): no exceptional point, or an even number of them, lies between. Give the value "
          + "near which they meet, or a smaller interval.")
    }
    for _ in 0..<200 where high - low > tolerance * (interval.upperBound - interval.lowerBound) {
      var guess = (low * atHigh - high * atLow) / (atHigh - atLow)
      if !(guess > low && guess < high) { guess = (low + high) / 2 }
      let value = try discriminant(guess)
      if value == 0 {
        (low, high) = (guess, guess)
      } else if value * atHigh > 0 {
        (high, atHigh) = (guess, value)
        atLow /= 2
      } else {
        (low, atLow) = (guess, value)
        atHigh /= 2
      }
    }
    let parameter = (low + high) / 2
    let two = try pair(parameter)
    return ExceptionalPoint(
      parameter: parameter, eigenvalue: (two[0].value + two[1].value) * ComplexDouble(0.5),
      splitting: (two[0].value - two[1].value).length,
      conditionNumber: two.compactMap(\.conditionNumber).max(),
      modeOverlap: two[0].coordinates.inner(two[1].coordinates).length)
  }
}
