public import QuantumCore

// QuTiP's names, so that the compiler says what they are called here; docs/coming-from-qutip.md has all of them.

/// QuTiP's name.
@available(*, unavailable, message: "In Isochron: try BosonicMode(levels: d).annihilation.")
public func destroy(_ arguments: Any...) -> Operator { .zero(dimension: 1) }

/// QuTiP's name.
@available(*, unavailable, message: "In Isochron: try BosonicMode(levels: d).creation.")
public func create(_ arguments: Any...) -> Operator { .zero(dimension: 1) }

/// QuTiP's name.
@available(*, unavailable, message: "In Isochron: TwoLevel.sigmaX.")
public func sigmax(_ arguments: Any...) -> Operator { .zero(dimension: 1) }

/// QuTiP's name.
@available(*, unavailable, message: "In Isochron: TwoLevel.sigmaY.")
public func sigmay(_ arguments: Any...) -> Operator { .zero(dimension: 1) }

/// QuTiP's name.
@available(*, unavailable, message: "In Isochron: TwoLevel.sigmaZ.")
public func sigmaz(_ arguments: Any...) -> Operator { .zero(dimension: 1) }

/// QuTiP's name.
@available(*, unavailable, message: "In Isochron: TwoLevel.sigmaPlus.")
public func sigmap(_ arguments: Any...) -> Operator { .zero(dimension: 1) }

/// QuTiP's name.
@available(*, unavailable, message: "In Isochron: TwoLevel.sigmaMinus.")
public func sigmam(_ arguments: Any...) -> Operator { .zero(dimension: 1) }

/// QuTiP's name.
@available(
  *, unavailable,
  message: "In Isochron: the `identity` of the space, or Operator.identity(dimension: d)."
)
public func qeye(_ arguments: Any...) -> Operator { .zero(dimension: 1) }

/// QuTiP's name.
@available(*, unavailable, message: "In Isochron: try Spin(j).x, .y, .z, .plus or .minus.")
public func jmat(_ arguments: Any...) -> Operator { .zero(dimension: 1) }

/// QuTiP's name.
@available(
  *, unavailable,
  message: "In Isochron: A.tensorProduct(with: B), or a CompositeSpace with named subsystems."
)
public func tensor(_ arguments: Any...) -> Operator { .zero(dimension: 1) }

/// QuTiP's name.
@available(*, unavailable, message: "In Isochron: space.partialTrace(of: state, keeping: [name]).")
public func ptrace(_ arguments: Any...) -> Operator { .zero(dimension: 1) }

/// QuTiP's name.
@available(
  *, unavailable,
  message:
    "In Isochron: Liouvillian(hamiltonian: H, jumpOperators: L).evolve(from: state, times: times, observing: [name: A])."
)
public func mesolve(_ arguments: Any...) -> Operator { .zero(dimension: 1) }

/// QuTiP's name.
@available(
  *, unavailable,
  message:
    "In Isochron: TimeDependentOperator(H).evolve(from: ket, times: times, observing: [name: A])."
)
public func sesolve(_ arguments: Any...) -> Operator { .zero(dimension: 1) }

/// QuTiP's name.
@available(
  *, unavailable,
  message:
    "In Isochron: Liouvillian(hamiltonian: H, jumpOperators: L).quantumJumps(from: ket, times: times, observing: [name: A])."
)
public func mcsolve(_ arguments: Any...) -> Operator { .zero(dimension: 1) }

/// QuTiP's name.
@available(
  *, unavailable,
  message: "In Isochron: Liouvillian(hamiltonian: H, jumpOperators: L).steadyState()."
)
public func steadystate(_ arguments: Any...) -> Operator { .zero(dimension: 1) }
