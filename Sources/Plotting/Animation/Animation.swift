import Preconditions

/// A film: a drawing for each of a number of frames.
///
/// Axes, colours and the place of a legend stay where they are from frame to frame: what follows
/// the data is settled for all frames together, once, before the first is drawn.
///
/// ```swift
/// let film = Animation(frames: 120, rate: 30) { frame in
///   Plot { Line(over: 0...10) { sin($0 - 2 * .pi * frame.phase) } }
/// }
/// try film.save("wave.gif")
/// ```
public struct Animation: Sendable {
  /// How many frames there are.
  public let frameCount: Int
  /// Frames in a second.
  public let rate: Double
  /// How often files play from the start; 0 is for ever.
  public var repeatCount = 0
  /// Text for those who cannot see, or nil to describe the first frame.
  public var altText: String?

  private let content: @Sendable (AnimationFrame) throws -> any Drawable

  /// A film of drawings.
  ///
  /// - Parameters:
  ///   - frames: how many frames, at least 1.
  ///   - rate: frames in a second; files keep it exactly where their format can.
  ///   - content: what is drawn in a frame. It is asked for frames in any order, from several
  ///     threads, and twice for each where axes follow the data.
  public init<Content: Drawable>(
    frames: Int, rate: Double = 25,
    _ content: @escaping @Sendable (AnimationFrame) throws -> Content
  ) {
    requirePrecondition(frames >= 1, "An animation needs at least 1 frame, got \(frames).")
    requirePrecondition(
      rate.isFinite && rate > 0,
      "An animation needs a positive finite number of frames in a second, got \(rate).")
    frameCount = frames
    self.rate = rate
    self.content = { try content($0) }
  }

  /// A film of one frame for each element.
  ///
  /// - Parameters:
  ///   - elements: for example times or states, at least one.
  ///   - rate: frames in a second.
  ///   - content: what is drawn for an element.
  public init<Element: Sendable, Content: Drawable>(
    over elements: [Element], rate: Double = 25,
    _ content: @escaping @Sendable (Element) throws -> Content
  ) {
    self.init(frames: elements.count, rate: rate) { try content(elements[$0.index]) }
  }

  /// The same with text for those who cannot see.
  public func altText(_ text: String) -> Animation {
    var copy = self
    copy.altText = text
    return copy
  }

  /// The same played a number of times; 0 is for ever.
  public func repeated(_ count: Int) -> Animation {
    requirePrecondition(count >= 0, "A film cannot be repeated \(count) times.")
    var copy = self
    copy.repeatCount = count
    return copy
  }

  /// How long it takes once, in seconds.
  public var duration: Double { Double(frameCount) / rate }

  /// A frame as it was given, before the frames agree on their axes.
  package func drawable(_ index: Int) throws -> any Drawable {
    try content(AnimationFrame(index: index, count: frameCount, rate: rate))
  }

  /// The same film with only every so-many-th frame, as long as before.
  package func thinned(by step: Int) -> Animation {
    let whole = self
    var copy = Animation(
      frameCount: (frameCount + step - 1) / step, rate: rate / Double(step),
      drawing: {
        try whole.drawable($0.index * step)
      })
    copy.repeatCount = repeatCount
    copy.altText = altText
    return copy
  }

  private init(
    frameCount: Int, rate: Double,
    drawing content: @escaping @Sendable (AnimationFrame) throws -> any Drawable
  ) {
    self.frameCount = frameCount
    self.rate = rate
    self.content = content
  }
}

/// Which frame of a film is to be drawn.
public struct AnimationFrame: Sendable, Hashable {
  /// 0, 1, … count − 1.
  public let index: Int
  /// How many frames the film has.
  public let count: Int
  /// Frames in a second.
  public let rate: Double

  package init(index: Int, count: Int, rate: Double) {
    self.index = index
    self.count = count
    self.rate = rate
  }

  /// Seconds since the start of the film.
  public var time: Double { Double(index) / rate }
  /// From 0 in the first frame to 1 in the last.
  public var fraction: Double { count > 1 ? Double(index) / Double(count - 1) : 0 }
  /// index / count: from 0 to just before 1, for films whose end leads into their start.
  public var phase: Double { Double(index) / Double(count) }
}
