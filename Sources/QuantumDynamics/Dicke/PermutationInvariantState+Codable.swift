import ComplexModule
import LinearAlgebra

extension PermutationInvariantState: Codable {
  private enum Key: String, CodingKey {
    case count, coordinates
  }

  /// Decodes a state.
  ///
  /// - Parameter decoder: holds the number N of systems as `count`, and `coordinates`.
  /// - Throws: `DecodingError` where the coordinates do not fit; `QuantumDynamicsError` for another N than 1 to 300.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    let space = try PermutationSymmetricSpace(
      count: try values.decode(Int.self, forKey: .count))
    let coordinates = try values.decode([ComplexDouble].self, forKey: .coordinates)
    guard coordinates.count == space.dimension else {
      throw DecodingError.dataCorruptedError(
        forKey: .coordinates, in: values,
        debugDescription:
          "\(space.count) two-level systems have \(space.dimension) coordinates, but "
          + "\(coordinates.count) came.")
    }
    self.init(space: space, coordinates: coordinates)
  }

  /// Encodes N and the coordinates.
  ///
  /// - Parameter encoder: takes `count` and `coordinates`.
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encode(space.count, forKey: .count)
    try values.encode(coordinates, forKey: .coordinates)
  }
}
