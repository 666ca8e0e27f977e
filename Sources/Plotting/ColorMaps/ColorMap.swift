import Preconditions

/// Colours for numbers: a table read between its entries.
public struct ColorMap: Sendable, Hashable {
  /// The name it was published under.
  public var name: String
  /// Colours from the low end to the high end, as 0xRRGGBB.
  public var hexColors: [UInt32]
  /// Whether the ends meet, as for phases.
  public var isCyclic: Bool

  /// A map of colours at equal distances.
  ///
  /// - Parameters:
  ///   - name: what to call it.
  ///   - hexColors: at least two colours as 0xRRGGBB, from low to high.
  ///   - isCyclic: whether the ends meet.
  public init(name: String, hexColors: [UInt32], isCyclic: Bool = false) {
    requirePrecondition(
      hexColors.count >= 2, "A colour map needs at least two colours, got \(hexColors.count).")
    self.name = name
    self.hexColors = hexColors
    self.isCyclic = isCyclic
  }

  /// The map from its high end to its low end.
  public var reversed: ColorMap {
    ColorMap(name: name + " reversed", hexColors: hexColors.reversed(), isCyclic: isCyclic)
  }

  /// The colour at a fraction, interpolated between entries.
  ///
  /// - Parameter fraction: 0 is the low end, 1 the high end; values outside are clamped.
  /// - Returns: an opaque colour.
  public func callAsFunction(_ fraction: Double) -> Color {
    let position = min(max(fraction, 0), 1) * Double(hexColors.count - 1)
    let lower = min(Int(position), hexColors.count - 2)
    return Color(hex: hexColors[lower]).mixed(
      with: Color(hex: hexColors[lower + 1]), fraction: position - Double(lower))
  }

  /// The map in steps, four bytes each: red, green, blue, 255.
  ///
  /// - Parameter count: number of steps, at least 2.
  /// - Returns: 4 · count bytes.
  package func bytes(count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(4 * count)
    for step in 0..<count {
      bytes += self(Double(step) / Double(count - 1)).bytes
    }
    return bytes
  }
}

extension Color {
  /// A colour between two, component by component in sRGB.
  ///
  /// - Parameters:
  ///   - other: the colour at fraction 1.
  ///   - fraction: 0 … 1.
  /// - Returns: the mixture.
  public func mixed(with other: Color, fraction: Double) -> Color {
    func between(_ low: Double, _ high: Double) -> Double { low + (high - low) * fraction }
    return Color(
      red: between(red, other.red), green: between(green, other.green),
      blue: between(blue, other.blue), alpha: between(alpha, other.alpha))
  }

  /// Red, green, blue and alpha as bytes, not premultiplied.
  package var bytes: [UInt8] {
    [red, green, blue, alpha].map { UInt8((min(max($0, 0), 1) * 255).rounded()) }
  }
}
