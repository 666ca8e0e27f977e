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
  /// Whether labels stand upright because they would cover each other side by side.
  private(set) var isTurned = false

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
    func context(_ piece: AxisPiece, isTurned: Bool) -> TickContext {
      TickContext(
        domain: piece.domain, scale: piece.scale, length: piece.length,
        fontSize: style.tickLabelSize, isVertical: isVertical, whole: whole,
        extent: {
          let text = style.text($0, size: style.tickLabelSize, color: color)
          return isVertical || isTurned ? text.height : text.width
        })
    }
    let isTurned =
      !isVertical
      && pieces.contains { piece in
        let context = context(piece, isTurned: false)
        let ticks = context.ticks(axis.ticks, hasMinor: false)
        return ticks.major.count > 1 && !context.fits(ticks.major)
      }
    self.isTurned = isTurned
    var end: Double?
    for piece in pieces {
      let context = context(piece, isTurned: isTurned)
      var ticks = context.ticks(axis.ticks, hasMinor: style.hasMinorTicks)
      if isTurned { ticks = context.thinned(ticks.major) }
      factor = factor ?? ticks.factor
      minor += ticks.minor.map(piece.place)
      var isFirst = true
      for tick in ticks.major {
        let text = style.text(tick.text, size: style.tickLabelSize, color: color)
        let place = piece.place(tick.value)
        let half = context.extent(tick.text) / 2
        // Only the first label of a piece can meet the piece before.
        if isFirst, let last = end, abs(place - last) < half + context.leastGap {
          minor.append(place)
        } else {
          major.append(Major(place: place, text: text))
          end = place + (piece.to < piece.from ? -half : half)
        }
        isFirst = false
      }
    }
  }
}
