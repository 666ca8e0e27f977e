import Foundation
import RichDisplay

/// A result in the formats of a notebook: a title, facts and, where there is one, a table.
struct ResultTable {
  /// What the thing is.
  let title: String
  /// Names and values that are worth knowing.
  let facts: [(name: String, value: String)]
  /// The heads of the columns.
  var columns: [String] = []
  /// The cells, row by row.
  var rows: [[String]] = []

  /// All formats.
  var representation: RichRepresentation { RichRepresentation(plainText: plainText).html(html) }

  /// A few lines for terminals.
  var plainText: String {
    var lines = [title] + facts.map { "  \($0.name): \($0.value)" }
    if !rows.isEmpty {
      let all = [columns] + rows
      let widths = columns.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
      lines += all.map { row in
        "  "
          + zip(row, widths).map { String(repeating: " ", count: $1 - $0.count) + $0 }
          .joined(separator: "   ")
      }
    }
    return lines.joined(separator: "\n")
  }

  private var html: String {
    let style = "text-align:right;font-variant-numeric:tabular-nums;padding:0.15em 0.7em"
    var result = "<div><b>\(Self.escaped(title))</b></div>"
    result += facts.map { "<div>\(Self.escaped($0.name)): \(Self.escaped($0.value))</div>" }
      .joined()
    guard !rows.isEmpty else { return result }
    let head = columns.map { "<th style=\"\(style)\">\(Self.escaped($0))</th>" }.joined()
    let body = rows.map { row in
      "<tr>" + row.map { "<td style=\"\(style)\">\(Self.escaped($0))</td>" }.joined() + "</tr>"
    }
    return result + "<table><thead><tr>\(head)</tr></thead><tbody>\(body.joined())</tbody></table>"
  }

  private static func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
      .replacingOccurrences(of: ">", with: "&gt;")
  }

  /// A number with a few digits.
  static func number(_ value: Double, digits: Int = 6) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "−∞" : "∞" }
    return String(format: "%.\(digits)g", value).replacingOccurrences(of: "-", with: "−")
  }

  /// A time with its unit.
  static func seconds(_ value: Double) -> String {
    value < 1 ? "\(number(value * 1000, digits: 3)) ms" : "\(number(value, digits: 3)) s"
  }
}
