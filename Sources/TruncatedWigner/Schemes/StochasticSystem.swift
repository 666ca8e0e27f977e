/// dz = A dt + Σ B_j dW_j with polynomials of complex amplitudes, as schemes take it.
struct StochasticSystem {
  let modeCount: Int
  /// In the sense that the scheme needs.
  let drift: [WeylSymbol]
  let noise: NoiseColumns
}
