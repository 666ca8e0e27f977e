import Preconditions
import ComplexModule
import LinearAlgebra
public import QuantumCore

extension Liouvillian {
  /// The generator of the Heisenberg picture, L†A = i[H, A] + Σ (L_k†AL_k − ½{L_k†L_k, A}), as a superoperator.
  ///
  /// Tr(A Lρ) = Tr((L†A) ρ), so that d⟨A⟩/dt = ⟨L†A⟩; L†1 = 0 because the trace is conserved.
  public var adjoint: Superoperator { Superoperator(self).adjoint }

  /// L†A by products of operators, without the superoperator.
  ///
  /// - Parameter observable: A, Hermitian or not.
  /// - Returns: i[H, A] + Σ (L_k†AL_k − ½{L_k†L_k, A}).
  public func applyAdjoint(to observable: Operator) -> Operator {
    requirePrecondition(
      observable.dimension == dimension,
      "A Liouvillian of dimension \(dimension) cannot act on an operator of dimension "
        + "\(observable.dimension).")
    // L ρ = K ρ + ρ K† + Σ L_k ρ L_k† has the adjoint K†A + AK + Σ L_k†AL_k.
    var result = effectiveGenerator.adjoint * observable + observable * effectiveGenerator
    for jump in jumpOperators { result += jump.adjoint * observable * jump }
    return result
  }
}
