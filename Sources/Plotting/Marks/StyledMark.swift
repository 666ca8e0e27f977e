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

/// A mark whose look can be changed; each modifier returns a changed copy.
public protocol StyledMark: Mark {
  /// The look.
  var appearance: Appearance { get set }
}

extension StyledMark {
  /// The colour that was asked for.
  public var ownColor: Color? { appearance.color }
  /// Takes the next colour of the style's cycle unless it has its own.
  public var takesCycleColor: Bool { true }

  /// The same with a name in the legend; mathematics between dollars.
  public func label(_ text: String) -> Self { changed { $0.label = text } }
  /// The same with markers that are outlines rather than filled.
  public func open(_ isOpen: Bool = true) -> Self { changed { $0.hasOpenMarkers = isOpen } }
  /// The same in another colour.
  public func color(_ color: Color) -> Self { changed { $0.color = color } }
  /// The same with lines of a width in points.
  public func width(_ points: Double) -> Self { changed { $0.width = points } }
  /// The same with broken lines.
  public func dashes(_ dashes: Dashes) -> Self { changed { $0.dashes = dashes } }
  /// The same with an opacity: 0 is invisible, 1 is opaque.
  public func opacity(_ opacity: Double) -> Self { changed { $0.opacity = opacity } }

  /// The same with a marker at each data point.
  ///
  /// - Parameters:
  ///   - shape: the shape.
  ///   - size: across in points, or nil for the style's.
  /// - Returns: the changed copy.
  public func marker(_ shape: Marker.Shape, size: Double? = nil) -> Self {
    changed {
      $0.marker = shape
      $0.markerSize = size
    }
  }

  private func changed(_ change: (inout Appearance) -> Void) -> Self {
    var copy = self
    change(&copy.appearance)
    return copy
  }
}
