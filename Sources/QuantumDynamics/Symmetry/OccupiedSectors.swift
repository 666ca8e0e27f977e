import Foundation
import LinearAlgebra
import QuantumCore

/// The sectors of m − m′ that an initial state has a part in, and the evolution in them.
struct OccupiedSectors {
  private let liouvillian: Liouvillian
  private let initial: DensityMatrix
  private let classes: CoherenceClasses
  private let occupied: Set<Int>
  /// The coordinates in `HermitianBasis`, rising.
  private let indices: [Int]

  /// Looks at a state; nil where no more than half of the unknowns would be saved.
  init?(_ liouvillian: Liouvillian, _ initial: DensityMatrix) {
    let d = liouvillian.dimension
    guard d > 10, d <= 4000 else { return nil }
    let classes = CoherenceClasses(liouvillian)
    guard classes.modulus != 1 else { return nil }
    var occupied: Set<Int> = []
    for j in 0..<d {
      for i in 0...j where initial.matrix[i, j] != .zero {
        occupied.insert(classes.representative(of: j - i))
      }
    }
    var indices: [Int] = []
    for j in 0..<d {
      let rows = (0...j).filter { occupied.contains(classes.representative(of: j - $0)) }
      indices += rows.map { j * j + $0 }
      indices += rows.filter { $0 < j }.map { j * j + j + 1 + $0 }
    }
    guard !indices.isEmpty, 20 * indices.count <= 11 * d * d else { return nil }
    self.liouvillian = liouvillian
    self.initial = initial
    self.classes = classes
    self.occupied = occupied
    self.indices = indices
  }

  /// L among the coordinates.
  private var matrix: SparseMatrix<Double> {
    let rows = RealFormAssembly(liouvillian).matrix { [classes, occupied] i, j in
      occupied.contains(classes.representative(of: j - i))
    }
    var places = [Int](repeating: -1, count: rows.columnCount)
    for (place, index) in indices.enumerated() { places[index] = place }
    return SparseMatrix(
      rowCount: indices.count, columnCount: indices.count, rowOffsets: rows.rowOffsets,
      columnIndices: rows.columnIndices.map { places[$0] }, values: rows.values)
  }

  /// What the sectors are, for people.
  var description: String {
    let orders = occupied.sorted()
    let listed =
      orders.count <= 4
      ? orders.map(String.init).joined(separator: ", ")
      : "\(orders[0]) to \(orders[orders.count - 1])"
    let kind =
      classes.modulus == 0
      ? "|m − m′| = \(listed)" : "m − m′ = ±\(listed) modulo \(classes.modulus)"
    let all = liouvillian.dimension * liouvillian.dimension
    return "the initial state lies in the sectors \(kind), \(indices.count) of \(all) unknowns"
  }

  /// Solves dρ/dt = L ρ in the sectors.
  func evolve(
    times: [Double], _ observables: [String: Operator], _ keepsStates: Bool,
    _ relativeTolerance: Double, _ absoluteTolerance: Double, _ progress: ((Double) -> Void)?,
    since start: ContinuousClock.Instant
  ) throws -> MasterEquationSolution {
    let basis = liouvillian.hermitianBasis
    var record = EvolutionRecord(
      basis, initial, times, observables, keepsStates: keepsStates, progress: progress)
    let all = basis.coordinates(of: initial.matrix)
    var (propagator, plan) = try planned(
      indices.map { all[$0] }, times, relativeTolerance, absoluteTolerance)
    var whole = [Double](repeating: 0, count: basis.count)
    func add() {
      for (index, value) in zip(indices, propagator.coordinates) { whole[index] = value }
      record.add(whole)
    }
    add()
    do {
      for time in times.dropFirst() {
        try propagator.advance(to: time) { record.reached($0) }
        add()
      }
    } catch let error where Liouvillian.isCancellation(error) {
      record.stop()
    }
    return try record.solution(propagator.evidence, plan, since: start)
  }

  private func planned(
    _ coordinates: [Double], _ times: [Double], _ relativeTolerance: Double,
    _ absoluteTolerance: Double
  ) throws -> (any Propagator, EvolutionPlan) {
    let matrix = matrix
    let planner = try EvolutionPlanner(
      LinearEquation(
        generator: SparseGenerator(matrix), unknownCount: indices.count,
        isConservative: liouvillian.jumpOperators.isEmpty, matrix: { matrix }),
      times: times, method: .automatic, relativeTolerance: relativeTolerance,
      absoluteTolerance: absoluteTolerance)
    var plan = planner.plan
    plan.reason = "\(description); \(plan.reason)"
    return (try planner.propagator(from: coordinates), plan)
  }
}
