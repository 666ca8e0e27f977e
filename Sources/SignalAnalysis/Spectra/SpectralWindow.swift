import Preconditions
import RealModule

/// The weight that samples get before a Fourier transform.
///
/// Between neighbouring lines a window trades resolution (the width of its main lobe) for leakage (the height of the
/// others). Windows are periodic (DFT-even), as spectra need them: n samples of a period of n.
///
/// Reference: F. J. Harris, Proc. IEEE 66, 51 (1978).
public enum SpectralWindow: Sendable, Hashable, Codable {
  /// No window: the narrowest lines, leakage that falls like 1/f.
  case rectangular
  /// Hann's, sin²: leakage that falls like 1/f³; a good choice where nothing is known.
  case hann
  /// Hamming's: the nearest side lobes low (−43 dB), the far ones not.
  case hamming
  /// Blackman's: side lobes below −58 dB.
  case blackman
  /// The four-term window of Blackman and Harris: side lobes below −92 dB, lines four bins wide.
  case blackmanHarris
  /// The five-term flat top: the height of a line is right to 0.2 % wherever it stands between bins.
  case flatTop
  /// Kaiser's of a shape parameter β: side lobes fall and lines widen as β grows; 14 is about −105 dB.
  case kaiser(beta: Double)
  /// Hann's to a power p ≥ 0: leakage falls like 1/f^(2p+1).
  case hannPower(Int)

  /// The weights of n samples.
  ///
  /// - Parameter count: n ≥ 1.
  /// - Returns: n numbers.
  public func weights(count: Int) -> [Double] {
    requirePrecondition(count >= 1, "A window needs one sample or more, not \(count).")
    switch self {
    case .rectangular: return [Double](repeating: 1, count: count)
    case .hann: return Self.cosines([0.5, -0.5], count)
    case .hamming: return Self.cosines([0.54, -0.46], count)
    case .blackman: return Self.cosines([0.42, -0.5, 0.08], count)
    case .blackmanHarris: return Self.cosines([0.35875, -0.48829, 0.14128, -0.01168], count)
    case .flatTop:
      return Self.cosines(
        [0.21557895, -0.41663158, 0.277263158, -0.083578947, 0.006947368], count)
    case .kaiser(let beta):
      requirePrecondition(
        beta.isFinite && beta >= 0, "Kaiser's β is 0 or more, not \(beta).")
      let norm = Self.besselI0(beta)
      return (0..<count).map { k in
        let x = 2 * Double(k) / Double(count) - 1
        return Self.besselI0(beta * max(0, 1 - x * x).squareRoot()) / norm
      }
    case .hannPower(let power):
      requirePrecondition(power >= 0, "The power of Hann's window is 0 or more, not \(power).")
      return Self.cosines([0.5, -0.5], count).map { Double.pow($0, power) }
    }
  }

  /// The equivalent noise bandwidth n Σw²/(Σw)² in bins: 1 without a window, 1.5 for Hann's.
  ///
  /// - Parameter count: n, the number of samples.
  /// - Returns: how many bins wide a rectangle would pass as much noise.
  public func noiseBandwidth(count: Int) -> Double {
    let weights = weights(count: count)
    let sum = weights.reduce(0, +)
    return Double(count) * weights.reduce(0) { $0 + $1 * $1 } / (sum * sum)
  }

  private static func cosines(_ coefficients: [Double], _ count: Int) -> [Double] {
    (0..<count).map { k in
      let angle = 2 * Double.pi * Double(k) / Double(count)
      return coefficients.enumerated().reduce(0) { sum, term in
        sum + term.element * .cos(Double(term.offset) * angle)
      }
    }
  }

  /// I₀(x) by its power series, whose terms are all positive.
  private static func besselI0(_ x: Double) -> Double {
    var (sum, term, k) = (1.0, 1.0, 1.0)
    while term > 1e-17 * sum {
      term *= x * x / (4 * k * k)
      sum += term
      k += 1
    }
    return sum
  }
}
