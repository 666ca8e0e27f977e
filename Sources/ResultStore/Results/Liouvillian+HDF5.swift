import QuantumCore
public import QuantumDynamics

extension Liouvillian: HDF5Storable {
  /// `Liouvillian`.
  public static let storedTypeName = "Liouvillian"

  /// Stores the Hamiltonian and the jump operators, which carry √rate.
  ///
  /// - Parameter group: takes the groups `hamiltonian` and `jump_operators/<number>` and `parameters`.
  public func write(to group: inout HDF5Group) {
    group.store(hamiltonian, as: "hamiltonian")
    group.store(jumpOperators, as: "jump_operators")
    group.storeParameters(parameters)
  }

  /// Makes the Liouvillian of the stored operators.
  ///
  /// - Parameter group: as `write(to:)` left it.
  /// - Throws: `HDF5Error`; `QuantumDynamicsError` where the operators make no Liouvillian.
  public init(from group: HDF5Group) throws {
    try self.init(
      hamiltonian: try group.value(Operator.self, at: "hamiltonian"),
      jumpOperators: try group.value([Operator].self, at: "jump_operators"))
    parameters = try group.storedParameters()
  }
}
