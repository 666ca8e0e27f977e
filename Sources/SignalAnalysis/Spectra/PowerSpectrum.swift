import Preconditions
public import ComplexModule
public import LinearAlgebra
import RealModule

/// The power of a signal at each frequency: the periodogram, or Welch's average of overlapping pieces.
///
/// S_j = c |Σ_k w_k (x_k − x̄) e^(−2πi jk/n)|², averaged over the pieces; c = Δt/Σw² for densities (in turns; 1/2π of
/// it per radian) and 1/(Σw)² for powers of lines. One-sided spectra of real signals carry the power of both signs.
///
/// A piece of duration T tells lines apart that differ by about 2π/T times the window's bandwidth; the spectrum of noise
/// scatters by its own size unless pieces are averaged. For the frequency of a line itself `FrequencyAnalysis` is better by
/// many digits.
///
/// Reference: P. D. Welch, IEEE Trans. Audio Electroacoust. 15, 70 (1967).
public struct PowerSpectrum: Sendable, Codable {
  /// The frequencies, rising, equally spaced.
  public let frequencies: [Double]
  /// The power at each frequency, per unit of frequency or of a line.
  public let values: [Double]
  /// What frequencies are counted in.
  public let unit: FrequencyUnit
  /// What the values mean.
  public let scaling: SpectrumScaling
  /// The window.
  public let window: SpectralWindow
  /// The number of pieces averaged over.
  public let segmentCount: Int
  /// The degrees of freedom of the χ² distribution that each value of a noise follows, about 2 for a single piece.
  public let degreesOfFreedom: Double
  /// The width of a line: the window's noise bandwidth, in the unit of the frequencies.
  public let resolution: Double

  /// The distance of neighbouring frequencies.
  public var spacing: Double { frequencies[1] - frequencies[0] }

  /// The spectrum of a real signal.
  ///
  /// - Parameters:
  ///   - signal: equally spaced samples.
  ///   - window: the weight of samples in a piece.
  ///   - segmentLength: the number of samples in a piece, 4 or more; all of them if nil (a periodogram).
  ///   - overlap: the share of a piece that the next one has in common with it, 0 to below 1.
  ///   - detrending: what is taken out of each piece first.
  ///   - scaling: density or power of lines.
  ///   - unit: angular or cyclic frequencies.
  /// - Throws: `SignalAnalysisError`: `invalidData` for samples that are not equally spaced, `invalidParameter`,
  ///   `tooFewSamples`.
  public init(
    of signal: SampledSignal, window: SpectralWindow = .hann, segmentLength: Int? = nil,
    overlap: Double = 0.5, detrending: Detrending = .constant, scaling: SpectrumScaling = .density,
    unit: FrequencyUnit = .angular
  ) throws {
    let interval = try signal.uniformInterval()
    let pieces = try SegmentedTransform(
      signal.values.map { ComplexDouble($0) }, length: segmentLength ?? signal.count,
      overlap: overlap, window: window, detrending: detrending)
    let scale = pieces.scale(scaling, interval: interval, unit: unit)
    self.init(
      frequencies: pieces.oneSided(interval: interval, unit: unit),
      values: pieces.folded(Self.average(pieces.powers), scale: scale), pieces: pieces,
      interval: interval, window: window, scaling: scaling, unit: unit)
  }

  /// The two-sided spectrum of a complex signal, for example m_x + i m_y or a mode's amplitude.
  ///
  /// A signal e^(iωt) has its line at +ω.
  ///
  /// - Parameters:
  ///   - samples: equally spaced, finite, 4 or more.
  ///   - interval: the time between samples.
  ///   - window: the weight of samples in a piece.
  ///   - segmentLength: the number of samples in a piece; all of them if nil.
  ///   - overlap: the share of a piece that the next one has in common with it.
  ///   - detrending: what is taken out of each piece first.
  ///   - scaling: density or power of lines; a line of amplitude A stands |A|² high.
  ///   - unit: angular or cyclic frequencies.
  /// - Throws: `SignalAnalysisError`: `notFinite`, `invalidParameter`, `tooFewSamples`.
  public init(
    of samples: [ComplexDouble], interval: Double, window: SpectralWindow = .hann,
    segmentLength: Int? = nil, overlap: Double = 0.5, detrending: Detrending = .constant,
    scaling: SpectrumScaling = .density, unit: FrequencyUnit = .angular
  ) throws {
    guard samples.allSatisfy(\.isFinite), interval > 0 else {
      throw SignalAnalysisError(
        interval > 0 ? .notFinite : .invalidParameter,
        "A spectrum needs finite samples at a positive distance; the distance is \(interval).")
    }
    let pieces = try SegmentedTransform(
      samples, length: segmentLength ?? samples.count, overlap: overlap, window: window,
      detrending: detrending)
    let scale = pieces.scale(scaling, interval: interval, unit: unit)
    let length = pieces.length
    let average = Self.average(pieces.powers)
    let step = unit.factor / (Double(length) * interval)
    // From the most negative frequency to the most positive.
    let order = Array(((length + 1) / 2)..<length) + Array(0..<((length + 1) / 2))
    self.init(
      frequencies: order.map { step * Double($0 < (length + 1) / 2 ? $0 : $0 - length) },
      values: order.map { scale * average[$0] }, pieces: pieces, interval: interval,
      window: window, scaling: scaling, unit: unit)
  }

  private init(
    frequencies: [Double], values: [Double], pieces: SegmentedTransform, interval: Double,
    window: SpectralWindow, scaling: SpectrumScaling, unit: FrequencyUnit
  ) {
    self.frequencies = frequencies
    self.values = values
    self.window = window
    self.scaling = scaling
    self.unit = unit
    segmentCount = pieces.starts.count
    degreesOfFreedom = 2 * pieces.effectiveCount
    resolution =
      unit.factor * window.noiseBandwidth(count: pieces.length)
      / (Double(pieces.length) * interval)
  }

  private static func average(_ powers: [[Double]]) -> [Double] {
    var sum = [Double](repeating: 0, count: powers.first?.count ?? 0)
    for piece in powers { for j in sum.indices { sum[j] += piece[j] } }
    return sum.map { $0 / Double(powers.count) }
  }

  /// What a value of a noise has to be multiplied by for the ends of its confidence interval.
  ///
  /// - Parameter level: the probability, 0.95 for example.
  /// - Returns: the factors, from the χ² distribution of the degrees of freedom.
  public func confidenceFactors(level: Double = 0.95) -> ClosedRange<Double> {
    requirePrecondition(level > 0 && level < 1, "A probability lies between 0 and 1, not \(level).")
    let upper = ChiSquared.quantile((1 + level) / 2, degreesOfFreedom: degreesOfFreedom)
    let lower = ChiSquared.quantile((1 - level) / 2, degreesOfFreedom: degreesOfFreedom)
    return (degreesOfFreedom / upper)...(degreesOfFreedom / lower)
  }

  /// The lines that stand out, the highest first.
  ///
  /// The frequency is refined by a parabola through the logarithms of the three highest values, good to a few hundredths
  /// of the spacing.
  ///
  /// - Parameters:
  ///   - prominence: how much higher than the higher of its two surrounding minima a line must be, as a factor.
  ///   - threshold: lines below this share of the highest value are left out.
  /// - Returns: the lines.
  public func peaks(prominence: Double = 10, threshold: Double = 1e-6) -> [SpectralPeak] {
    let floor = (values.max() ?? 0) * 1e-300 + .leastNormalMagnitude
    let logarithms = values.map { Double.log(max($0, floor)) }
    let lowest = Double.log(max(threshold, 1e-300)) + (logarithms.max() ?? 0)
    return SignalPeak.find(in: logarithms, prominence: .log(max(prominence, 1)))
      .filter { $0.height >= lowest }
      .map { peak in
        SpectralPeak(
          frequency: frequencies[0] + spacing * peak.position, value: .exp(peak.height),
          prominence: .exp(peak.prominence))
      }
      .sorted { $0.value > $1.value }
  }
}

/// A line of a spectrum.
public struct SpectralPeak: Sendable, Hashable, Codable {
  /// The frequency, in the unit of the spectrum.
  public let frequency: Double
  /// The value at the top of the line.
  public let value: Double
  /// How many times higher the line is than the ground beside it.
  public let prominence: Double
}
