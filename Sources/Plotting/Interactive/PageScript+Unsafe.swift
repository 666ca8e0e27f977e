import _PlotScripts

/// A bundled script.
package enum PageScript {
  /// Plays films.
  case player
  /// Draws figures that can be zoomed.
  case figure

  /// The script's text.
  package var text: String {
    let file = isochron_script(
      Int32(self == .player ? isochron_script_player : isochron_script_figure))
    return String(
      decoding: UnsafeBufferPointer(start: file.bytes, count: file.count), as: UTF8.self)
  }
}
