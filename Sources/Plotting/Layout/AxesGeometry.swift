/// The sides of a plot.
enum AxisSide: Int, CaseIterable, Sendable {
  case bottom, left, top, right

  /// Whether its axis runs up the page.
  var isVertical: Bool { self == .left || self == .right }
  /// The side across.
  var opposite: AxisSide {
    switch self {
    case .bottom: .top
    case .top: .bottom
    case .left: .right
    case .right: .left
    }
  }
}

/// The axes of a plot at their place on the page.
struct AxesGeometry {
  /// What the axes enclose.
  var rectangle: Rectangle
  /// The axis at each side that has one of its own, in pieces.
  var pieces: [AxisSide: [AxisPiece]]

  /// The spans of a direction on the page, whichever axis has numbers there: from and to in
  /// ascending order of values.
  func spans(along side: AxisSide) -> [AxisPiece] {
    pieces[side.isVertical ? .left : .bottom] ?? []
  }

  /// Where marks draw: one frame for each pair of pieces.
  func frames(x: AxisSide, y: AxisSide, style: FigureStyle) -> [PlotFrame] {
    (pieces[y] ?? []).flatMap { vertical in
      (pieces[x] ?? []).map { horizontal in
        PlotFrame(
          rectangle: Rectangle(
            Point(horizontal.from, vertical.from), Point(horizontal.to, vertical.to)),
          xDomain: horizontal.domain, yDomain: vertical.domain, xScale: horizontal.scale,
          yScale: vertical.scale, style: style, polar: nil,
          isXInverted: horizontal.from > horizontal.to,
          isYInverted: vertical.from < vertical.to)
      }
    }
  }
}
