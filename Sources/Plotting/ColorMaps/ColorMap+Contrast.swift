import Preconditions
import Foundation

extension ColorMap {
  /// The part of the map between two fractions, stretched to the whole.
  ///
  /// - Parameter range: fractions between 0 and 1, the low end below the high end.
  /// - Returns: a map of 256 colours.
  public func portion(_ range: ClosedRange<Double>) -> ColorMap {
    requirePrecondition(
      range.lowerBound >= 0 && range.upperBound <= 1 && range.lowerBound < range.upperBound,
      "A portion of a colour map lies between 0 and 1, got \(range.lowerBound) … "
        + "\(range.upperBound).")
    let colors = (0..<256).map { step -> UInt32 in
      let bytes = self(range.lowerBound + Double(step) / 255 * range.length).bytes
      return UInt32(bytes[0]) << 16 | UInt32(bytes[1]) << 8 | UInt32(bytes[2])
    }
    return ColorMap(name: name, hexColors: colors)
  }

  /// The map without the ends that hardly differ from a page, for lines and points.
  ///
  /// Areas keep the whole map: they are read beside each other. Thin lines are read against the
  /// page, so that the dark end of viridis is lost on a dark one and the pale end of inferno on
  /// white. An end is left out as far as its contrast (as the Web Content Accessibility Guidelines
  /// define it) is below 2 on a dark page or 1.25 on a light one, at most two fifths of the map; of
  /// a diverging map as much at both ends, so that its middle stays. Cyclic maps stay whole.
  ///
  /// - Parameter ground: the page's colour.
  /// - Returns: the map, or the part of it that can be read.
  public func readable(on ground: Color) -> ColorMap {
    guard !isCyclic else { return self }
    let least = ground.luminance < 0.18 ? 2.0 : 1.25
    func isFaint(_ fraction: Double) -> Bool { self(fraction).contrast(to: ground) < least }
    let steps = (0...40).map { Double($0) / 100 }
    var low = steps.first { !isFaint($0) } ?? 0.4
    var high = steps.first { !isFaint(1 - $0) } ?? 0.4
    guard low > 0 || high > 0 else { return self }
    let (start, middle, end) = (self(0).luminance, self(0.5).luminance, self(1).luminance)
    if (middle - start) * (middle - end) > 0 {
      low = max(low, high)
      high = low
    }
    return portion(low...(1 - high))
  }
}

extension Color {
  /// Relative luminance: 0 is black, 1 is white.
  ///
  /// Reference: Web Content Accessibility Guidelines 2.2, W3C (2023).
  package var luminance: Double {
    func linear(_ part: Double) -> Double {
      part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// Contrast between 1 (the same luminance) and 21 (black on white).
  package func contrast(to other: Color) -> Double {
    let (light, dark) = (max(luminance, other.luminance), min(luminance, other.luminance))
    return (light + 0.05) / (dark + 0.05)
  }
}

extension FigureStyle {
  /// Whether a page is dark enough for light lines.
  var isDark: Bool { ground.luminance < 0.18 }

  /// A mark whose lines or points have colours that can be told from the page.
  func readable(_ mark: any Mark) -> any Mark {
    if var contour = mark as? Contour {
      contour.coloring.map = contour.coloring.map.readable(on: ground)
      return contour
    }
    if var flow = mark as? Streamlines, let map = flow.speedMap {
      flow.speedMap = map.readable(on: ground)
      return flow
    }
    guard var colored = mark as? any ColoredElement & Mark else { return mark }
    if let map = colored.coloring?.map { colored.coloring?.map = map.readable(on: ground) }
    return colored
  }

  /// A mark of a sphere whose lines or points have colours that can be told from the page.
  func readable(_ mark: any SphereMark) -> any SphereMark {
    guard var colored = mark as? any ColoredElement & SphereMark else { return mark }
    if let map = colored.coloring?.map { colored.coloring?.map = map.readable(on: ground) }
    return colored
  }
}
