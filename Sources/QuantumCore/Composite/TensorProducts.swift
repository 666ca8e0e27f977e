import ComplexModule
import LinearAlgebra

extension Operator {
  /// The tensor product A ⊗ B, this operator's index running slowest.
  ///
  /// - Parameter other: B.
  /// - Returns: the operator on the product space.
  public func tensorProduct(with other: Operator) -> Operator {
    switch (storage, other.storage) {
    case (.diagonal(let a), .diagonal(let b)):
      Operator(storage: .diagonal(a.flatMap { x in b.map { x * $0 } }))
    case (.dense(let a), .dense(let b)): Operator(unchecked: a.kroneckerProduct(b))
    default: Operator(unchecked: matrix.kroneckerProduct(other.matrix))
    }
  }
}

extension Ket {
  /// The tensor product |ψ⟩ ⊗ |χ⟩, this ket's index running slowest.
  ///
  /// - Parameter other: |χ⟩.
  /// - Returns: the ket on the product space.
  public func tensorProduct(with other: Ket) -> Ket {
    Ket(unchecked: amplitudes.flatMap { x in other.amplitudes.map { x * $0 } })
  }
}

extension DensityMatrix {
  /// The tensor product ρ ⊗ σ, this state's index running slowest.
  ///
  /// - Parameter other: σ.
  /// - Returns: the state of the product space.
  public func tensorProduct(with other: DensityMatrix) -> DensityMatrix {
    DensityMatrix(assumingValid: matrix.kroneckerProduct(other.matrix))
  }
}
