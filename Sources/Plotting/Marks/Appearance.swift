/// What lines, points and areas have in common in their look.
public struct Appearance: Sendable, Hashable {
  /// Name in the legend; mathematics between dollars.
  public var label: String?
  /// Colour, or nil for the next one of the style's cycle.
  public var color: Color?
  /// Width of lines in points, or nil for the style's.
  public var width: Double?
  /// How lines are broken.
  public var dashes: Dashes = .solid
  /// Shape at the data points, or nil for none.
  public var marker: Marker.Shape?
  /// Size of markers in points, or nil for the style's.
  public var markerSize: Double?
  /// Whether markers are outlines rather than filled.
  public var hasOpenMarkers = false
  /// 0 is invisible, 1 is opaque.
  public var opacity: Double = 1

  /// The style's own look.
  public init() {}

  func stroke(_ color: Color, style: FigureStyle) -> Stroke {
    let width = width ?? style.lineWidth
    return Stroke(
      color.opacity(color.alpha * opacity), width: width, dashes: dashes.lengths(width: width),
      join: .round, cap: dashes == .solid ? .round : .butt)
  }

  func marker(_ shape: Marker.Shape, style: FigureStyle) -> Marker {
    let size = markerSize ?? style.markerSize
    let isOpen = hasOpenMarkers || shape == .plus || shape == .cross
    return Marker(shape, size: size, outline: isOpen ? max(0.5, size / 5) : 0)
  }
}

/// How a line is broken into dashes; lengths follow its width.
public enum Dashes: Sendable, Hashable {
  /// Not at all.
  case solid
  /// Long dashes.
  case dashed
  /// Dots.
  case dotted
  /// Dashes and dots in turn.
  case dashDotted
  /// Lengths of dashes and gaps in points.
  case pattern([Double])

  func lengths(width: Double) -> [Double] {
    switch self {
    case .solid: []
    case .dashed: [3.7 * width, 1.8 * width]
    case .dotted: [width, 1.65 * width]
    case .dashDotted: [6 * width, 1.8 * width, width, 1.8 * width]
    case .pattern(let lengths): lengths
    }
  }
}
