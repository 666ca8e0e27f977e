import Preconditions
import Foundation

/// Which frequencies a signal has at which times: the power of its windowed Fourier transform.
///
/// The signal less its mean is cut into overlapping pieces, multiplied by Hann's window and transformed; colours
/// follow the logarithm of the power spectral density over six decades.
public struct Spectrogram: Mark, MappedElement {
  private var map: Heatmap
  private let problem: PlottingError?
  /// Middles of the pieces of the signal.
  public let times: [Double]
  /// Frequencies from 0 to half of the sampling rate, angular unless asked otherwise.
  public let frequencies: [Double]
  /// Power spectral densities: one row for each frequency, with one value for each time.
  public let powers: [[Double]]

  /// The values with their colours.
  public var coloring: Coloring {
    get { map.coloring }
    set { map.coloring = newValue }
  }

  /// The spectrogram of a signal.
  ///
  /// - Parameters:
  ///   - times: equally spaced times.
  ///   - values: the signal at these times.
  ///   - windowLength: number of samples in a piece, rounded to a power of two; longer pieces tell
  ///     frequencies apart better, and times worse; an eighth of the signal if nil.
  ///   - overlap: share of a piece that the next one has in common with it, below 1.
  ///   - isAngular: whether frequencies are angular, ω = 2πf.
  ///   - map: the colours.
  public init(
    _ times: [Double], _ values: [Double], windowLength: Int? = nil, overlap: Double = 0.875,
    isAngular: Bool = true, map: ColorMap = .magma
  ) {
    let wanted = min(windowLength ?? max(16, values.count / 8), values.count)
    var length = 4
    while 2 * length <= wanted { length *= 2 }
    problem = Self.problem(times, values, length: length)
    guard problem == nil, let first = times.first, let last = times.last else {
      (self.times, frequencies, powers) = ([], [], [])
      self.map = Heatmap(z: [])
      return
    }
    let step = (last - first) / Double(times.count - 1)
    let hop = max(1, Int((Double(length) * (1 - min(max(overlap, 0), 0.999))).rounded()))
    let window = (0..<length).map { 0.5 - 0.5 * cos(2 * .pi * Double($0) / Double(length)) }
    let weight = window.reduce(0) { $0 + $1 * $1 }
    // The mean of a piece would be wrong by what its ends cut off, which the window is there to hide.
    let mean = values.reduce(0, +) / Double(values.count)
    var middles: [Double] = []
    var columns: [[Double]] = []
    for start in stride(from: 0, through: values.count - length, by: hop) {
      let piece = Array(values[start..<(start + length)])
      let transform = RadixTwoTransform.powers(zip(piece, window).map { ($0 - mean) * $1 })
      // One-sided: both signs of a frequency count, except at the ends.
      columns.append(
        transform.prefix(length / 2 + 1).enumerated().map { index, power in
          (index == 0 || index == length / 2 ? 1 : 2) * power * step / weight
        })
      middles.append(first + (Double(start) + Double(length - 1) / 2) * step)
    }
    let unit = (isAngular ? 2 * Double.pi : 1) / (Double(length) * step)
    let frequencies = (0...(length / 2)).map { Double($0) * unit }
    let rows = frequencies.indices.map { row in columns.map { $0[row] } }
    let most = rows.joined().filter(\.isFinite).max() ?? 0
    self.times = middles
    self.frequencies = frequencies
    powers = rows
    self.map = Heatmap(
      x: middles, y: frequencies, z: rows, map: map,
      scaling: most > 0 ? .log((1e-6 * most)...most) : .automatic)
  }

  /// The spectrogram of powers that were calculated elsewhere.
  ///
  /// - Parameters:
  ///   - times: middles of the pieces of the signal, equally spaced.
  ///   - frequencies: rising, equally spaced.
  ///   - powers: one row for each frequency, with one value for each time.
  ///   - map: the colours.
  public init(
    times: [Double], frequencies: [Double], powers: [[Double]], map: ColorMap = .magma
  ) {
    problem = nil
    self.times = times
    self.frequencies = frequencies
    self.powers = powers
    let most = powers.joined().filter(\.isFinite).max() ?? 0
    self.map = Heatmap(
      x: times, y: frequencies, z: powers, map: map,
      scaling: most > 0 ? .log((1e-6 * most)...most) : .automatic)
  }

  private static func problem(_ times: [Double], _ values: [Double], length: Int)
    -> PlottingError?
  {
    guard times.count == values.count else {
      return PlottingError(
        .mismatchedLengths,
        "Spectrogram needs as many times as values, got \(times.count) times and "
          + "\(values.count) values. Give arrays of equal length.")
    }
    guard values.count >= 8 else {
      return PlottingError(
        .emptyData, "Spectrogram needs at least 8 samples, got \(values.count).")
    }
    guard values.allSatisfy(\.isFinite) else {
      return PlottingError(
        .noFiniteData,
        "Spectrogram needs a signal without gaps, but "
          + "\(values.count { !$0.isFinite }) of \(values.count) values are NaN or infinite. "
          + "Interpolate them, or take a part of the signal.")
    }
    guard let first = times.first, let last = times.last, first < last,
      SampledGrid.isRegular(times)
    else {
      return PlottingError(
        .irregularGrid,
        "Spectrogram needs ascending, equally spaced times. Interpolate the signal.")
    }
    return nil
  }

  /// Times and frequencies; tight.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    if let problem { throw problem }
    return try map.extent(xScale: xScale, yScale: yScale)
  }

  /// One image.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    map.smooth().draw(in: frame, color: color)
  }

  /// Size and ranges.
  public var summary: String {
    "spectrogram of \(times.count) times and \(frequencies.count) frequencies "
      + DataCheck.text(ClosedRange(finiteExtentOf: frequencies)) + ", times "
      + DataCheck.text(ClosedRange(finiteExtentOf: times))
  }
}

/// The discrete Fourier transform of 2ⁿ real numbers.
///
/// Reference: J. Cooley, J. Tukey, Math. Comput. 19, 297 (1965).
enum RadixTwoTransform {
  /// Squared magnitudes of X_k = Σ_j x_j e^{−2πi jk/n}.
  static func powers(_ values: [Double]) -> [Double] {
    let count = values.count
    requirePrecondition(count > 0 && count & (count - 1) == 0, "The transform needs 2ⁿ values.")
    var real = values
    var imaginary = [Double](repeating: 0, count: count)
    // Places in the order of reversed bits.
    var reversed = 0
    for index in 1..<max(1, count) {
      var bit = count >> 1
      while reversed & bit != 0 {
        reversed ^= bit
        bit >>= 1
      }
      reversed |= bit
      if index < reversed { real.swapAt(index, reversed) }
    }
    var size = 2
    while size <= count {
      let half = size / 2
      for offset in 0..<half {
        let angle = -2 * Double.pi * Double(offset) / Double(size)
        let (c, s) = (cos(angle), sin(angle))
        for start in stride(from: offset, to: count, by: size) {
          let (a, b) = (real[start + half], imaginary[start + half])
          let (x, y) = (c * a - s * b, s * a + c * b)
          real[start + half] = real[start] - x
          imaginary[start + half] = imaginary[start] - y
          real[start] += x
          imaginary[start] += y
        }
      }
      size *= 2
    }
    return zip(real, imaginary).map { $0 * $0 + $1 * $1 }
  }
}
