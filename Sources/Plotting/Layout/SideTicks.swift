/// The ticks of one side of a plot at their places on the page.
struct SideTicks {
  struct Major {
    /// Across or down.
    var place: Double
    var text: TypesetText
  }
  var major: [Major] = []
  var minor: [Double] = []
  var factor: String?

  /// Ticks of the pieces of an axis; labels next to a break keep clear of each other.
  ///
  /// - Parameters:
  ///   - pieces: in ascending order of values.
  ///   - axis: where ticks were asked for, and their colour.
  ///   - isVertical: whether the axis runs up the page.
  ///   - style: sizes and fonts.
  init(_ pieces: [AxisPiece], axis: Axis, isVertical: Bool, style: FigureStyle) {
    let color = axis.color
    let whole = pieces.first.flatMap { first in
      pieces.count > 1
        ? pieces.dropFirst().reduce(first.domain) { $0.union($1.domain) } : nil
    }
    var end: Double?
    for piece in pieces {
      let context = TickContext(
        domain: piece.domain, scale: piece.scale, length: piece.length,
        fontSize: style.tickLabelSize, isVertical: isVertical, whole: whole,
        extent: {
          let text = style.text($0, size: style.tickLabelSize, color: color)
          return isVertical ? text.height : text.width
        })
      let ticks = context.ticks(axis.ticks, hasMinor: style.hasMinorTicks)
      factor = factor ?? ticks.factor
      minor += ticks.minor.map(piece.place)
      var isFirst = true
      for tick in ticks.major {
        let text = style.text(tick.text, size: style.tickLabelSize, color: color)
        let place = piece.place(tick.value)
        let half = (isVertical ? text.height : text.width) / 2
        // Only the first label of a piece can meet the piece before.
        if isFirst, let last = end, abs(place - last) < half + context.leastGap {
          minor.append(place)
        } else {
          major.append(Major(place: place, text: text))
          end = place + (isVertical ? -half : half)
        }
        isFirst = false
      }
    }
  }
}
