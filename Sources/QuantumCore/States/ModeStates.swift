import Preconditions
import ComplexModule
import LinearAlgebra
import RealModule

/// The two ways to put a coherent state into a mode that is cut to d levels.
public enum CoherentConstruction: Sendable, Hashable {
  /// The exact coefficients e^(−|α|²/2) αⁿ/√n! of the first d levels, normalized.
  case exactCoefficients
  /// The displacement of the cut mode applied to its vacuum, as QuTiP's `coherent` does by default.
  case displacedVacuum
}

extension BosonicMode {
  /// The Fock state |n⟩.
  ///
  /// - Parameter photons: n, 0 … d − 1.
  /// - Returns: the normalized state.
  /// - Throws: `QuantumError` with code `invalidParameter` where the mode has no such level.
  public func fockState(_ photons: Int) throws -> Ket { try basisState(photons) }

  /// The vacuum |0⟩.
  public var vacuum: Ket { .basis(0, dimension: levels) }

  /// The coherent state |α⟩, ⟨n|α⟩ = e^(−|α|²/2) αⁿ/√n!.
  ///
  /// No factorial is formed: any α works for which there are levels enough.
  ///
  /// - Parameters:
  ///   - amplitude: α, with ⟨a⟩ = α and ⟨a†a⟩ = |α|².
  ///   - construction: how the state is cut to d levels; the two agree where the loss is small.
  ///   - allowedLoss: the largest probability of levels n ≥ d; `coherentLoss(_:)` tells it.
  /// - Returns: the state, normalized.
  /// - Throws: `QuantumError`: `notFinite`, `truncated` when more is lost than allowed.
  public func coherentState(
    _ amplitude: some ComplexConvertible, construction: CoherentConstruction = .exactCoefficients,
    allowedLoss: Double = 1e-6
  ) throws -> Ket {
    let exact = try squeezedCoherentState(amplitude, squeezing: 0, allowedLoss: allowedLoss)
    switch construction {
    case .exactCoefficients: return exact
    case .displacedVacuum: return try displacement(amplitude) * vacuum
    }
  }

  /// The probability of the levels n ≥ d in the coherent state |α⟩, which the cut of the mode loses.
  ///
  /// - Parameter amplitude: α, finite.
  /// - Returns: Σ_{n ≥ d} e^(−|α|²) |α|²ⁿ/n!, between 0 and 1, accurate however small.
  public func coherentLoss(_ amplitude: some ComplexConvertible) -> Double {
    let amplitude = amplitude.complexValue
    requirePrecondition(amplitude.isFinite, "The amplitude of a coherent state must be finite.")
    return GaussianAmplitudes(displacement: amplitude, levels: levels).lost
  }

  /// The squeezed vacuum S(ξ)|0⟩, ξ = r e^(iθ).
  ///
  /// For θ = 0 the variance of x is e^(−2r)/2, that of p e^(2r)/2; ⟨a†a⟩ = sinh² r.
  ///
  /// - Parameters:
  ///   - parameter: ξ.
  ///   - allowedLoss: the largest probability of levels n ≥ d.
  /// - Returns: the state, normalized.
  /// - Throws: `QuantumError`: `notFinite`, `truncated` when more is lost than allowed.
  public func squeezedVacuum(
    _ parameter: some ComplexConvertible, allowedLoss: Double = 1e-6
  ) throws -> Ket {
    try squeezedCoherentState(0, squeezing: parameter, allowedLoss: allowedLoss)
  }

  /// The squeezed coherent state D(α)S(ξ)|0⟩: first squeezed, then displaced.
  ///
  /// - Parameters:
  ///   - amplitude: α = ⟨a⟩.
  ///   - squeezing: ξ = r e^(iθ); ⟨a†a⟩ = |α|² + sinh² r.
  ///   - allowedLoss: the largest probability of levels n ≥ d.
  /// - Returns: the exact coefficients of the first d levels, normalized.
  /// - Throws: `QuantumError`: `notFinite`, `truncated` when more is lost than allowed.
  ///
  /// Reference: H. P. Yuen, Phys. Rev. A 13, 2226 (1976).
  public func squeezedCoherentState(
    _ amplitude: some ComplexConvertible, squeezing: some ComplexConvertible,
    allowedLoss: Double = 1e-6
  ) throws -> Ket {
    let (amplitude, squeezing) = (amplitude.complexValue, squeezing.complexValue)
    try requireFinite(amplitude, squeezing)
    let name =
      squeezing == .zero
      ? "The coherent state of |α|² = \(NumberText.real(amplitude.lengthSquared))"
      : "The squeezed state of α = \(NumberText.complex(amplitude)), "
        + "ξ = \(NumberText.complex(squeezing))"
    return try GaussianAmplitudes(
      displacement: amplitude, squeezing: squeezing.length,
      angle: squeezing == .zero ? 0 : squeezing.phase, levels: levels
    ).ket(allowedLoss: allowedLoss, of: name)
  }

  /// The even cat state ∝ |α⟩ + |−α⟩, of even Fock states only.
  ///
  /// - Parameters:
  ///   - amplitude: α.
  ///   - allowedLoss: the largest probability of levels n ≥ d.
  /// - Returns: the state, normalized.
  /// - Throws: `QuantumError`: `notFinite`, `truncated` when more is lost than allowed.
  public func evenCatState(_ amplitude: some ComplexConvertible, allowedLoss: Double = 1e-6) throws
    -> Ket
  {
    try cat(amplitude, weights: (1, 0), allowedLoss)
  }

  /// The odd cat state ∝ |α⟩ − |−α⟩, of odd Fock states only.
  ///
  /// - Parameters:
  ///   - amplitude: α, not zero.
  ///   - allowedLoss: the largest probability of levels n ≥ d.
  /// - Returns: the state, normalized.
  /// - Throws: `QuantumError`: `notFinite`, `zeroNorm` for α = 0, `truncated` when more is lost than allowed.
  public func oddCatState(_ amplitude: some ComplexConvertible, allowedLoss: Double = 1e-6) throws
    -> Ket
  {
    try cat(amplitude, weights: (0, 1), allowedLoss)
  }

  /// The cat state ∝ |α⟩ + e^(iφ)|−α⟩; φ = π/2 is the Yurke–Stoler state.
  ///
  /// - Parameters:
  ///   - amplitude: α.
  ///   - relativePhase: φ; for 0 and π the even and odd cats are exact by name.
  ///   - allowedLoss: the largest probability of levels n ≥ d.
  /// - Returns: the state, normalized.
  /// - Throws: `QuantumError`: `notFinite`, `zeroNorm` where the two cancel, `truncated` when more is lost than
  ///   allowed.
  public func catState(
    _ amplitude: some ComplexConvertible, relativePhase: Double, allowedLoss: Double = 1e-6
  ) throws -> Ket {
    try requireFinite(ComplexDouble(relativePhase), .zero)
    let factor = ComplexDouble(length: 1, phase: relativePhase)
    return try cat(amplitude, weights: (1 + factor, 1 - factor), allowedLoss)
  }

  private func cat(
    _ amplitude: some ComplexConvertible, weights: (ComplexDouble, ComplexDouble),
    _ allowedLoss: Double
  ) throws -> Ket {
    let amplitude = amplitude.complexValue
    try requireFinite(amplitude, .zero)
    return try GaussianAmplitudes(displacement: amplitude, levels: levels, weights: weights)
      .ket(
        allowedLoss: allowedLoss,
        of: "The cat state of |α|² = \(NumberText.real(amplitude.lengthSquared))")
  }

  /// The thermal state ρ ∝ Σ (n̄/(n̄+1))ⁿ |n⟩⟨n|.
  ///
  /// - Parameters:
  ///   - meanPhotons: n̄ ≥ 0 of the whole mode.
  ///   - allowedLoss: the largest probability (n̄/(n̄+1))^d of levels n ≥ d.
  /// - Returns: the state of the first d levels, of trace 1.
  /// - Throws: `QuantumError`: `invalidParameter`, `truncated` when more is lost than allowed.
  public func thermalState(
    meanPhotons: Double, allowedLoss: Double = 1e-6
  ) throws -> DensityMatrix {
    guard meanPhotons >= 0, meanPhotons.isFinite else {
      throw QuantumError(
        .invalidParameter,
        "A thermal state has a finite mean photon number of 0 or more, but \(meanPhotons) came.")
    }
    let ratio = meanPhotons / (meanPhotons + 1)
    let lost = Double.pow(ratio, levels)
    guard lost <= allowedLoss else {
      throw QuantumError(
        .truncated,
        "The thermal state of \(NumberText.real(meanPhotons)) photons loses the probability "
          + "\(NumberText.real(lost, digits: 3)) to the cut at \(levels) levels, and "
          + "\(NumberText.real(allowedLoss, digits: 3)) is allowed. Take more levels, or allow the loss."
      )
    }
    let weights = (0..<levels).map { Double.pow(ratio, $0) }
    let total = weights.reduce(0, +)
    return DensityMatrix(assumingValid: .diagonal(weights.map { ComplexDouble($0 / total) }))
  }

  private func requireFinite(_ values: ComplexDouble...) throws {
    guard values.allSatisfy(\.isFinite) else {
      throw QuantumError(
        .notFinite, "Amplitudes and phases must be finite, but NaN or infinity came.")
    }
  }
}
