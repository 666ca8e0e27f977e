/// Something that can be drawn on a page: a plot, a sphere, a figure of several panels.
///
/// Backends render its display list; `save`, PNG and PDF come with the module PlottingCairo.
public protocol Drawable: Sendable {
  /// The value drawn at its own size and in its own style.
  ///
  /// - Returns: everything on the page, from back to front.
  /// - Throws: `PlottingError` for data that cannot be drawn, saying what to change.
  func displayList() throws -> DisplayList
}

extension Drawable {
  /// The value drawn, or a page that shows in readable words why it cannot be.
  ///
  /// For places that have no way to throw, such as the result of a notebook cell.
  public func displayListOrExplanation() -> DisplayList {
    do {
      return try displayList()
    } catch let error as PlottingError {
      return error.displayList()
    } catch {
      return PlottingError(.drawing, "\(error)").displayList()
    }
  }
}
