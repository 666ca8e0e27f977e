extension Operator {
  /// A†, by QuTiP's name.
  @available(*, unavailable, renamed: "adjoint")
  public func dag() -> Operator { adjoint }

  /// Tr A, by QuTiP's name.
  @available(*, unavailable, message: "The trace is a property: `trace`.")
  public func tr() -> Operator { self }

  /// The eigenvalues, by QuTiP's name.
  @available(*, unavailable, message: "Use `try eigenstates().values`.")
  public func eigenenergies() -> [Double] { [] }

  /// e^A, by QuTiP's name.
  @available(
    *, unavailable,
    message: "Use `try unitary(time: t)` for exp(−iHt), or `try dense.exponential()` for exp(A)."
  )
  public func expm() -> Operator { self }
}
