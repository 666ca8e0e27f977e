import ComplexModule
import LinearAlgebra
import QuantumCore
import RealModule

extension Liouvillian {
  /// Splits the Liouvillian into the parts that do not couple in the basis at hand.
  ///
  /// The parts are the connected components of the sparsity graph of the real form, in a gauge in which
  /// the map ρ → D ρᵀ D† with diagonal D is a reflection, where that map commutes with L (boundary time
  /// crystals: D = (−1)^m). This finds whatever is diagonal in the basis: weak U(1) symmetries, which
  /// conserve m − m′; parities; strong blocks; the transposition; and everything that follows from them. It
  /// does not find symmetries that mix basis states: see `indexSymmetries()` and `sectors(of:)`.
  ///
  /// - Returns: the sectors, the one that holds ρ_00 first; one sector where nothing splits.
  /// - Complexity: O(entries of the superoperator).
  public func sectors() -> [LiouvillianSector] {
    // Real and imaginary parts are separate unknowns already: only other phases need another gauge.
    let phases = transpositionPhases
    let needsGauge = phases?.contains { $0 != 1 && $0.length == 1 && $0.real != 0 } ?? false
    return sectors(phases: needsGauge ? phases : nil)
  }

  /// The sectors in a gauge ρ_ij = e^(iα_ij) R_ij, or in the basis as it is.
  func sectors(phases: [ComplexDouble]?) -> [LiouvillianSector] {
    let hermitian = hermitianBasis
    let real: SparseMatrix<Double>
    if let phases {
      let gauge = SparseMatrix<ComplexDouble>.diagonal(phases)
      real = hermitian.realRepresentation(of: gauge.conjugated * superoperator * gauge)
    } else {
      real = realRepresentation
    }
    // Where a gauge has to be multiplied, rounding leaves what should be zero.
    let scale = real.oneNorm
    let threshold = phases == nil ? 0 : 1e-14 * real.largestModulus
    let components = real.connectedComponents(above: threshold)
    let strong = strongBlocks
    var blockOfState = [Int](repeating: 0, count: dimension)
    for (k, states) in strong.enumerated() { for state in states { blockOfState[state] = k } }
    let describe: ([Int]) -> SectorLabel = { component in
      var label = SectorLabel()
      guard components.count > 1 else { return label }
      let places = component.map(hermitian.place(of:))
      let orders = Set(places.map { $0.column - $0.row })
      if orders.count == 1 { label.coherenceOrder = orders.first }
      if Set(orders.map { $0 % 2 }).count == 1, let first = orders.first {
        label.coherenceParity = first.isMultiple(of: 2) ? 1 : -1
      }
      label.transpositionParity = Self.transpositionParity(places)
      if strong.count > 1 {
        let blocks = Set(
          places.map { [blockOfState[$0.row], blockOfState[$0.column]].sorted() })
        if blocks.count == 1 { label.strongBlocks = blocks.first }
      }
      return label
    }
    return makeSectors(real, components, scale: scale, label: describe) { index in
      let place = hermitian.place(of: index)
      return hermitian.elements(
        of: index, phase: phases.map { $0[place.row + dimension * place.column] } ?? 1)
    }
  }

  /// ±1 where a sector holds real parts only or imaginary parts only at even m − m′ (+1 or −1), and at odd
  /// m − m′ either the same (D = 1) or the other (D = (−1)^m).
  static func transpositionParity(
    _ places: [(row: Int, column: Int, isImaginary: Bool)]
  ) -> Int? {
    var kinds: [Bool: Bool] = [:]
    for place in places {
      let isOdd = !(place.column - place.row).isMultiple(of: 2)
      if let kind = kinds[isOdd], kind != place.isImaginary { return nil }
      kinds[isOdd] = place.isImaginary
    }
    return (kinds[false] ?? kinds[true]).map { $0 ? -1 : 1 }
  }

  /// Cuts a real form into sectors.
  func makeSectors(
    _ real: SparseMatrix<Double>, _ components: [[Int]], scale: Double,
    label: ([Int]) -> SectorLabel, elements: (Int) -> [OperatorBasis.Element]
  ) -> [LiouvillianSector] {
    let hermitian = hermitianBasis
    var labels = components.map(label)
    let groups = Dictionary(grouping: labels.indices, by: { labels[$0] })
    for group in groups.values where group.count > 1 {
      for (ordinal, k) in group.sorted().enumerated() { labels[k].ordinal = ordinal }
    }
    return components.enumerated().map { k, component in
      var blockOfPlace: [Int: Int] = [:]
      let blocks = component.map { index -> Int in
        let place = hermitian.place(of: index)
        let key = place.row + dimension * place.column
        let block = blockOfPlace[key] ?? blockOfPlace.count
        blockOfPlace[key] = block
        return block
      }
      return LiouvillianSector(
        label: labels[k],
        basis: OperatorBasis(dimension: dimension, operators: component.map(elements)),
        generator: .real(real.restricted(to: component)), scale: scale,
        blocks: blockOfPlace.count < component.count ? blocks : nil, parameters: parameters)
    }
  }

  /// The parts of the basis between which neither H nor a jump operator has a matrix element.
  ///
  /// More than one part is a strong symmetry: the projectors on them commute with H and all jump
  /// operators, each has its own steady state.
  public var strongBlocks: [[Int]] {
    var graph = hamiltonian.matrix.mapValues { $0.length }
    for jump in jumpOperators { graph += jump.matrix.mapValues { $0.length } }
    return graph.connectedComponents()
  }
}
