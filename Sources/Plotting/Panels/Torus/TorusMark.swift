/// A mark of two phases that can be drawn on a torus.
public protocol TorusMark: Mark {
  /// What the mark adds to the far side of the torus, drawn pale, and to the side that is seen.
  func items(on torus: TorusView, color: Color) -> (hidden: [DisplayItem], visible: [DisplayItem])
}

extension TorusLine: TorusMark {
  /// The trajectory, cut where it passes behind the torus.
  public func items(
    on torus: TorusView, color: Color
  ) -> (hidden: [DisplayItem], visible: [DisplayItem]) {
    let turn = 2 * Double.pi / period
    return TorusPath.items(
      x.map { $0 * turn }, y.map { $0 * turn }, appearance, coloring, on: torus, color: color)
  }
}

extension Line: TorusMark {
  /// The line through phases in radians, cut where it passes behind the torus.
  public func items(
    on torus: TorusView, color: Color
  ) -> (hidden: [DisplayItem], visible: [DisplayItem]) {
    TorusPath.items(x, y, appearance, coloring, on: torus, color: color)
  }
}

extension Scatter: TorusMark {
  /// The points at phases in radians.
  public func items(
    on torus: TorusView, color: Color
  ) -> (hidden: [DisplayItem], visible: [DisplayItem]) {
    let marker = appearance.marker(appearance.marker ?? .circle, style: torus.style)
    let own = coloring?.colors()
    func markers(_ isVisible: Bool) -> [DisplayItem] {
      let indices = x.indices.filter {
        x[$0].isFinite && y[$0].isFinite && (own?[$0].alpha ?? 1) > 0
          && torus.isVisible(x[$0], y[$0]) == isVisible
      }
      guard !indices.isEmpty else { return [] }
      let colors = own.map { colors in indices.map { colors[$0] } } ?? [color]
      return [
        .markers(
          marker, positions: indices.map { torus.point(x[$0], y[$0]) },
          colors: colors.map {
            (isVisible ? $0 : TorusPath.pale($0, torus.style)).opacity(
              $0.alpha * appearance.opacity)
          }, scales: [1])
      ]
    }
    return (markers(false), markers(true))
  }
}

/// Drawing lines on a torus.
enum TorusPath {
  /// The colour of the surface where light falls from the side.
  static func tone(_ style: FigureStyle) -> Color {
    style.ground.mixed(with: Color(hex: 0x7088a8), fraction: 0.3)
  }

  /// A colour as it appears through the torus.
  static func pale(_ color: Color, _ style: FigureStyle) -> Color {
    color.mixed(with: style.isDark ? tone(style) : style.ground, fraction: 0.6)
  }

  static func items(
    _ long: [Double], _ short: [Double], _ appearance: Appearance, _ coloring: Coloring?,
    on torus: TorusView, color: Color
  ) -> (hidden: [DisplayItem], visible: [DisplayItem]) {
    let stroke = appearance.stroke(color, style: torus.style)
    var line = TorusStroke(view: torus)
    line.add(long, short, steps: coloring?.steps(count: Coloring.stepCount))
    var hidden: [DisplayItem] = []
    var visible: [DisplayItem] = []
    for piece in line.pieces where piece.points.count > 1 {
      var own = stroke
      if let coloring {
        let fraction = (Double(piece.step) + 0.5) / Double(Coloring.stepCount)
        own.color = coloring.map(fraction).opacity(stroke.color.alpha)
      }
      if !piece.isVisible {
        own.color = pale(own.color, torus.style).opacity(own.color.alpha)
        own.width *= 0.6
      }
      let item = DisplayItem.path(
        Path(polyline: Polyline.spaced(piece.points, by: 0.15)), fill: nil, stroke: own)
      if piece.isVisible { visible.append(item) } else { hidden.append(item) }
    }
    return (hidden, visible)
  }
}
