import Preconditions
public import ComplexModule
public import LinearAlgebra

/// A fixed point of a flow with its linear stability.
public struct Equilibrium: Sendable, Codable {
  /// How a flow behaves close to a fixed point.
  public enum Stability: String, Sendable, Hashable, Codable {
    /// All eigenvalues have negative real parts and are real.
    case stableNode
    /// All eigenvalues have negative real parts, some are complex.
    case stableSpiral
    /// Some directions attract, some repel.
    case saddle
    /// All eigenvalues have positive real parts and are real.
    case unstableNode
    /// All eigenvalues have positive real parts, some are complex.
    case unstableSpiral
    /// A complex pair without real part and nothing that repels: the linear stability does not decide.
    case center
    /// A zero eigenvalue: a bifurcation point, or a member of a family of fixed points.
    case degenerate

    /// Whether all small deviations decay.
    public var isAttracting: Bool { self == .stableNode || self == .stableSpiral }
  }

  /// The names of the variables.
  public let variables: [String]
  /// x.
  public let state: [Double]
  /// The eigenvalues of the Jacobian within the constraints of the flow, the largest real part first.
  public let eigenvalues: [ComplexDouble]
  /// The behaviour close by, read from the eigenvalues.
  public let stability: Stability
  /// |f| left at the point, the largest component.
  public let residual: Double
  /// Whether interval arithmetic proved that there is exactly one fixed point here.
  public let isProven: Bool
  /// The parameters of the flow.
  public let parameters: [String: Double]

  /// How many eigenvalues have a positive real part.
  public let unstableDimension: Int

  /// A variable's value; a name that is not there stops the program with a sentence.
  public subscript(name: String) -> Double {
    guard let index = variables.firstIndex(of: name) else {
      stopForBrokenPrecondition(
        "The fixed point has no variable “\(name)”; it has \(variables.joined(separator: ", ")).")
    }
    return state[index]
  }

  init(
    of flow: Flow, at state: [Double], isProven: Bool, tolerance: Double, isDegenerate: Bool
  ) throws {
    variables = flow.variables
    self.state = state
    self.isProven = isProven
    parameters = flow.parameters
    residual = try flow.velocity(at: state).map(abs).max() ?? 0
    let values = try flow.eigenvalues(at: state)
    eigenvalues = values
    let scale = max(values.map(\.length).max() ?? 0, .leastNormalMagnitude)
    let small = tolerance * scale
    unstableDimension = values.count { $0.real > small }
    stability = isDegenerate ? .degenerate : Self.classify(values, small: small)
  }

  private static func classify(_ values: [ComplexDouble], small: Double) -> Stability {
    let isOscillating = values.contains { abs($0.imaginary) > small }
    if values.contains(where: { $0.length <= small }) || values.isEmpty { return .degenerate }
    let rising = values.count { $0.real > small }
    let falling = values.count { $0.real < -small }
    if rising + falling < values.count { return rising == 0 ? .center : .saddle }
    if rising == 0 { return isOscillating ? .stableSpiral : .stableNode }
    if falling == 0 { return isOscillating ? .unstableSpiral : .unstableNode }
    return .saddle
  }
}

extension Flow {
  /// The eigenvalues of the Jacobian at a state, within the constraints, the largest real part first.
  func eigenvalues(at state: [Double]) throws -> [ComplexDouble] {
    let jacobian = try jacobian(at: state)
    return try tangentSpace(at: state).eigenvalues(of: jacobian)
  }

  /// The directions within the constraints at a state.
  func tangentSpace(at state: [Double]) -> TangentSpace {
    guard constraintCount > 0 else { return TangentSpace(dimension: dimension, normals: []) }
    let values = evaluator(.gradients)(state)
    let normals = (0..<constraintCount).map {
      Array(values[$0 * dimension..<($0 + 1) * dimension])
    }
    return TangentSpace(dimension: dimension, normals: normals)
  }
}

/// The directions at right angles to some normals, by an orthonormal basis.
struct TangentSpace {
  /// Orthonormal vectors that span the normals.
  private(set) var normals: [[Double]] = []
  /// Orthonormal vectors at right angles to them.
  private(set) var basis: [[Double]] = []

  init(dimension: Int, normals: [[Double]]) {
    for normal in normals {
      let rest = Self.orthogonal(normal, to: self.normals)
      if let unit = Self.unit(rest) { self.normals.append(unit) }
    }
    // The axes least aligned with what is there already come first.
    var axes = Set(0..<dimension)
    while basis.count < dimension - self.normals.count {
      let known = self.normals + basis
      guard
        let axis = axes.sorted().min(by: { a, b in
          let weight = { (i: Int) in known.reduce(0) { $0 + $1[i] * $1[i] } }
          return weight(a) < weight(b)
        })
      else { break }
      axes.remove(axis)
      let vector = (0..<dimension).map { $0 == axis ? 1.0 : 0.0 }
      if let unit = Self.unit(Self.orthogonal(vector, to: known)) { basis.append(unit) }
    }
  }

  /// A vector without its parts along orthonormal ones.
  static func orthogonal(_ vector: [Double], to others: [[Double]]) -> [Double] {
    var result = vector
    // Twice is enough.
    for _ in 0..<2 {
      for other in others {
        let overlap = zip(result, other).reduce(0) { $0 + $1.0 * $1.1 }
        for i in result.indices { result[i] -= overlap * other[i] }
      }
    }
    return result
  }

  private static func unit(_ vector: [Double]) -> [Double]? {
    let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return length > 1e-12 ? vector.map { $0 / length } : nil
  }

  /// Tᵀ J T, the matrix within the tangent space.
  func restricted(_ matrix: Matrix<Double>) -> Matrix<Double> {
    guard !normals.isEmpty else { return matrix }
    return Matrix(rows: basis.count, columns: basis.count) { i, j in
      var sum = 0.0
      for a in 0..<matrix.rowCount {
        for b in 0..<matrix.columnCount { sum += basis[i][a] * matrix[a, b] * basis[j][b] }
      }
      return sum
    }
  }

  /// The eigenvalues of a matrix within the tangent space, the largest real part first.
  func eigenvalues(of matrix: Matrix<Double>) throws -> [ComplexDouble] {
    let inside = restricted(matrix)
    guard inside.rowCount > 0 else { return [] }
    return try inside.eigensystem().values.sorted {
      ($0.real, $0.imaginary) > ($1.real, $1.imaginary)
    }
  }
}
