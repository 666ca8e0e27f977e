import JSONModel

extension WidgetModel {
  /// A text with the widget's label before it.
  func labelled(_ text: String) -> String {
    guard let label = self["description"].string, !label.isEmpty else { return text }
    return "\(label): \(text)"
  }
}
