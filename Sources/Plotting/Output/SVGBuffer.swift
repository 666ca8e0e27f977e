/// UTF-8 text of an SVG document while it is written.
struct SVGBuffer {
  /// Stands for the salt of ids until the content, and so its hash, is complete.
  static let saltMark: UInt8 = 0x01

  private(set) var bytes: [UInt8] = []

  mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func append(_ other: SVGBuffer) { bytes.append(contentsOf: other.bytes) }

  /// Text between tags or quotes; characters that XML does not allow are dropped.
  mutating func escaped(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": append("&amp;")
      case "<": append("&lt;")
      case ">": append("&gt;")
      case "\"": append("&quot;")
      case "\t", "\n", "\r": append(" ")
      default:
        if scalar.value >= 0x20, scalar.value != 0xfffe, scalar.value != 0xffff {
          bytes.append(contentsOf: String(scalar).utf8)
        }
      }
    }
  }

  /// An id that no other figure on the page has.
  mutating func salted(_ name: String) {
    bytes.append(Self.saltMark)
    append(name)
  }

  /// A length with at most two decimals.
  mutating func number(_ value: Double) { hundredths(Self.hundredths(value)) }

  /// A number of hundredths: 1234 is written 12.34, 50 is written .5.
  mutating func hundredths(_ count: Int) {
    if count < 0 { bytes.append(UInt8(ascii: "-")) }
    let magnitude = count.magnitude
    let whole = magnitude / 100
    let part = magnitude % 100
    if whole > 0 || part == 0 { append(String(whole)) }
    guard part > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    bytes.append(UInt8(ascii: "0") + UInt8(part / 10))
    if part % 10 > 0 { bytes.append(UInt8(ascii: "0") + UInt8(part % 10)) }
  }

  /// Rounded to hundredths; what is far off any page is brought near enough to be written.
  static func hundredths(_ value: Double) -> Int {
    guard value.isFinite else { return 0 }
    return Int((min(max(value, -1e7), 1e7) * 100).rounded())
  }

  /// A path's steps relative to each other; rounding does not add up.
  ///
  /// - Parameters:
  ///   - path: the path.
  ///   - scale: factor from the path's unit to points.
  mutating func path(_ path: Path, scale: Double = 1) {
    var x = 0
    var y = 0
    var start = (0, 0)
    var previous: UInt8 = 0
    func place(_ point: Point) -> (Int, Int) {
      (Self.hundredths(point.x * scale), Self.hundredths(point.y * scale))
    }
    func separated(_ first: Int, _ second: Int, in buffer: inout SVGBuffer) {
      buffer.hundredths(first)
      if second >= 0 { buffer.bytes.append(UInt8(ascii: " ")) }
      buffer.hundredths(second)
    }
    for element in path.elements {
      switch element {
      case .move(let point):
        let (nextX, nextY) = place(point)
        append("M")
        separated(nextX, nextY, in: &self)
        (x, y) = (nextX, nextY)
        start = (x, y)
        previous = UInt8(ascii: "M")
      case .line(let point):
        let (nextX, nextY) = place(point)
        if previous != UInt8(ascii: "l") {
          append("l")
        } else if nextX >= x {
          append(" ")
        }
        separated(nextX - x, nextY - y, in: &self)
        (x, y) = (nextX, nextY)
        previous = UInt8(ascii: "l")
      case .curve(let first, let second, let end):
        append("c")
        for (index, point) in [first, second, end].enumerated() {
          let (nextX, nextY) = place(point)
          if index > 0, nextX >= x { append(" ") }
          separated(nextX - x, nextY - y, in: &self)
        }
        (x, y) = place(end)
        previous = UInt8(ascii: "c")
      case .close:
        append("z")
        (x, y) = start
        previous = UInt8(ascii: "z")
      }
    }
  }

  /// A colour as #rrggbb.
  mutating func color(_ color: Color) {
    append("#")
    let digits = Array("0123456789abcdef".utf8)
    for byte in color.bytes.prefix(3) {
      bytes.append(digits[Int(byte >> 4)])
      bytes.append(digits[Int(byte & 15)])
    }
  }

  /// The text with a salt for its ids that follows from its content.
  func finished() -> String {
    // FNV-1a, 64 bits.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let hex = String(hash, radix: 36)
    let salt = Array("i\(hex)-".utf8)
    var salted: [UInt8] = []
    salted.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      if byte == Self.saltMark { salted.append(contentsOf: salt) } else { salted.append(byte) }
    }
    return String(decoding: salted, as: UTF8.self)
  }
}
