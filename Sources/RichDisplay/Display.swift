import Synchronization

/// Shows a value in the notebook, between the prints before and after it.
///
/// A `RichDisplayable` value shows in its richest format, every other one by its description. In a
/// plain program the text goes to standard output.
///
/// - Parameter value: what to show.
/// - Returns: a handle by which the display can be replaced later.
@discardableResult
public func display<T>(_ value: T) -> DisplayHandle {
  let handle = DisplayHandle()
  handle.send(richRepresentation(of: value), isUpdate: false)
  return handle
}

/// A display that can be replaced in place.
///
/// ```swift
/// let handle = display("working …")
/// handle.update("done")
/// ```
public struct DisplayHandle: Sendable, Hashable {
  /// The name by which front ends know the display.
  public let identifier: String

  private static let count = Atomic(0)
  // Two executors of one notebook, before and after a restart, must not share names.
  private static let prefix = UInt64.random(in: 0...UInt64.max)

  init() {
    let number = Self.count.add(1, ordering: .relaxed).newValue
    identifier = "isochron-\(String(Self.prefix, radix: 36))-\(number)"
  }

  /// Shows another value where this display is, in every place that it is shown.
  ///
  /// - Parameter value: what to show instead.
  public func update<T>(_ value: T) { send(richRepresentation(of: value), isUpdate: true) }

  func send(_ representation: RichRepresentation, isUpdate: Bool) {
    if displaySink == nil {
      if !isUpdate { print(representation.plainText) }
    } else {
      sendToSink(
        #"{"kind":"display",\#(representation.jsonMembers),"#
          + #""identifier":\#(jsonString(identifier)),"update":\#(isUpdate)}"#)
    }
  }
}

/// Removes what the cell has shown so far.
///
/// - Parameter waitingForNext: whether to wait until the next output comes, which avoids flicker.
public func clearOutput(waitingForNext: Bool = false) {
  if displaySink != nil { sendToSink(#"{"kind":"clear","wait":\#(waitingForNext)}"#) }
}

/// Shows a value in the front end's pager, a place of its own for long text.
///
/// - Parameter value: what to show.
public func page<T>(_ value: T) {
  let representation = richRepresentation(of: value)
  if displaySink == nil {
    print(representation.plainText)
  } else {
    sendToSink(#"{"kind":"page",\#(representation.jsonMembers)}"#)
  }
}

/// Puts text into the front end's next cell, to be edited and run; a plain program prints it.
///
/// - Parameter text: the code of the next cell.
public func setNextCell(_ text: String) {
  if displaySink == nil {
    print(text)
  } else {
    sendToSink(#"{"kind":"nextInput","text":\#(jsonString(text))}"#)
  }
}

/// Shows the value of a cell's last expression; the cell compiler writes the call.
///
/// - Parameter value: the value; Void and display handles show nothing.
public func _isochronShowResult<T>(_ value: T) {
  if value is Void || value is DisplayHandle { return }
  let representation = richRepresentation(of: value)
  if displaySink == nil {
    print(representation.plainText)
  } else {
    sendToSink(#"{"kind":"result",\#(representation.jsonMembers)}"#)
  }
}

/// How any value shows itself: as it says if it is `RichDisplayable`, otherwise by its description.
///
/// - Parameter value: any value; an optional shows what it holds.
/// - Returns: at least a plain text.
public func richRepresentation<T>(of value: T) -> RichRepresentation {
  if let rich = value as? any RichDisplayable { return rich.richRepresentation }
  if let representation = value as? RichRepresentation { return representation }
  return RichRepresentation(plainText: plainDescription(of: value))
}
