extension FloquetSpectrum: RandomAccessCollection {
  /// 0, the position of the largest modulus.
  public var startIndex: Int { multipliers.startIndex }

  /// The position behind the last multiplier.
  public var endIndex: Int { multipliers.endIndex }

  /// The multiplier at a position, 0 for the largest modulus.
  public subscript(position: Int) -> FloquetMultiplier { multipliers[position] }
}
