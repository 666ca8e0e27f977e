import ComplexModule
import LinearAlgebra
public import QuantumCore

extension Ket: HDF5Storable {
  /// `Ket`.
  public static let storedTypeName = "Ket"

  /// Stores the amplitudes ⟨k|ψ⟩.
  ///
  /// - Parameter group: takes the dataset `amplitudes`.
  public func write(to group: inout HDF5Group) { group["amplitudes"] = HDF5Array(amplitudes) }

  /// Loads the amplitudes.
  ///
  /// - Parameter group: holds the dataset `amplitudes`.
  /// - Throws: `HDF5Error`: `missing`, `wrongShape`, `wrongType`, `invalidValue`.
  public init(from group: HDF5Group) throws {
    do {
      try self.init(try group.complexes("amplitudes"))
    } catch let error as QuantumError {
      throw HDF5Error(.invalidValue, "\(group.path) holds no ket: \(error)")
    }
  }
}
