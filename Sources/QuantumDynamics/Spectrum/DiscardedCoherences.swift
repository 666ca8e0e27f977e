import ComplexModule
import LinearAlgebra
import QuantumCore
import RealModule

/// L on the elements ρ_ij with |i − j| > W alone, to tell whether anything there decays slowly.
package struct DiscardedCoherences {
  private let liouvillian: Liouvillian
  private let range: Int

  /// Takes the elements beyond a range.
  ///
  /// - Parameters:
  ///   - liouvillian: L.
  ///   - range: W, less than d − 1.
  package init(_ liouvillian: Liouvillian, beyond range: Int) {
    self.liouvillian = liouvillian
    self.range = range
  }

  /// A decay rate that everything exceeds: a proof where it is positive, no statement where it is not.
  ///
  /// No eigenvalue lies to the right of the largest one of the Hermitian part, which Gershgorin's theorem bounds: in
  /// each row the diagonal element and the moduli of the others are added up. H does not contribute, jumps move along
  /// the diagonals of ρ, and what they bring is less than what they take where |i − j| is large.
  package var guaranteedDecayRate: Double {
    let generator = liouvillian.effectiveGenerator.matrix
    let halves = generator + generator.adjoint
    let jumps = liouvillian.jumpOperators.map(\.matrix).flatMap { [$0, $0.adjoint] }
    var largest = -Double.infinity
    var row: [(k: Int, l: Int, value: ComplexDouble)] = []
    func add(_ k: Int, _ l: Int, _ value: ComplexDouble) {
      guard abs(k - l) > range else { return }
      if let place = row.firstIndex(where: { $0.k == k && $0.l == l }) {
        row[place].value += value
      } else {
        row.append((k, l, value))
      }
    }
    for j in range + 1..<liouvillian.dimension {
      for i in 0..<j - range {
        // Twice the row of (L + L†)/2, the diagonal first.
        row.removeAll(keepingCapacity: true)
        add(i, j, .zero)
        for p in halves.rowOffsets[i]..<halves.rowOffsets[i + 1] {
          add(halves.columnIndices[p], j, halves.values[p])
        }
        for p in halves.rowOffsets[j]..<halves.rowOffsets[j + 1] {
          add(i, halves.columnIndices[p], halves.values[p].conjugate)
        }
        for jump in jumps {
          for p in jump.rowOffsets[i]..<jump.rowOffsets[i + 1] {
            for q in jump.rowOffsets[j]..<jump.rowOffsets[j + 1] {
              add(
                jump.columnIndices[p], jump.columnIndices[q],
                jump.values[p] * jump.values[q].conjugate)
            }
          }
        }
        let others = row.dropFirst().reduce(0) { $0 + $1.value.length }
        largest = max(largest, row[0].value.real + others)
      }
    }
    return -largest / 2
  }

  /// Propagates until the state has decayed so far that no mode of a rate up to the one asked for can be in it.
  ///
  /// A random vector has about 1/√n of each mode; one that is below 10⁻⁶ e^(−rate t) has none, but for an
  /// accident of a probability of about 10⁻³.
  ///
  /// - Parameters:
  ///   - rate: the decay rate that everything has to exceed.
  ///   - norm: ‖L‖₁, at least the spectral radius.
  /// - Returns: whether everything decays faster.
  /// - Throws: `QuantumDynamicsError` with `cancelled`.
  package func propagatesFaster(than rate: Double, norm: Double) throws -> Bool {
    let start = randomCoordinates
    let generator = RestrictedGenerator(liouvillian.recurrenceGenerator(), toPlacesOf: start)
    let interval = 150 / norm
    // The ellipse around what ‖L‖₁ allows; propagation tells where it is too small.
    let ellipse = SpectralEllipse.around(
      [(-0.9 * norm, 0), (-0.5 * norm, 0.4 * norm)], interval: interval)
    var propagator = FaberPropagator(
      generator: generator, ellipse: ellipse, coordinates: start, start: 0, end: interval,
      relativeTolerance: 1e-8, absoluteTolerance: 0)
    let whole = length(start)
    var previous = whole
    for step in 1...400 {
      let time = interval * Double(step)
      try propagator.advance(to: time) { _ in }
      let current = length(propagator.coordinates)
      if current <= 1e-6 * whole * Double.exp(-rate * time) { return true }
      // Once nothing decays any more, nothing will.
      if current > previous * Double.exp(-rate * interval) { return false }
      previous = current
    }
    return false
  }

  /// A random matrix of such elements.
  private var randomCoordinates: [Double] {
    let d = liouvillian.dimension
    var generator = SplitMix64(seed: 0x0FF_D1A6)
    var coordinates = [Double](repeating: 0, count: d * d)
    let basis = liouvillian.hermitianBasis
    for j in range + 1..<d {
      for i in 0..<j - range {
        coordinates[basis.realIndex(i, j)] = generator.nextSymmetric()
        coordinates[basis.imaginaryIndex(i, j)] = generator.nextSymmetric()
      }
    }
    return coordinates
  }

  private func length(_ vector: [Double]) -> Double {
    vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
}

/// A generator between a projector on some of the coordinates: P L P.
private final class RestrictedGenerator: RecurrenceGenerator {
  private let whole: any RecurrenceGenerator
  /// What is dropped, as ranges.
  private let dropped: [Range<Int>]

  /// Keeps the coordinates that are not zero in a sample.
  init(_ whole: any RecurrenceGenerator, toPlacesOf sample: [Double]) {
    self.whole = whole
    dropped = Self.zeros(of: whole.vector(of: sample))
  }

  var name: String { "a part of \(whole.name)" }

  func vector(of coordinates: [Double]) -> [Double] { whole.vector(of: coordinates) }

  func coordinates(of vector: [Double]) -> [Double] { whole.coordinates(of: vector) }

  func complete(_ sum: inout [Double]) {
    whole.complete(&sum)
    restrict(&sum)
  }

  func step(
    _ x: [Double], into out: inout [Double], product: Double, same: Double, previous: Double,
    sum: inout [Double], weight: Double
  ) -> Double {
    // The sum may hold what is dropped: it is masked where it becomes a state.
    let square = whole.step(
      x, into: &out, product: product, same: same, previous: previous, sum: &sum, weight: weight)
    restrict(&out)
    // An upper bound of what is left, which is what series need to know.
    return square
  }

  private static func zeros(of vector: [Double]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start: Int?
    for (k, value) in vector.enumerated() {
      if value == 0 {
        start = start ?? k
      } else if let first = start {
        result.append(first..<k)
        start = nil
      }
    }
    if let start { result.append(start..<vector.count) }
    return result
  }

  private func restrict(_ vector: inout [Double]) {
    vector.withUnsafeMutableBufferPointer { vector in
      for range in dropped {
        for k in range { vector[k] = 0 }
      }
    }
  }
}
