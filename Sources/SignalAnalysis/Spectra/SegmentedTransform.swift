import ComplexModule
import LinearAlgebra
import RealModule

/// The overlapping, windowed, transformed pieces of a signal: what averaged and sliding spectra share.
struct SegmentedTransform {
  /// The powers |X_j|² of each piece, for all j.
  let powers: [[Double]]
  /// The index of the first sample of each piece.
  let starts: [Int]
  /// The window's weights.
  let weights: [Double]
  /// The distance of neighbouring pieces, in samples.
  let hop: Int

  var length: Int { weights.count }

  /// The pieces of a signal of complex or real samples.
  init(
    _ samples: [ComplexDouble], length: Int, overlap: Double, window: SpectralWindow,
    detrending: Detrending
  ) throws {
    guard length >= 4, length <= samples.count else {
      throw SignalAnalysisError(
        length < 4 ? .invalidParameter : .tooFewSamples,
        "The pieces of a spectrum hold 4 samples or more and no more than the signal's \(samples.count); "
          + "\(length) were asked for.")
    }
    guard overlap >= 0, overlap < 1 else {
      throw SignalAnalysisError(
        .invalidParameter,
        "The overlap of pieces is a share from 0 to below 1, for example 0.5, not \(overlap).")
    }
    hop = max(1, Int((Double(length) * (1 - overlap)).rounded()))
    weights = window.weights(count: length)
    starts = Array(stride(from: 0, through: samples.count - length, by: hop))
    let weights = weights
    let plan = length & (length - 1) == 0 ? FourierPlan(count: length) : nil
    powers = starts.map { start in
      let piece = samples[start..<(start + length)]
      var real = detrending.apply(to: piece.map(\.real))
      var imaginary = detrending.apply(to: piece.map(\.imaginary))
      for k in 0..<length {
        real[k] *= weights[k]
        imaginary[k] *= weights[k]
      }
      guard let plan else {
        return FourierTransform.forward(zip(real, imaginary).map { ComplexDouble($0, $1) })
          .map(\.lengthSquared)
      }
      plan.transform(&real, &imaginary)
      return zip(real, imaginary).map { $0 * $0 + $1 * $1 }
    }
  }

  /// What powers are multiplied by.
  func scale(_ scaling: SpectrumScaling, interval: Double, unit: FrequencyUnit) -> Double {
    switch scaling {
    case .density:
      return interval / (unit.factor * weights.reduce(0) { $0 + $1 * $1 })
    case .power:
      let sum = weights.reduce(0, +)
      return 1 / (sum * sum)
    }
  }

  /// The frequencies from 0 to half of the sampling rate; those between count twice in a one-sided spectrum.
  func oneSided(interval: Double, unit: FrequencyUnit) -> [Double] {
    let step = unit.factor / (Double(length) * interval)
    return (0...(length / 2)).map { Double($0) * step }
  }

  /// The powers at positive frequencies, with what their negative partners add.
  func folded(_ powers: [Double], scale: Double) -> [Double] {
    (0...(length / 2)).map { j in
      j == 0 || 2 * j == length ? scale * powers[j] : 2 * scale * powers[j]
    }
  }

  /// How many independent pieces the overlapping ones are worth.
  ///
  /// Reference: P. D. Welch, IEEE Trans. Audio Electroacoust. 15, 70 (1967), eq. (12) of the section on variance.
  var effectiveCount: Double {
    let count = starts.count
    let norm = weights.reduce(0) { $0 + $1 * $1 }
    var correlation = 0.0
    var j = 1
    while j < count, j * hop < length {
      var overlap = 0.0
      for k in 0..<(length - j * hop) { overlap += weights[k] * weights[k + j * hop] }
      correlation += (1 - Double(j) / Double(count)) * (overlap / norm) * (overlap / norm)
      j += 1
    }
    return Double(count) / (1 + 2 * correlation)
  }
}
