import CellCompiler
import JSONModel

/// Gathers the outputs of one cell in the form in which notebooks store them.
struct NotebookOutputs: Sendable {
  let number: Int
  private(set) var outputs: [JSONValue] = []
  private var isClearing = false
  private var displays: [String: [Int]] = [:]

  init(number: Int) { self.number = number }

  mutating func receive(_ output: CellOutput) {
    switch output {
    case .stream(let stream, let text): append(text, to: stream.rawValue)
    case .display(let bundle, let identifier, let isUpdate):
      if isUpdate {
        update(bundle, identifier: identifier)
      } else {
        append(Self.stored(bundle, as: "display_data"))
        if let identifier { displays[identifier, default: []].append(outputs.count - 1) }
      }
    case .result(let bundle):
      append(Self.stored(bundle, as: "execute_result", ["execution_count": .integer(number)]))
    case .clear(let wait):
      if wait { isClearing = true } else { clear() }
    case .inputRequest, .page, .nextInput, .comm, .timing: break
    }
  }

  mutating func receive(_ failure: CellFailure) {
    append([
      "output_type": "error", "ename": .string(failure.name), "evalue": .string(failure.message),
      "traceback": .array(failure.traceback.map { .string($0) }),
    ])
  }

  private mutating func append(_ output: JSONValue) {
    if isClearing { clear() }
    outputs.append(output)
  }

  private mutating func append(_ text: String, to stream: String) {
    if isClearing { clear() }
    if let last = outputs.last, last["output_type"] == "stream", last["name"].string == stream {
      outputs.removeLast()
      outputs.append(Self.stream(stream, NotebookDocument.joined(last["text"]) + text))
    } else {
      outputs.append(Self.stream(stream, text))
    }
  }

  private mutating func update(_ bundle: MIMEBundle, identifier: String?) {
    guard let identifier else { return }
    for index in displays[identifier] ?? [] {
      outputs[index] = Self.stored(bundle, as: "display_data")
    }
  }

  private mutating func clear() {
    outputs = []
    displays = [:]
    isClearing = false
  }

  private static func stream(_ name: String, _ text: String) -> JSONValue {
    ["output_type": "stream", "name": .string(name), "text": NotebookDocument.lines(text)]
  }

  private static func stored(
    _ bundle: MIMEBundle, as type: String, _ more: [String: JSONValue] = [:]
  ) -> JSONValue {
    var data = bundle.data
    for (type, value) in data {
      // Text by lines, pictures in base64 in one piece.
      if let text = value.string, type.hasPrefix("text/") || type.hasSuffix("+xml") {
        data[type] = NotebookDocument.lines(text)
      }
    }
    let fields: [String: JSONValue] = [
      "output_type": .string(type), "data": .object(data), "metadata": .object(bundle.metadata),
    ]
    return .object(fields.merging(more) { $1 })
  }
}
