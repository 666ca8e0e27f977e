extension PlotFrame {
  /// What a mark draws, cut at the axes.
  ///
  /// Lines and areas end at the axes; a marker whose point is on them is drawn whole.
  func clipped(_ items: [DisplayItem]) -> DisplayGroup {
    var reach = 0.0
    for case .markers(let marker, let positions, _, let scales) in items {
      let size = (marker.size / 2 + marker.outline) * 1.5 * (scales.max() ?? 1)
      let inner = rectangle.inset(by: size)
      if positions.contains(where: { !inner.contains($0) }) { reach = max(reach, size) }
    }
    guard reach > 0 else { return DisplayGroup(role: "data", clip: rectangle, items: items) }
    var parts: [DisplayItem] = []
    var lines: [DisplayItem] = []
    func close() {
      guard !lines.isEmpty else { return }
      parts.append(.group(DisplayGroup(role: "inside", clip: rectangle, items: lines)))
      lines = []
    }
    for item in items {
      guard case .markers(let marker, let positions, let colors, let scales) = item else {
        lines.append(item)
        continue
      }
      close()
      let visible = rectangle.outset(by: 0.01)
      let kept = positions.indices.filter { visible.contains(positions[$0]) }
      guard !kept.isEmpty else { continue }
      parts.append(
        .markers(
          marker, positions: kept.map { positions[$0] },
          colors: colors.count > 1 ? kept.map { colors[$0] } : colors,
          scales: scales.count > 1 ? kept.map { scales[$0] } : scales))
    }
    close()
    return DisplayGroup(role: "data", clip: rectangle.outset(by: reach), items: parts)
  }
}
