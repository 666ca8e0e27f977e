import Dispatch
import Foundation
import Plotting
import RichDisplay
import Synchronization

/// The frames of a film as pixels, in order, drawn by all processors a few at a time.
struct FrameStream: Sendable {
  let animation: Animation
  let agreement: FrameAgreement
  /// Pixels per point.
  let scale: Double
  /// Columns.
  let width: Int
  /// Rows.
  let height: Int
  let isOpaque: Bool

  /// The frames of a film at a resolution.
  ///
  /// - Parameters:
  ///   - animation: the film.
  ///   - agreement: what its frames agree on.
  ///   - scale: pixels per point.
  /// - Throws: what drawing the first frame throws.
  init(_ animation: Animation, agreement: FrameAgreement, scale: Double) throws {
    self.animation = animation
    self.agreement = agreement
    self.scale = scale
    let list = try agreement.applied(to: animation.drawable(0)).displayList()
    try RasterRenderer.checkSize(list.size)
    width = RasterRenderer.pixels(list.size.width, scale)
    height = RasterRenderer.pixels(list.size.height, scale)
    isOpaque = list.background.map { $0.alpha >= 1 } ?? false
  }

  /// A frame's drawing.
  func displayList(_ index: Int) throws -> DisplayList {
    try agreement.applied(to: animation.drawable(index)).displayList()
  }

  /// A frame's pixels.
  func frame(_ index: Int) throws -> PixelFrame {
    let list = try displayList(index)
    let frame = try RasterRenderer.image(of: list, scale: scale).pixelFrame()
    guard frame.width == width, frame.height == height else {
      throw PlottingError(
        .drawing,
        "Frame \(index) of this animation is \(frame.width) × \(frame.height) pixels, the first "
          + "one \(width) × \(height). Give all frames one size, for example by "
          + ".size(width:height:).")
    }
    return frame
  }

  /// Hands the frames' encoded parts to a consumer in order.
  ///
  /// - Parameters:
  ///   - bar: counts the frames.
  ///   - keyInterval: every so many frames one is encoded without the one before it.
  ///   - encode: makes a part of a frame and the one before it; called from several threads.
  ///   - consume: takes the parts one by one, in order.
  /// - Throws: what drawing or consuming throws; an interrupt is an error as well.
  func forEach<Part: Sendable>(
    bar: ProgressBar, keyInterval: Int = .max,
    encode: @escaping @Sendable (PixelFrame, PixelFrame?) throws -> Part,
    consume: (Part) throws -> Void
  ) throws {
    // So many frames are in memory at once.
    let window = max(2, ProcessInfo.processInfo.activeProcessorCount)
    var last: PixelFrame?
    var start = 0
    while start < animation.frameCount {
      let indices = start..<min(start + window, animation.frameCount)
      let frames = try Self.parallel(indices.count) { try frame(indices.lowerBound + $0) }
      let before = last
      let parts = try Self.parallel(indices.count) {
        let isKey = (indices.lowerBound + $0) % keyInterval == 0
        return try encode(frames[$0], isKey ? nil : $0 == 0 ? before : frames[$0 - 1])
      }
      for part in parts {
        try consume(part)
        bar.advance()
      }
      last = frames.last
      start = indices.upperBound
    }
    bar.finish()
  }

  /// Results of independent tasks on all processors.
  ///
  /// - Parameters:
  ///   - count: how many tasks.
  ///   - task: makes the result of a number.
  /// - Returns: the results in order.
  /// - Throws: the first task's error; an interrupt, which leaves a task without result.
  static func parallel<Result: Sendable>(
    _ count: Int, _ task: @Sendable (Int) throws -> Result
  ) throws -> [Result] {
    let slots = Mutex<[Swift.Result<Result, any Error>?]>(Array(repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let result = Swift.Result { try task(index) }
      slots.withLock { $0[index] = result }
    }
    return try slots.withLock { $0 }.map {
      guard let result = $0 else {
        throw PlottingError(.drawing, "The animation was interrupted before it was complete.")
      }
      return try result.get()
    }
  }
}
