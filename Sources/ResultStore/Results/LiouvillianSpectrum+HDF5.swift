import ComplexModule
import LinearAlgebra
public import QuantumDynamics

extension LiouvillianSpectrum: HDF5Storable {
  /// `LiouvillianSpectrum`.
  public static let storedTypeName = "LiouvillianSpectrum"

  /// Stores eigenvalues, eigenmatrices and evidence.
  ///
  /// What was not calculated (a condition number, an uncertainty, a left eigenmatrix) is NaN in its place.
  ///
  /// - Parameter group: takes the datasets `eigenvalues`, `residuals`, `condition_numbers`, `uncertainties`, `is_zero`,
  ///   `modes` [eigenvalue, row, column], `left_modes`, `sectors` and `searched_centers`, `searched_radii`, the group
  ///   `coherences` where a search left elements out, and attributes, of which `is_complete` is 0 after an interrupt.
  public func write(to group: inout HDF5Group) {
    let d = eigenvalues.first?.basis.dimension ?? 0
    let unknown = Matrix<ComplexDouble>(
      rows: d, columns: d, repeating: ComplexDouble(.nan, .nan))
    group["eigenvalues"] = HDF5Array(eigenvalues.map(\.value))
    group["residuals"] = HDF5Array(eigenvalues.map(\.residual))
    group["condition_numbers"] = HDF5Array(eigenvalues.map { $0.conditionNumber ?? .nan })
    group["uncertainties"] = HDF5Array(eigenvalues.map { $0.uncertainty ?? .nan })
    group["is_zero"] = HDF5Array(eigenvalues.map { $0.isZero ? 1 : 0 })
    group["modes"] = HDF5Array(eigenvalues.map(\.mode), rows: d, columns: d)
    group["has_left_mode"] = HDF5Array(eigenvalues.map { $0.leftCoordinates == nil ? 0 : 1 })
    if eigenvalues.contains(where: { $0.leftCoordinates != nil }) {
      group["left_modes"] = HDF5Array(
        eigenvalues.map { $0.leftMode ?? unknown }, rows: d, columns: d)
    }
    for (k, eigenvalue) in eigenvalues.enumerated() where eigenvalue.sector != SectorLabel() {
      eigenvalue.sector.write(to: &group, index: k)
    }
    group["searched_centers"] = HDF5Array(searchedDisks.map(\.center))
    group["searched_radii"] = HDF5Array(searchedDisks.map(\.radius))
    group.attributes["method"] = HDF5Array(method)
    group.attributes["is_complete"] = HDF5Array(isComplete ? 1 : 0)
    group.attributes["solve_count"] = HDF5Array(solveCount)
    group.attributes["wall_time_seconds"] = HDF5Array(wallTime)
    group.storeParameters(parameters)
    if let coherences { group.store(coherences, as: "coherences") }
    if let gap { group.attributes["gap"] = HDF5Array(gap) }
  }

  /// Loads eigenvalues, eigenmatrices and evidence.
  ///
  /// - Parameter group: as `write(to:)` left it.
  /// - Throws: `HDF5Error`: `missing`, `wrongShape`, `wrongType`.
  public init(from group: HDF5Group) throws {
    let values = try group.complexes("eigenvalues")
    let n = values.count
    let residuals = try group.reals("residuals", shape: [n])
    let conditions = try group.reals("condition_numbers", shape: [n])
    let uncertainties = try group.reals("uncertainties", shape: [n])
    let zeros = try group.integers("is_zero", shape: [n])
    let hasLeft = try group.integers("has_left_mode", shape: [n])
    let d = try group.dataset("modes", shape: [n, nil, nil]).shape[1]
    let modes = try group.matrices("modes", shape: [n, d, d])
    let left =
      hasLeft.contains { $0 != 0 } ? try group.matrices("left_modes", shape: [n, d, d]) : []
    let basis = OperatorBasis.matrixUnits(dimension: d)
    var eigenvalues: [LiouvillianEigenvalue] = []
    for k in 0..<n {
      eigenvalues.append(
        LiouvillianEigenvalue(
          restoring: values[k], residual: residuals[k],
          conditionNumber: conditions[k].isNaN ? nil : conditions[k], isZero: zeros[k] != 0,
          uncertainty: uncertainties[k].isNaN ? nil : uncertainties[k],
          sector: try SectorLabel(from: group, index: k), basis: basis,
          coordinates: modes[k].elements,
          leftCoordinates: hasLeft[k] == 0 ? nil : left[k].elements))
    }
    let centers = try group.complexes("searched_centers")
    let radii = try group.reals("searched_radii", shape: [centers.count])
    self.init(
      eigenvalues: eigenvalues,
      searchedDisks: zip(centers, radii).map { SearchedDisk(center: $0, radius: $1) },
      method: try group.text(attribute: "method"),
      solveCount: try group.integer(attribute: "solve_count"),
      wallTime: try group.real(attribute: "wall_time_seconds"),
      coherences: group.groups["coherences"] == nil
        ? nil : try group.value(CoherenceEvidence.self, at: "coherences"),
      isComplete: try group.integer(attribute: "is_complete") != 0)
    self.parameters = try group.storedParameters()
  }
}

extension SectorLabel {
  /// Stores what is known of the sector in `sectors/<index>`.
  func write(to group: inout HDF5Group, index: Int) {
    var sectors = group.groups["sectors"] ?? HDF5Group(path: group.place(of: "sectors"))
    var own = HDF5Group(path: sectors.place(of: "\(index)"))
    own.attributes["label"] = HDF5Array(description)
    own.attributes["coherence_order"] = coherenceOrder.map { HDF5Array($0) }
    own.attributes["coherence_parity"] = coherenceParity.map { HDF5Array($0) }
    own.attributes["transposition_parity"] = transpositionParity.map { HDF5Array($0) }
    own.attributes["ordinal"] = ordinal.map { HDF5Array($0) }
    if let strongBlocks { own["strong_blocks"] = HDF5Array(strongBlocks) }
    let names = quantumNumbers.keys.sorted()
    own["quantum_number_names"] = HDF5Array(names)
    own["quantum_numbers"] = HDF5Array(names.map { quantumNumbers[$0] ?? .nan })
    sectors.groups["\(index)"] = own
    group.groups["sectors"] = sectors
  }

  init(from group: HDF5Group, index: Int) throws {
    self.init()
    guard let own = group.groups["sectors"]?.groups["\(index)"] else { return }
    func integer(_ name: String) throws -> Int? {
      own.attributes[name] == nil ? nil : try own.integer(attribute: name)
    }
    coherenceOrder = try integer("coherence_order")
    coherenceParity = try integer("coherence_parity")
    transpositionParity = try integer("transposition_parity")
    ordinal = try integer("ordinal")
    if own["strong_blocks"] != nil { strongBlocks = try own.integers("strong_blocks") }
    let names = try own.texts("quantum_number_names")
    let values = try own.reals("quantum_numbers", shape: [names.count])
    quantumNumbers = Dictionary(zip(names, values)) { first, _ in first }
  }
}
