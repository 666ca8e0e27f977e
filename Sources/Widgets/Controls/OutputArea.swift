import JSONModel
import RichDisplay
import Synchronization

/// A place that shows a value and can stand among other widgets.
///
/// ```swift
/// let area = OutputArea()
/// area.show(plot)        // in the place of what it showed before
/// ```
public final class OutputArea: Widget {
  /// The other half, which the front end shows.
  public let model: WidgetModel
  private let text = Mutex("")

  /// An empty place.
  public init() {
    model = WidgetModel(.output, ["outputs": []], style: nil)
  }

  /// Shows a value in the place of what was there.
  ///
  /// - Parameter value: anything that a cell could show.
  public func show<T>(_ value: T) {
    let representation = RichDisplay.richRepresentation(of: value)
    text.withLock { $0 = representation.plainText }
    let bundle = (try? JSONValue(parsing: Array(representation.jsonText.utf8))) ?? [:]
    model.set([
      "outputs": [
        [
          "output_type": "display_data", "data": bundle["data"], "metadata": bundle["metadata"],
        ]
      ]
    ])
  }

  /// Shows a text in the place of what was there, as an error.
  ///
  /// - Parameter text: the error's description.
  public func showError(_ text: String) {
    self.text.withLock { $0 = text }
    model.set([
      "outputs": [["output_type": "stream", "name": "stderr", "text": .string(text + "\n")]]
    ])
  }

  /// Shows nothing.
  public func clear() {
    text.withLock { $0 = "" }
    model.set(["outputs": []])
  }

  /// The text of what is shown.
  public var description: String { text.withLock { $0 } }
}
