import ComplexModule
public import LinearAlgebra
public import QuantumCore

extension Matrix: HDF5Storable {
  /// `Matrix`, of real or complex numbers.
  public static var storedTypeName: String {
    Scalar.realComponentCount == 1 ? "Matrix" : "ComplexMatrix"
  }

  /// Stores the elements [row, column].
  ///
  /// - Parameter group: takes the dataset `matrix`.
  public func write(to group: inout HDF5Group) {
    let rows = transposed.elements
    let shape = [rowCount, columnCount]
    if let values = rows as? [ComplexDouble] {
      group["matrix"] = HDF5Array(shape: shape, .complexes(values))
    } else if let values = rows as? [Double] {
      group["matrix"] = HDF5Array(shape: shape, .reals(values))
    }
  }

  /// Loads the elements.
  ///
  /// - Parameter group: holds the dataset `matrix`.
  /// - Throws: `HDF5Error`: `missing`, `wrongShape`, `wrongType`.
  public init(from group: HDF5Group) throws {
    let shape = try group.dataset("matrix", shape: [nil, nil]).shape
    let values: [Scalar]? =
      Scalar.realComponentCount == 1
      ? try group.reals("matrix", shape: [nil, nil]) as? [Scalar]
      : try group.complexes("matrix", shape: [nil, nil]) as? [Scalar]
    guard let values else {
      throw HDF5Error(.wrongType, "\(group.place(of: "matrix")) holds numbers of another kind.")
    }
    self = Matrix(rows: shape[1], columns: shape[0], columnMajor: values).transposed
  }
}

extension DensityMatrix: HDF5Storable {
  /// `DensityMatrix`.
  public static let storedTypeName = "DensityMatrix"

  /// Stores the elements ⟨row|ρ|column⟩.
  ///
  /// - Parameter group: takes the dataset `matrix`, d × d.
  public func write(to group: inout HDF5Group) { matrix.write(to: &group) }

  /// Loads the elements, bit by bit as they were; a solver's small errors are no reason to refuse a file.
  ///
  /// - Parameter group: holds the dataset `matrix`, d × d.
  /// - Throws: `HDF5Error`: `missing`, `wrongShape`, `wrongType`.
  public init(from group: HDF5Group) throws {
    let matrix = try Matrix<ComplexDouble>(from: group)
    guard matrix.isSquare, matrix.rowCount > 0 else {
      throw HDF5Error(
        .wrongShape,
        "\(group.place(of: "matrix")) should be square for a density matrix but is "
          + "\(matrix.rowCount) × \(matrix.columnCount).")
    }
    self.init(assumingValid: matrix)
  }
}

extension Operator: HDF5Storable {
  /// `Operator`.
  public static let storedTypeName = "Operator"

  /// Stores compressed rows, as `scipy.sparse.csr_array((data, indices, indptr))` takes them.
  ///
  /// - Parameter group: takes the datasets `data`, `indices`, `indptr` and the attribute `dimension`.
  public func write(to group: inout HDF5Group) {
    let sparse = matrix
    group.attributes["dimension"] = HDF5Array(dimension)
    group["data"] = HDF5Array(sparse.values)
    group["indices"] = HDF5Array(sparse.columnIndices)
    group["indptr"] = HDF5Array(sparse.rowOffsets)
  }

  /// Loads compressed rows, checked.
  ///
  /// - Parameter group: as `write(to:)` left it.
  /// - Throws: `HDF5Error`: `missing`, `wrongShape`, `wrongType`, `invalidValue`.
  public init(from group: HDF5Group) throws {
    let dimension = try group.integer(attribute: "dimension")
    guard dimension > 0, dimension < 1 << 40 else {
      throw HDF5Error(.invalidValue, "\(group.path) has the dimension \(dimension).")
    }
    let values = try group.complexes("data")
    let columns = try group.integers("indices", shape: [values.count])
    let offsets = try group.integers("indptr", shape: [dimension + 1])
    guard offsets.first == 0, offsets.last == values.count,
      zip(offsets, offsets.dropFirst()).allSatisfy({ $0 <= $1 }),
      columns.allSatisfy({ $0 >= 0 && $0 < dimension })
    else {
      throw HDF5Error(
        .invalidValue, "\(group.path) holds indices outside an operator of dimension \(dimension).")
    }
    var entries: [SparseMatrix<ComplexDouble>.Entry] = []
    for row in 0..<dimension {
      for k in offsets[row]..<offsets[row + 1] {
        entries.append(.init(row: row, column: columns[k], value: values[k]))
      }
    }
    do {
      try self.init(SparseMatrix(rows: dimension, columns: dimension, entries: entries))
    } catch {
      throw HDF5Error(.invalidValue, "\(group.path) is no operator: \(error)")
    }
  }
}
