/// What a progress bar says at one moment.
package struct ProgressStatus {
  let label: String
  let done: Int
  let total: Int?
  let elapsed: Double

  /// A state at a time in seconds after the start.
  package init(label: String, done: Int, total: Int?, elapsed: Double) {
    self.label = label
    self.done = done
    self.total = total
    self.elapsed = elapsed
  }

  /// Done over total in 0 … 1, or nil where the total is not known.
  var fraction: Double? {
    total.map { $0 == 0 ? 1 : min(Double(done) / Double($0), 1) }
  }

  /// For example `[0:12 < 0:36, 41.2/s]`: elapsed, remaining, rate.
  package var timing: String {
    let rate = elapsed > 0 ? Double(done) / elapsed : 0
    let isOver = total.map { done >= $0 } ?? false
    let remaining =
      if let total, rate > 0, !isOver { " < " + duration(Double(total - done) / rate) } else { "" }
    return "[\(duration(elapsed))\(remaining), \(significant(rate))/s]"
  }

  /// One line of text with a bar of characters.
  package func line(barWidth: Int) -> String {
    let name = label.isEmpty ? "" : label + ": "
    guard let fraction, let total else { return "\(name)\(done) \(timing)" }
    let filled = Int(fraction * Double(barWidth))
    let bar =
      String(repeating: "█", count: filled) + String(repeating: "░", count: barWidth - filled)
    return "\(name)\(Int(fraction * 100)) % \(bar) \(done)/\(total) \(timing)"
  }

  /// The bar for front ends, in the colours of their theme.
  package var html: String {
    let name = label.isEmpty ? "" : "<span>\(htmlEscaped(label))</span> "
    let bar =
      fraction.map {
        #"<progress style="width:20em;vertical-align:middle" max="1" "#
          + #"value="\#(rounded($0, 4))"></progress> "#
      } ?? ""
    let count = total.map { "\(done)/\($0)" } ?? "\(done)"
    return #"<div style="font-variant-numeric:tabular-nums">\#(name)\#(bar)"#
      + "\(count) \(htmlEscaped(timing))</div>"
  }
}

/// Text with the characters that HTML reads as markup replaced.
///
/// - Parameter text: any text.
/// - Returns: the text for use in HTML content and quoted attributes.
public func htmlEscaped(_ text: String) -> String {
  var result = ""
  result.reserveCapacity(text.utf8.count)
  for character in text.unicodeScalars {
    switch character {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "'": result += "&#39;"
    default: result.unicodeScalars.append(character)
    }
  }
  return result
}

/// `m:ss`, or `h:mm:ss` from an hour on.
private func duration(_ seconds: Double) -> String {
  guard seconds.isFinite, seconds < 1e8 else { return "–" }
  let whole = Int(seconds.rounded())
  func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
  return hours > 0 ? "\(hours):\(padded(minutes)):\(padded(rest))" : "\(minutes):\(padded(rest))"
}

/// A rate with three digits or so.
private func significant(_ value: Double) -> String {
  switch value {
  case ..<10: rounded(value, 2)
  case ..<100: rounded(value, 1)
  default: String(Int(min(value, 1e18).rounded()))
  }
}

/// A number of at most so many decimals.
private func rounded(_ value: Double, _ decimals: Int) -> String {
  var scale = 1.0
  for _ in 0..<decimals { scale *= 10 }
  return String((value * scale).rounded() / scale)
}
