import RichDisplay

/// A small table as text and as HTML.
struct TableText {
  let title: String
  let header: [String]
  let rows: [[String]]

  var representation: RichRepresentation {
    let widths = header.indices.map { k in ([header] + rows).map { $0[k].count }.max() ?? 0 }
    let isNamed = header.contains { !$0.isEmpty }
    let lines = ((isNamed ? [header] : []) + rows).map { row in
      zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
        .joined(separator: "   ").trimmedEnd
    }
    let head =
      isNamed
      ? "<thead><tr>" + header.map { "<th>\($0)</th>" }.joined() + "</tr></thead>" : ""
    let body = rows.map { row in
      "<tr>" + row.map { "<td>\($0)</td>" }.joined() + "</tr>"
    }.joined()
    return RichRepresentation(plainText: ([title] + lines).joined(separator: "\n"))
      .html("<div>\(title)</div><table>\(head)<tbody>\(body)</tbody></table>")
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
