/// The space of a spin S, or of the symmetric states of N = 2S two-level systems.
///
/// The basis is |S, m⟩ with **m = +S first**: index k holds m = S − k, k = 0 … 2S. S is kept as the
/// integer 2S, so half-integer spins are exact. ħ = 1:
///
/// S_z|S, m⟩ = m|S, m⟩,  S_±|S, m⟩ = √(S(S+1) − m(m±1)) |S, m±1⟩,  [S_x, S_y] = i S_z.
public struct Spin: Sendable, Hashable {
  /// Twice the spin quantum number, 2S.
  public let twice: Int

  /// The spin of which twice the quantum number is given: `Spin(twice: 3)` is S = 3/2.
  ///
  /// - Parameter twice: 2S ≥ 1.
  /// - Throws: `QuantumError` with code `invalidParameter` when `twice` is less than 1.
  public init(twice: Int) throws {
    guard twice >= 1 else {
      throw QuantumError(
        .invalidParameter,
        "A spin needs 2S ≥ 1, but 2S = \(twice) came; Spin(twice: 1) is a spin 1/2.")
    }
    self.twice = twice
  }

  /// The spin of a quantum number: `Spin(1)`, `Spin(3/2)`, `Spin(0.5)`.
  ///
  /// - Parameter quantumNumber: S, a positive multiple of 1/2.
  /// - Throws: `QuantumError` with code `invalidParameter` for any other number.
  public init(_ quantumNumber: Double) throws {
    let doubled = 2 * quantumNumber
    guard doubled >= 1, doubled == doubled.rounded(), let twice = Int(exactly: doubled) else {
      throw QuantumError(
        .invalidParameter,
        "A spin is 1/2, 1, 3/2, …, but S = \(quantumNumber) came; Spin(0.5) is a spin 1/2.")
    }
    self.twice = twice
  }

  /// The largest collective spin of particles of spin 1/2, S = N/2.
  ///
  /// - Parameter particleCount: the number of particles, N ≥ 1.
  /// - Throws: `QuantumError` with code `invalidParameter` when there is no particle.
  public init(particleCount: Int) throws {
    guard particleCount >= 1 else {
      throw QuantumError(
        .invalidParameter,
        "A collective spin needs N ≥ 1 particles, but N = \(particleCount) came.")
    }
    twice = particleCount
  }

  /// The spin quantum number S.
  public var quantumNumber: Double { Double(twice) / 2 }

  /// The number of basis states, 2S + 1.
  public var dimension: Int { twice + 1 }

  /// The magnetic quantum numbers in the order of the basis: S, S − 1, …, −S.
  public var magneticNumbers: [Double] { (0..<dimension).map { Double(twice - 2 * $0) / 2 } }

  /// The index of |S, m⟩ in the basis, S − m.
  ///
  /// - Parameter magneticNumber: m, one of S, S − 1, …, −S.
  /// - Returns: the index, 0 for m = S.
  /// - Throws: `QuantumError` with code `invalidParameter` for any other number.
  public func index(of magneticNumber: Double) throws -> Int {
    let position = quantumNumber - magneticNumber
    guard position.isFinite, position == position.rounded(), (0...Double(twice)).contains(position)
    else {
      throw QuantumError(
        .invalidParameter,
        "m must be one of S, S − 1, …, −S with S = \(quantumNumber), but m = \(magneticNumber) came."
      )
    }
    return Int(position)
  }
}
