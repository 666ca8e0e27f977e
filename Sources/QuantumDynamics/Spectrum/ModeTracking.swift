import ComplexModule
import LinearAlgebra
import RealModule

/// Modes followed over a parameter: a track keeps the identity of its mode through crossings.
public struct ModeTracks: Sendable {
  /// A mode over the parameter.
  public struct Track: Sendable {
    /// The eigenvalue at each parameter; nil before the mode appeared among those calculated and after it left.
    public internal(set) var eigenvalues: [LiouvillianEigenvalue?]

    /// How surely each step was followed: |⟨w, v⟩| of the old left and the new right mode over its value without
    /// the step, 1 where nothing changes; 0 where only the value decided.
    public internal(set) var overlaps: [Double?]
  }

  /// Where two tracks have the same real part.
  public struct Crossing: Hashable, Sendable, Codable {
    /// The numbers of the tracks.
    public let tracks: [Int]
    /// The parameter, interpolated.
    public let parameter: Double
    /// Re λ there.
    public let realPart: Double
  }

  /// The parameters that were reached.
  public let parameters: [Double]

  /// The tracks, the slowest at the first parameter first.
  public let tracks: [Track]

  /// How each spectrum was found: the distinct methods.
  public let methods: [String]

  /// How long the calculation took, in seconds.
  public let wallTime: Double

  /// Whether all parameters were reached; after an interrupt those that were are there.
  public let isComplete: Bool

  /// What the models have in common: the parameters that each of their `Liouvillian`s carried with one value.
  public let modelParameters: [String: Double]

  /// Where the order of decay rates changes: another mode becomes the slower one of two.
  public var crossings: [Crossing] {
    var result: [Crossing] = []
    for first in tracks.indices {
      for second in tracks.indices where second > first {
        for k in parameters.indices.dropLast() {
          guard let a0 = tracks[first].eigenvalues[k]?.value,
            let b0 = tracks[second].eigenvalues[k]?.value,
            let a1 = tracks[first].eigenvalues[k + 1]?.value,
            let b1 = tracks[second].eigenvalues[k + 1]?.value
          else { continue }
          let (before, after) = (a0.real - b0.real, a1.real - b1.real)
          // A pair has one decay rate by definition.
          let isPair = (a0 - b0.conjugate).length <= 1e-9 * (1 + a0.length)
          guard !isPair, before * after < 0 else { continue }
          let fraction = before / (before - after)
          result.append(
            Crossing(
              tracks: [first, second],
              parameter: parameters[k] + fraction * (parameters[k + 1] - parameters[k]),
              realPart: a0.real + fraction * (a1.real - a0.real)))
        }
      }
    }
    return result.sorted { $0.parameter < $1.parameter }
  }
}

extension LiouvillianSpectrum {
  /// Follows modes over a parameter or over system sizes.
  ///
  /// From one parameter to the next, a mode goes to the one that its left mode sees most of, where both live
  /// in the same space, and else, for sizes, to the nearest value.
  ///
  /// - Parameters:
  ///   - parameters: in order.
  ///   - progress: called with the fraction of the parameters that are done; instead of the progress bar.
  ///   - spectrum: the eigenvalues at a parameter, with condition numbers.
  /// - Returns: the tracks; after an interrupt up to the last parameter whose search came to its end, with
  ///   `isComplete` false.
  /// - Throws: what `spectrum` throws.
  public static func track(
    over parameters: [Double], progress: ((Double) -> Void)? = nil,
    spectrum: (Double) throws -> LiouvillianSpectrum
  ) throws -> ModeTracks {
    let clock = ContinuousClock()
    let start = clock.now
    let told = CalculationProgress("Tracked modes", progress: progress)
    defer { told.finish() }
    var tracks: [ModeTracks.Track] = []
    var reached: [Double] = []
    var methods: [String] = []
    var common: [String: Double]?
    for (k, parameter) in parameters.enumerated() {
      let whole: LiouvillianSpectrum
      do {
        try Cancellation.check("\(k) of \(parameters.count) parameters were reached")
        whole = try told.around { try spectrum(parameter) }
        // A mode that a stopped search did not come to would look as if it had left.
        guard whole.isComplete || k == 0 || !Cancellation.isRequested else { break }
      } catch let error where Liouvillian.isCancellation(error) && k > 0 {
        break
      }
      let found = whole.eigenvalues
      reached.append(parameter)
      if !methods.contains(whole.method) { methods.append(whole.method) }
      common =
        common.map { $0.filter { whole.parameters[$0.key] == $0.value } } ?? whole.parameters
      var candidates: [(track: Int, index: Int, score: Double, overlap: Double)] = []
      for (t, track) in tracks.enumerated() {
        guard let last = track.eigenvalues[k - 1] else { continue }
        for (index, eigenvalue) in found.enumerated() {
          let overlap = last.overlap(with: eigenvalue)
          let distance =
            (eigenvalue.value - last.value).length
            / (last.value.length + eigenvalue.value.length + 1e-12)
          // Values decide between modes of equal overlap, and where there is none.
          candidates.append((t, index, (overlap ?? 0) - distance, overlap ?? 0))
        }
      }
      var next = [(index: Int, overlap: Double)?](repeating: nil, count: tracks.count)
      var taken = Set<Int>()
      for candidate in candidates.sorted(by: { $0.score > $1.score })
      where next[candidate.track] == nil && !taken.contains(candidate.index) {
        // A mode that nothing resembles has left.
        guard candidate.score > -0.5 else { continue }
        next[candidate.track] = (candidate.index, candidate.overlap)
        taken.insert(candidate.index)
      }
      for t in tracks.indices {
        tracks[t].eigenvalues.append(next[t].map { found[$0.index] })
        tracks[t].overlaps.append(next[t]?.overlap)
      }
      for (index, eigenvalue) in found.enumerated() where !taken.contains(index) {
        tracks.append(
          ModeTracks.Track(
            eigenvalues: [LiouvillianEigenvalue?](repeating: nil, count: k) + [eigenvalue],
            overlaps: [Double?](repeating: nil, count: k + 1)))
      }
      told.reached(Double(k + 1) / Double(parameters.count))
    }
    return ModeTracks(
      parameters: reached, tracks: tracks, methods: methods,
      wallTime: clock.seconds(since: start), isComplete: reached.count == parameters.count,
      modelParameters: common ?? [:])
  }
}

extension LiouvillianEigenvalue {
  /// |⟨w, v′⟩|/|⟨w, v⟩|, at most 1/that for vectors of other length; nil where the spaces differ.
  func overlap(with other: LiouvillianEigenvalue) -> Double? {
    guard let leftCoordinates, sector == other.sector, basis.dimension == other.basis.dimension
    else { return nil }
    let before = leftCoordinates.inner(coordinates).length
    guard before > 0 else { return nil }
    // Elements near the diagonal may have been kept to different distances.
    let theirs =
      basis.count == other.basis.count
      ? other.coordinates : basis.coordinates(of: other.mode)
    let ratio = leftCoordinates.inner(theirs).length / before
    return min(ratio, 1 / max(ratio, 1e-300))
  }
}
