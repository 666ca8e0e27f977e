/// A colour map in steps, for filling many pixels.
struct ColorTable {
  private let bytes: [UInt8]
  private let scaling: ColorScaling
  private let low: Double
  private let high: Double
  private static let steps = 1024

  /// Nil where no value can be coloured.
  init?(_ coloring: Coloring) {
    guard let ends = try? coloring.scaling.ends(for: coloring.values) else { return nil }
    bytes = coloring.map.bytes(count: Self.steps)
    scaling = coloring.scaling
    (low, high) = ends
  }

  /// Puts the colour of a value into four bytes; nothing where it has none.
  func write(_ value: Double, to pixels: inout [UInt8], at pixel: Int) {
    let fraction = scaling.fraction(value, low: low, high: high)
    guard fraction >= 0 else { return }
    let entry = 4 * Int((min(fraction, 1) * Double(Self.steps - 1)).rounded())
    for channel in 0..<4 { pixels[pixel + channel] = bytes[entry + channel] }
  }
}
