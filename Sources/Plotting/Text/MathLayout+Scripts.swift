extension MathLayout {
  /// A base with a subscript, a superscript or both.
  mutating func scripts(
    _ base: MathNode, _ lower: MathNode?, _ upper: MathNode?, _ limits: LimitPlacement,
    _ level: MathLevel, cramped: Bool
  ) -> Item {
    var item = item(base, level, cramped: cramped)
    let isStacked =
      limits == .stacked || (limits == .automatic && level == .display && item.hasLimits)
    if isStacked {
      item.box = stacked(item.box, above: upper, below: lower, lean: item.lean, level)
      item.isGlyph = false
      item.lean = 0
      return item
    }
    guard lower != nil || upper != nil else { return item }
    let em = em(level)
    let below = lower.map { box($0, level.script, cramped: true) }
    let above = upper.map { box($0, level.script, cramped: cramped) }
    let shifts = scriptShifts(
      base: item, below: below, above: above, level: level, cramped: cramped)

    var result = item.box
    let width = item.box.width
    var right = width
    // Letters lean out of their width; integrals lean within it.
    let isOperator = item.atomClass == .largeOperator
    if let below {
      let x = width - (isOperator ? item.lean : 0)
      result.place(below, x: x, y: shifts.down)
      right = max(right, x + below.width)
    }
    if let above {
      let x = width + (isOperator ? 0 : item.lean)
      result.place(above, x: x, y: -shifts.up)
      right = max(right, x + above.width)
    }
    result.width = right + table.spaceAfterScript * em
    return Item(box: result, atomClass: item.atomClass ?? .ordinary)
  }

  /// How far a subscript goes down and a superscript up (TeX's rule 18).
  private func scriptShifts(
    base: Item, below: TextBox?, above: TextBox?, level: MathLevel, cramped: Bool
  ) -> (down: Double, up: Double) {
    let em = em(level)
    // Sans letters are taller: scripts that clear Times' letters would touch Helvetica's.
    let taller = max(0, font.xHeight - table.accentBaseHeight) * em
    var down = table.subscriptShiftDown * em
    var up = (cramped ? table.superscriptShiftUpCramped : table.superscriptShiftUp) * em + taller
    if let below { down = max(down, below.ascent - table.subscriptTopMax * em - taller) }
    if let above { up = max(up, above.descent + table.superscriptBottomMin * em) }
    if !base.isGlyph {
      let drop = self.em(level.script)
      down = max(down, base.box.descent + table.subscriptBaselineDropMin * drop)
      up = max(up, base.box.ascent - table.superscriptBaselineDropMax * drop)
    }
    if let below, let above {
      let gap = (up - above.descent) - (below.ascent - down)
      let missing = table.subSuperscriptGapMin * em - gap
      if missing > 0 {
        down += missing
        let raise = table.superscriptBottomMaxWithSubscript * em - (up - above.descent)
        if raise > 0 {
          up += raise
          down -= raise
        }
      }
    }
    return (down, up)
  }

  /// Something above and something below a base, centred.
  mutating func stacked(
    _ base: TextBox, above: MathNode?, below: MathNode?, lean: Double, _ level: MathLevel
  ) -> TextBox {
    let em = em(level)
    let top = above.map { box($0, level.script, cramped: false) }
    let bottom = below.map { box($0, level.script, cramped: true) }
    let width = max(base.width, top?.width ?? 0, bottom?.width ?? 0)
    var result = TextBox()
    result.place(base, x: (width - base.width) / 2)
    if let top {
      let rise = max(
        table.upperLimitBaselineRiseMin * em, table.upperLimitGapMin * em + top.descent)
      result.place(top, x: (width - top.width + lean) / 2, y: -(base.ascent + rise))
    }
    if let bottom {
      let drop = max(
        table.lowerLimitBaselineDropMin * em, table.lowerLimitGapMin * em + bottom.ascent)
      result.place(bottom, x: (width - bottom.width - lean) / 2, y: base.descent + drop)
    }
    result.width = width
    return result
  }
}
