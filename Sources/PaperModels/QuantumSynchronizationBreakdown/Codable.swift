extension QuantumSynchronizationBreakdown: Codable {
  private enum Key: String, CodingKey {
    case particleCount, drive, detuning, gain, nonlinearDecay
  }

  /// Decodes the parameters and checks them as the initializer does.
  ///
  /// - Parameter decoder: holds N, ε, Δ, Γ₊ and Γ₋ by the names of the properties.
  /// - Throws: `DecodingError` for what is missing; `PaperModelError` for what the model does not allow.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    try self.init(
      particleCount: try values.decode(Int.self, forKey: .particleCount),
      drive: try values.decode(Double.self, forKey: .drive),
      detuning: try values.decode(Double.self, forKey: .detuning),
      gain: try values.decode(Double.self, forKey: .gain),
      nonlinearDecay: try values.decode(Double.self, forKey: .nonlinearDecay))
  }

  /// Encodes N, ε, Δ, Γ₊ and Γ₋ by the names of the properties.
  ///
  /// - Parameter encoder: takes five numbers.
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encode(particleCount, forKey: .particleCount)
    try values.encode(drive, forKey: .drive)
    try values.encode(detuning, forKey: .detuning)
    try values.encode(gain, forKey: .gain)
    try values.encode(nonlinearDecay, forKey: .nonlinearDecay)
  }
}
