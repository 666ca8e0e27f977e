import RichDisplay

/// A title, and rows under heads, for terminals and notebooks.
struct SummaryTable {
  let title: String
  var heads: [String] = []
  var rows: [[String]] = []

  var representation: RichRepresentation {
    let plain = RichRepresentation(plainText: text)
    return rows.isEmpty ? plain : plain.html(html)
  }

  private var text: String {
    guard !rows.isEmpty else { return title }
    let all = [heads] + rows
    let widths = heads.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    let lines = all.map { row in
      zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
        .joined(separator: "   ")
    }
    return ([title] + lines).joined(separator: "\n")
  }

  private var html: String {
    let style = "text-align:left;font-variant-numeric:tabular-nums;padding:0.15em 0.7em"
    let head = heads.map { "<th style=\"\(style)\">\(htmlEscaped($0))</th>" }.joined()
    let body = rows.map { row in
      "<tr>" + row.map { "<td style=\"\(style)\">\(htmlEscaped($0))</td>" }.joined() + "</tr>"
    }
    return "<div><b>\(htmlEscaped(title))</b></div><table><thead><tr>\(head)</tr></thead><tbody>"
      + body.joined() + "</tbody></table>"
  }
}
