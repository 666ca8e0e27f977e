extension Spin: Codable {
  private enum Key: String, CodingKey { case twice }

  /// Decodes a spin.
  ///
  /// - Parameter decoder: holds 2S as `twice`.
  /// - Throws: `DecodingError`; `QuantumError` where 2S < 1.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    try self.init(twice: try values.decode(Int.self, forKey: .twice))
  }

  /// Encodes 2S as `twice`.
  ///
  /// - Parameter encoder: takes a number.
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encode(twice, forKey: .twice)
  }
}

/// A space that its number of levels describes, which is what files keep of it.
protocol LevelCodable: Codable {
  /// The number of levels.
  var levels: Int { get }

  /// The space of so many levels.
  init(levels: Int) throws
}

private enum LevelKey: String, CodingKey { case levels }

extension LevelCodable {
  /// Decodes a space.
  ///
  /// - Parameter decoder: holds `levels`.
  /// - Throws: `DecodingError`; `QuantumError` for no level.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: LevelKey.self)
    try self.init(levels: try values.decode(Int.self, forKey: .levels))
  }

  /// Encodes the number of levels.
  ///
  /// - Parameter encoder: takes a number.
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: LevelKey.self)
    try values.encode(levels, forKey: .levels)
  }
}

extension BosonicMode: Codable, LevelCodable {}
extension NLevelSystem: Codable, LevelCodable {}
