public import ComplexModule
public import LinearAlgebra
import RealModule
public import SignalAnalysis

/// The regime of a driven self-sustained oscillator with the evidence from several system sizes.
///
/// |α_r| is fitted by a power law N^−p, α_r and α_i are extrapolated to N → ∞. A time crystal has a gap that closes (p > 0 beyond its error
/// and a limit that is 0 within a part of the smallest gap) while α_i stays; otherwise R = |α_i/α_r| at the largest size tells QS-I from
/// QS-II, which is a crossover.
///
/// Reference: paper 000, section "Arnold tongue and Liouvillian signatures".
public struct RegimeEvidence: Sendable {
  /// The regime.
  public let regime: SynchronizationRegime
  /// p of |α_r| ∝ N^−p, with its error.
  public let closingExponent: Estimate
  /// |α_r| in the limit N → ∞.
  public let gapLimit: Estimate
  /// |α_i| in the limit N → ∞.
  public let frequencyLimit: Estimate
  /// R = |α_i/α_r| at the largest size.
  public let ratio: Double

  /// The regime from the slowest oscillating mode at several sizes.
  ///
  /// - Parameters:
  ///   - sizes: N, three or more, all different.
  ///   - eigenvalues: α of each size, with a negative real part.
  ///   - threshold: the gap counts as closing when p exceeds this and its error.
  /// - Throws: `SynchronizationError`: `invalidData` for fewer than three sizes or eigenvalues that do not decay.
  public init(
    sizes: [Int], eigenvalues: [ComplexDouble], threshold: Double = 0.5
  ) throws {
    guard sizes.count == eigenvalues.count, sizes.count >= 3,
      eigenvalues.allSatisfy({ $0.real < 0 })
    else {
      throw SynchronizationError(
        .invalidData,
        "Three sizes or more, each with an eigenvalue of negative real part, were expected; \(sizes.count) sizes and "
          + "\(eigenvalues.count) eigenvalues came.")
    }
    let order = sizes.indices.sorted { sizes[$0] < sizes[$1] }
    let n = order.map { Double(sizes[$0]) }
    let gaps = order.map { -eigenvalues[$0].real }
    let frequencies = order.map { abs(eigenvalues[$0].imaginary) }
    do {
      let fit = try CurveFit.powerLaw(n, gaps)["exponent"]
      closingExponent = Estimate(-fit.value, standardError: fit.standardError)
      gapLimit = try SizeExtrapolation(sizes: n, values: gaps).limit
      frequencyLimit = try SizeExtrapolation(sizes: n, values: frequencies).limit
    } catch let error as SignalAnalysisError {
      throw SynchronizationError(error)
    }
    let (last, frequency) = (gaps[gaps.count - 1], frequencies[frequencies.count - 1])
    ratio = frequency / last
    let isClosing = closingExponent.value - closingExponent.standardError > threshold
    if isClosing, ratio >= 1 {
      regime = .timeCrystal
    } else {
      regime = ratio < 1 ? .monotonicSynchronization : .oscillatorySynchronization
    }
  }
}
