extension MathLayout {
  /// One thing over another (TeX's rule 15).
  mutating func fraction(
    _ upper: MathNode, _ lower: MathNode, hasBar: Bool, _ level: MathLevel, cramped: Bool
  ) -> Item {
    let em = em(level)
    let isDisplay = level == .display
    let top = box(upper, level.fraction, cramped: cramped)
    let bottom = box(lower, level.fraction, cramped: true)
    let axis = font.axisHeight * em
    let rule = hasBar ? font.ruleThickness * em : 0
    // The table's shifts are made for its own axis.
    let moved = axis - table.axisHeight * em
    var up = moved
    var down = -moved
    if isDisplay {
      up += table.numeratorDisplayShiftUp * em
      down += table.denominatorDisplayShiftDown * em
    } else {
      up += table.numeratorShiftUp * em
      down += table.denominatorShiftDown * em
    }
    let gapAbove: Double
    let gapBelow: Double
    if hasBar {
      gapAbove = (isDisplay ? table.numeratorDisplayGapMin : table.numeratorGapMin) * em
      gapBelow = (isDisplay ? table.denominatorDisplayGapMin : table.denominatorGapMin) * em
    } else {
      gapAbove = table.stackGapMin * em / 2
      gapBelow = gapAbove
    }
    up = max(up, axis + rule / 2 + gapAbove + top.descent)
    down = max(down, bottom.ascent + gapBelow + rule / 2 - axis)

    let inner = max(top.width, bottom.width)
    // The bar reaches a little beyond what it divides, and keeps clear of its neighbours.
    let overhang = hasBar ? 0.06 * em : 0
    let margin = 0.08 * em
    let width = inner + 2 * (overhang + margin)
    var result = TextBox()
    result.place(top, x: (width - top.width) / 2, y: -up)
    result.place(bottom, x: (width - bottom.width) / 2, y: down)
    if hasBar {
      result.rules.append(
        Rectangle(
          x: margin, y: -axis - rule / 2, width: width - 2 * margin, height: rule))
    }
    result.width = width
    return Item(box: result, atomClass: .inner)
  }

  /// A root (TeX's rule 11).
  mutating func radical(_ body: MathNode, degree: MathNode?, _ level: MathLevel) -> Item {
    let em = em(level)
    let inner = box(body, level, cramped: true)
    let rule = table.radicalRuleThickness * em
    var gap = (level == .display ? table.radicalDisplayVerticalGap : table.radicalVerticalGap) * em
    // Short letters get the bar of tall ones, so that roots in a row line up.
    let top = max(inner.ascent, font.xHeight * em)
    let wanted = top + max(inner.descent, 0) + gap + rule
    var sign = grown("√", .vertical, to: wanted, level)
    // What the sign is too tall is shared between above and below.
    let excess = sign.height - wanted
    if excess > 0 { gap += excess / 2 }
    let ruleTop = -(top + gap + rule)

    var result = TextBox()
    if let degree {
      let small = box(degree, .scriptScript, cramped: false)
      let lowest = ruleTop + sign.height
      let raise = table.radicalDegreeBottomRaise * sign.height
      result.width = max(0, table.radicalKernBeforeDegree * em)
      result.place(small, x: result.width, y: lowest - raise - small.descent)
      result.width = max(0, result.width + small.width + table.radicalKernAfterDegree * em)
    }
    let start = result.width
    // The bar begins where the sign's ink ends, which may be short of its width.
    let ink = sign.glyphs.map { glyph in
      glyph.x + glyph.face.bounds(glyph: glyph.identifier).maxX * glyph.size
    }
    let barStart = start + (ink.max() ?? sign.width) - 0.01 * em
    for index in sign.glyphs.indices { sign.glyphs[index].text = index == 0 ? "√" : "" }
    result.place(sign, x: start, y: ruleTop + sign.ascent)
    result.place(inner, x: start + sign.width)
    result.rules.append(
      Rectangle(
        x: barStart, y: ruleTop, width: start + sign.width + inner.width - barStart,
        height: rule))
    result.width = start + sign.width + inner.width
    result.ascent = max(result.ascent, -ruleTop)
    return Item(box: result, atomClass: .ordinary)
  }

  /// A bar over or under something.
  mutating func bar(over: Bool, _ body: MathNode, _ level: MathLevel) -> Item {
    let em = em(level)
    var result = box(body, level, cramped: over)
    let rule = font.ruleThickness * em
    let gap = 0.75 * table.overbarVerticalGap * em
    if over {
      result.rules.append(
        Rectangle(x: 0, y: -result.ascent - gap - rule, width: result.width, height: rule))
      result.ascent += gap + rule
    } else {
      result.rules.append(
        Rectangle(x: 0, y: result.descent + gap, width: result.width, height: rule))
      result.descent += gap + rule
    }
    return Item(box: result, atomClass: .ordinary)
  }
}
