import LinearAlgebra
import QuantumCore
public import QuantumDynamics

extension SteadyState: HDF5Storable {
  /// `SteadyState`.
  public static let storedTypeName = "SteadyState"

  /// Stores ρ and its evidence.
  ///
  /// - Parameter group: takes the dataset `matrix`, the group `parameters` and attributes.
  public func write(to group: inout HDF5Group) {
    densityMatrix.write(to: &group)
    group.attributes["residual"] = HDF5Array(residual)
    group.attributes["smallest_eigenvalue"] = HDF5Array(smallestEigenvalue)
    group.attributes["population_noise"] = HDF5Array(populationNoise)
    group.attributes["condition_number"] = HDF5Array(conditionNumber)
    group.attributes["method"] = HDF5Array(method)
    group.attributes["status"] = HDF5Array(status.rawValue)
    group.attributes["wall_time_seconds"] = HDF5Array(wallTime)
    group.storeParameters(parameters)
  }

  /// Loads ρ and its evidence.
  ///
  /// - Parameter group: as `write(to:)` left it.
  /// - Throws: `HDF5Error`: `missing`, `wrongShape`, `wrongType`.
  public init(from group: HDF5Group) throws {
    self.init(
      restoring: try DensityMatrix(from: group), residual: try group.real(attribute: "residual"),
      smallestEigenvalue: try group.real(attribute: "smallest_eigenvalue"),
      conditionNumber: try group.real(attribute: "condition_number"),
      method: try group.text(attribute: "method"),
      wallTime: try group.real(attribute: "wall_time_seconds"),
      // Files of before had no status and cleaned no populations.
      status: SteadyStateStatus(
        rawValue: (try? group.text(attribute: "status")) ?? "finished") ?? .finished,
      populationNoise: (try? group.real(attribute: "population_noise")) ?? 0)
    parameters = try group.storedParameters()
  }
}
