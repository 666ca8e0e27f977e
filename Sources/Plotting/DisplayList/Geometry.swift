/// A place on the page, in points from its upper left corner.
public struct Point: Sendable, Hashable {
  /// To the right.
  public var x: Double
  /// Downwards.
  public var y: Double
  /// A place.
  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
  /// The upper left corner of the page.
  public static let zero = Point(0, 0)
}

/// A width and a height in points.
public struct Size: Sendable, Hashable {
  /// Across.
  public var width: Double
  /// Down.
  public var height: Double
  /// A size.
  public init(_ width: Double, _ height: Double) {
    self.width = width
    self.height = height
  }
}

/// A rectangle whose sides are parallel to the page's.
public struct Rectangle: Sendable, Hashable {
  /// Left edge.
  public var x: Double
  /// Upper edge.
  public var y: Double
  /// Across.
  public var width: Double
  /// Down.
  public var height: Double
  /// A rectangle.
  public init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }
  /// Left edge.
  public var minX: Double { x }
  /// Right edge.
  public var maxX: Double { x + width }
  /// Upper edge.
  public var minY: Double { y }
  /// Lower edge.
  public var maxY: Double { y + height }
  /// Centre across.
  public var midX: Double { x + width / 2 }
  /// Centre down.
  public var midY: Double { y + height / 2 }

  /// Whether two rectangles share more than an edge.
  public func overlaps(_ other: Rectangle) -> Bool {
    minX < other.maxX && other.minX < maxX && minY < other.maxY && other.minY < maxY
  }

  /// The smallest rectangle that holds both.
  public func union(_ other: Rectangle) -> Rectangle {
    let left = min(minX, other.minX)
    let top = min(minY, other.minY)
    return Rectangle(
      x: left, y: top, width: max(maxX, other.maxX) - left, height: max(maxY, other.maxY) - top)
  }

  /// The rectangle moved inwards by a distance on each side.
  public func inset(by distance: Double) -> Rectangle {
    Rectangle(
      x: x + distance, y: y + distance, width: width - 2 * distance, height: height - 2 * distance)
  }
}

/// Lines and cubic curves.
public struct Path: Sendable, Hashable {
  /// One step of the pen.
  public enum Element: Sendable, Hashable {
    case move(Point)
    case line(Point)
    case curve(Point, Point, Point)
    case close
  }
  /// The steps.
  public var elements: [Element]
  /// A path of steps.
  public init(_ elements: [Element] = []) { self.elements = elements }

  /// Straight lines through points.
  public init(polyline points: [Point], closed: Bool = false) {
    elements = points.enumerated().map { $0.offset == 0 ? .move($0.element) : .line($0.element) }
    if closed { elements.append(.close) }
  }

  /// A rectangle's outline.
  public init(_ rectangle: Rectangle) {
    self.init(
      polyline: [
        Point(rectangle.minX, rectangle.minY), Point(rectangle.maxX, rectangle.minY),
        Point(rectangle.maxX, rectangle.maxY), Point(rectangle.minX, rectangle.maxY),
      ], closed: true)
  }
}

/// A colour in sRGB with opacity; components in 0 … 1, not premultiplied.
public struct Color: Sendable, Hashable {
  /// Red.
  public var red: Double
  /// Green.
  public var green: Double
  /// Blue.
  public var blue: Double
  /// Opacity.
  public var alpha: Double
  /// A colour of components.
  public init(red: Double, green: Double, blue: Double, alpha: Double = 1) {
    self.red = red
    self.green = green
    self.blue = blue
    self.alpha = alpha
  }
  /// A colour written as 0xRRGGBB.
  public init(hex: UInt32, alpha: Double = 1) {
    self.init(
      red: Double((hex >> 16) & 0xff) / 255, green: Double((hex >> 8) & 0xff) / 255,
      blue: Double(hex & 0xff) / 255, alpha: alpha)
  }
  /// A grey: 0 is black, 1 is white.
  public init(white: Double, alpha: Double = 1) {
    self.init(red: white, green: white, blue: white, alpha: alpha)
  }
  /// The same colour with another opacity.
  public func opacity(_ alpha: Double) -> Color {
    Color(red: red, green: green, blue: blue, alpha: alpha)
  }
  /// White.
  public static let white = Color(white: 1)
  /// Black.
  public static let black = Color(white: 0)
}
