import RichDisplay

/// Arrays of numbers as JSON that is short for long ones.
enum SceneNumbers {
  /// Up to so many numbers keep all their digits; more are rounded to 24 bits of their range.
  static let exactCount = 50_000

  /// Numbers as `{"s":first,"e":last,"n":count}` where they are equally spaced, otherwise as base64
  /// of doubles (`d`) or of floats between offset ± scale (`f`).
  static func json(_ values: [Double]) -> String {
    if let first = values.first, let last = values.last, values.count > 8,
      isRegular(values, first, last)
    {
      return "{\"s\":\(first),\"e\":\(last),\"n\":\(values.count)}"
    }
    if values.count <= exactCount {
      return "{\"d\":\"\(base64(values.flatMap { littleEndian($0.bitPattern) }))\"}"
    }
    let range = ClosedRange(finiteExtentOf: values) ?? 0...1
    let offset = range.lowerBound + range.length / 2
    let scale = range.length > 0 ? range.length / 2 : 1
    var bytes: [UInt8] = []
    bytes.reserveCapacity(4 * values.count)
    for value in values { bytes += littleEndian(Float((value - offset) / scale).bitPattern) }
    return "{\"f\":\"\(base64(bytes))\",\"o\":\(offset),\"k\":\(scale)}"
  }

  private static func isRegular(_ values: [Double], _ first: Double, _ last: Double) -> Bool {
    guard first.isFinite, last.isFinite, last != first else { return false }
    let step = (last - first) / Double(values.count - 1)
    let tolerance = 4e-16 * max(abs(first), abs(last)) + 1e-13 * abs(step)
    return values.enumerated().allSatisfy {
      abs($0.element - (first + Double($0.offset) * step)) <= tolerance
    }
  }

  private static func littleEndian<Word: FixedWidthInteger>(_ word: Word) -> [UInt8] {
    (0..<(Word.bitWidth / 8)).map { UInt8(truncatingIfNeeded: word >> (8 * Word($0))) }
  }
}
