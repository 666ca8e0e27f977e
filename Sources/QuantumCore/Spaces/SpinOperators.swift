import ComplexModule
import LinearAlgebra

extension Spin {
  /// S_z = Σ m |S, m⟩⟨S, m|.
  public var z: Operator { .diagonal(magneticNumbers) }

  /// The raising operator S₊ = S_x + i S_y.
  public var plus: Operator {
    // √(S(S+1) − m(m+1)) = √(k(2S + 1 − k)) for m = S − k: integers under the root, so no cancellation.
    Operator(
      dimension: dimension,
      entries: (1...twice).map { ($0 - 1, $0, ladderElement($0)) })
  }

  /// The lowering operator S₋ = S_x − i S_y, the adjoint of S₊.
  public var minus: Operator {
    Operator(
      dimension: dimension,
      entries: (1...twice).map { ($0, $0 - 1, ladderElement($0)) })
  }

  /// S_x = (S₊ + S₋)/2.
  public var x: Operator {
    Operator(
      dimension: dimension,
      entries: (1...twice).flatMap { k in
        let half = ComplexDouble(ladderElement(k).real / 2)
        return [(k - 1, k, half), (k, k - 1, half)]
      })
  }

  /// S_y = (S₊ − S₋)/2i.
  public var y: Operator {
    Operator(
      dimension: dimension,
      entries: (1...twice).flatMap { k in
        let half = ladderElement(k).real / 2
        return [(k - 1, k, ComplexDouble(0, -half)), (k, k - 1, ComplexDouble(0, half))]
      })
  }

  /// The identity of the space.
  public var identity: Operator { .identity(dimension: dimension) }

  /// ⟨S, m+1|S₊|S, m⟩ for m = S − k.
  private func ladderElement(_ k: Int) -> ComplexDouble {
    ComplexDouble((Double(k) * Double(dimension - k)).squareRoot())
  }
}
