/// What distinguishes a sector of a Liouvillian from the others.
///
/// Only what holds for the whole sector is set.
public struct SectorLabel: Hashable, Sendable, CustomStringConvertible, Codable {
  /// |m − m′|, the difference of the two basis indices, where it is conserved (weak U(1)).
  public var coherenceOrder: Int?

  /// The parity of m − m′: +1 even, −1 odd.
  public var coherenceParity: Int?

  /// ±1 under the linear map ρ → D ρᵀ D†, where it commutes with L.
  public var transpositionParity: Int?

  /// The strong blocks that row and column of ρ belong to, counted from 0, where the space splits.
  public var strongBlocks: [Int]?

  /// The total spin J of many two-level systems, where it is conserved.
  public var totalSpin: Double?

  /// The quantum number of the symmetries that the caller gave, by name.
  public var quantumNumbers: [String: Double]

  /// Tells apart sectors that agree in everything else; nil where there is one only.
  public var ordinal: Int?

  /// A label with nothing set: the whole space.
  public init() { quantumNumbers = [:] }

  /// The quantum numbers, as in a formula.
  public var description: String {
    var parts: [String] = []
    for (name, value) in quantumNumbers.sorted(by: { $0.key < $1.key }) {
      parts.append("\(name) = ±\(ResultTable.number(value, digits: 4))")
    }
    if let totalSpin { parts.append("J = \(ResultTable.number(totalSpin, digits: 4))") }
    if let strongBlocks {
      parts.append("blocks \(strongBlocks.map(String.init).joined(separator: ", "))")
    }
    if let coherenceOrder {
      parts.append("|m − m′| = \(coherenceOrder)")
    } else if let coherenceParity {
      parts.append("m − m′ \(coherenceParity > 0 ? "even" : "odd")")
    }
    if let transpositionParity { parts.append("T = \(transpositionParity > 0 ? "+1" : "−1")") }
    if let ordinal { parts.append("part \(ordinal)") }
    return parts.isEmpty ? "all" : parts.joined(separator: ", ")
  }
}
