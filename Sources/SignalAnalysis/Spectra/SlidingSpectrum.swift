import ComplexModule
import LinearAlgebra
import RealModule

/// The spectrum of a signal as it changes in time: one for each of many overlapping pieces.
///
/// A piece of duration T shows a line at the right time to about T and at the right frequency to about 2π/T: no choice
/// of window makes both sharp.
public struct SlidingSpectrum: Sendable, Codable {
  /// The middles of the pieces.
  public let times: [Double]
  /// The frequencies from 0 to half of the sampling rate.
  public let frequencies: [Double]
  /// `values[j][i]` at frequency j and time i.
  public let values: [[Double]]
  /// What frequencies are counted in.
  public let unit: FrequencyUnit
  /// What the values mean.
  public let scaling: SpectrumScaling

  /// The sliding spectrum of a real signal.
  ///
  /// - Parameters:
  ///   - signal: equally spaced samples.
  ///   - segmentLength: the number of samples in a piece, 4 or more; an eighth of the signal if nil.
  ///   - window: the weight of samples in a piece.
  ///   - overlap: the share of a piece that the next one has in common with it.
  ///   - detrending: what is taken out of each piece first.
  ///   - scaling: density or power of lines.
  ///   - unit: angular or cyclic frequencies.
  /// - Throws: `SignalAnalysisError`: `invalidData` for samples that are not equally spaced, `invalidParameter`,
  ///   `tooFewSamples`.
  public init(
    of signal: SampledSignal, segmentLength: Int? = nil, window: SpectralWindow = .hann,
    overlap: Double = 0.875, detrending: Detrending = .constant,
    scaling: SpectrumScaling = .density, unit: FrequencyUnit = .angular
  ) throws {
    let interval = try signal.uniformInterval()
    let length = segmentLength ?? max(min(16, signal.count), signal.count / 8)
    let pieces = try SegmentedTransform(
      signal.values.map { ComplexDouble($0) }, length: length, overlap: overlap, window: window,
      detrending: detrending)
    let scale = pieces.scale(scaling, interval: interval, unit: unit)
    let columns = pieces.powers.map { pieces.folded($0, scale: scale) }
    frequencies = pieces.oneSided(interval: interval, unit: unit)
    values = frequencies.indices.map { j in columns.map { $0[j] } }
    times = pieces.starts.map {
      signal.times[0] + (Double($0) + Double(length - 1) / 2) * interval
    }
    self.unit = unit
    self.scaling = scaling
  }

  /// The frequency of the highest line at each time, refined between the sampled ones.
  public var ridge: [Double] {
    let spacing = frequencies[1] - frequencies[0]
    return times.indices.map { i in
      let column = values.map { Double.log(max($0[i], .leastNormalMagnitude)) }
      guard let top = column.indices.max(by: { column[$0] < column[$1] }) else { return .nan }
      return frequencies[0] + spacing * SignalPeak.refine(column, at: top).position
    }
  }
}
