import ComplexModule
import LinearAlgebra

extension CompositeSpace {
  /// The Greenberger–Horne–Zeilinger state Σ_k |k k … k⟩/√d of subsystems of one dimension d.
  ///
  /// For two-level systems this is (|↑↑…↑⟩ + |↓↓…↓⟩)/√2.
  ///
  /// - Returns: the normalized state.
  /// - Throws: `QuantumError` with code `dimensionMismatch` for subsystems of different dimension.
  public func ghzState() throws -> Ket {
    let levels = try commonDimension()
    let step = strides.reduce(0, +)
    var amplitudes = [ComplexDouble](repeating: .zero, count: dimension)
    for k in 0..<levels { amplitudes[k * step] = ComplexDouble(1 / Double(levels).squareRoot()) }
    return Ket(unchecked: amplitudes)
  }

  /// The maximally entangled state Σ_k |k k⟩/√d of two subsystems of one dimension d.
  ///
  /// - Returns: the normalized state.
  /// - Throws: `QuantumError` with code `dimensionMismatch` unless there are two subsystems of one dimension.
  public func maximallyEntangledState() throws -> Ket {
    guard subsystems.count == 2 else {
      throw QuantumError(
        .dimensionMismatch,
        "A maximally entangled state needs 2 subsystems, but \(self) has \(subsystems.count); "
          + "ghzState() is for any number.")
    }
    return try ghzState()
  }

  /// The Dicke state of two-level systems: the equal superposition of all ways to excite some of them.
  ///
  /// With one excitation this is the W state. It is |S, m⟩ of the collective spin S = n/2 with
  /// m = excitations − n/2; the large n of collective models use `Spin.dickeState(m:)` instead.
  ///
  /// - Parameter excitations: how many of the n systems are excited (index 0), 0 … n.
  /// - Returns: the normalized state.
  /// - Throws: `QuantumError`: `dimensionMismatch` unless all dimensions are 2, `invalidParameter`.
  public func dickeState(excitations: Int) throws -> Ket {
    guard try commonDimension() == 2 else {
      throw QuantumError(
        .dimensionMismatch, "A Dicke state needs subsystems of dimension 2, but \(self) came.")
    }
    guard (0...subsystems.count).contains(excitations) else {
      throw QuantumError(
        .invalidParameter,
        "\(subsystems.count) systems have 0 to \(subsystems.count) excitations, but \(excitations) came."
      )
    }
    // The excited state is index 0 of each, so the number of zero bits counts excitations.
    let holes = subsystems.count - excitations
    let amplitudes = (0..<dimension).map {
      $0.nonzeroBitCount == holes ? ComplexDouble(1) : .zero
    }
    return try Ket(unchecked: amplitudes).normalized()
  }

  private func commonDimension() throws -> Int {
    let dimensions = dimensions
    guard let first = dimensions.first, dimensions.allSatisfy({ $0 == first }) else {
      throw QuantumError(
        .dimensionMismatch,
        "The state needs subsystems of one dimension, but the dimensions of \(names) are \(dimensions)."
      )
    }
    return first
  }
}
