/// What the frames of a film have in common, so that nothing jumps from one to the next.
package struct FrameAgreement: Sendable {
  private var panels: [PanelAgreement] = []
  private var size: Size

  /// What all frames agree on.
  ///
  /// - Parameters:
  ///   - animation: the film.
  ///   - step: called after each frame that was looked at.
  /// - Throws: what drawing a frame throws.
  package init(of animation: Animation, step: () -> Void = {}) throws {
    let first = try animation.drawable(0)
    size = try first.displayList().size
    // Obstacles take a while to find, and a legend is large: some frames say enough about it.
    let samples = Set((0..<24).map { $0 * (animation.frameCount - 1) / 23 })
    var isOpen = true
    for index in 0..<animation.frameCount {
      defer { step() }
      guard isOpen || samples.contains(index) else { continue }
      let plots = try Self.plots(of: index == 0 ? first : animation.drawable(index))
      if panels.isEmpty { panels = plots.map { _ in PanelAgreement() } }
      guard plots.count == panels.count else {
        throw PlottingError(
          .drawing,
          "Frame \(index) of this animation has \(plots.count) panels, the first one "
            + "\(panels.count). Give all frames the same panels.")
      }
      var follows = false
      for (panel, prepared) in plots.enumerated() {
        guard let prepared else { continue }
        follows = panels[panel].note(prepared) || follows
        if samples.contains(index) { panels[panel].noteLegend(prepared, page: size) }
      }
      if index == 0 { isOpen = follows }
    }
  }

  /// The plots of a frame in the order of its panels; nil for other panels.
  private static func plots(of frame: any Drawable) throws -> [PreparedPlot?] {
    if let plot = frame as? Plot { return [try PreparedPlot(plot, style: plot.style)] }
    guard let figure = frame as? Figure else { return [] }
    return try figure.grid.leaves.map { try $0(figure.style) as? PreparedPlot }
  }

  /// A frame that keeps to what was agreed.
  package func applied(to frame: any Drawable) -> any Drawable {
    if var plot = frame as? Plot, let agreement = panels.first {
      plot = agreement.applied(to: plot)
      if plot.size == nil { plot.size = size }
      return plot
    }
    guard var figure = frame as? Figure, !panels.isEmpty else { return frame }
    let panels = panels
    var index = 0
    figure.grid = figure.grid.mappingLeaves { prepare in
      let agreement = panels[min(index, panels.count - 1)]
      index += 1
      return { style in
        let panel = try prepare(style)
        guard let prepared = panel as? PreparedPlot else { return panel }
        return try PreparedPlot(agreement.applied(to: prepared.plot), style: style)
      }
    }
    if figure.height == nil { figure.height = .points(size.height) }
    return figure
  }
}

extension Grid {
  typealias Preparation = @Sendable (FigureStyle) throws -> any PanelContent

  /// The panels that are no grids, in the order of their labels.
  fileprivate var leaves: [Preparation] {
    cells.flatMap { cell -> [Preparation] in
      switch cell.panel.content {
      case .panel(let prepare): [prepare]
      case .grid(let inner): inner.leaves
      }
    }
  }

  /// The grid with other panels in the place of its own.
  fileprivate func mappingLeaves(_ change: (@escaping Preparation) -> Preparation) -> Grid {
    var copy = self
    copy.panels = panels.map { panel in
      var panel = panel
      switch panel.content {
      case .panel(let prepare): panel.content = .panel(prepare: change(prepare))
      case .grid(let inner): panel.content = .grid(inner.mappingLeaves(change))
      }
      return panel
    }
    return copy
  }
}
