/// A type whose values show themselves as more than plain text in a notebook.
public protocol RichDisplayable {
  /// The value in as many formats as it has; front ends choose the richest they can show.
  var richRepresentation: RichRepresentation { get }
}

/// One value in several formats.
public struct RichRepresentation: Sendable, Hashable {
  /// Content of one format.
  public enum Content: Sendable, Hashable {
    /// Text: plain, HTML, Markdown, LaTeX, SVG.
    case text(String)
    /// Bytes, such as a PNG image; they travel in base64.
    case bytes([UInt8])
    /// JSON text that travels as JSON.
    case json(String)
  }

  /// The formats, with what each holds.
  public private(set) var contents: [MIMEType: Content] = [:]
  /// JSON text of an object for each format that has metadata, such as `{"width":300,"height":200}`.
  public private(set) var metadata: [MIMEType: String] = [:]

  /// A representation in plain text; every value has one.
  public init(plainText: String) { contents[.plainText] = .text(plainText) }

  /// The same with one more format in text form.
  public func adding(_ type: MIMEType, _ text: String) -> Self {
    var copy = self
    copy.contents[type] = .text(text)
    return copy
  }

  /// The same with HTML.
  public func html(_ text: String) -> Self { adding(.html, text) }
  /// The same with Markdown.
  public func markdown(_ text: String) -> Self { adding(.markdown, text) }
  /// The same with LaTeX, between dollars.
  public func latex(_ text: String) -> Self { adding(.latex, text) }
  /// The same with an SVG document.
  public func svg(_ text: String) -> Self { adding(.svg, text) }

  /// The same with JSON text.
  public func json(_ text: String, as type: MIMEType = .json) -> Self {
    var copy = self
    copy.contents[type] = .json(text)
    return copy
  }

  /// The same with a PNG image shown at a size in CSS pixels, which may be less than its own.
  ///
  /// - Parameters:
  ///   - bytes: the PNG file.
  ///   - width: shown width in CSS pixels.
  ///   - height: shown height in CSS pixels.
  ///   - needsLightBackground: whether a dark front end should put a light ground behind it.
  /// - Returns: the representation with the image added.
  public func png(_ bytes: [UInt8], width: Int, height: Int, needsLightBackground: Bool = false)
    -> Self
  {
    var copy = self
    copy.contents[.png] = .bytes(bytes)
    let ground = needsLightBackground ? #","needs_background":"light""# : ""
    copy.metadata[.png] = #"{"width":\#(width),"height":\#(height)\#(ground)}"#
    return copy
  }
}

/// A MIME type by name.
public struct MIMEType: RawRepresentable, Sendable, Hashable, ExpressibleByStringLiteral {
  /// For example "text/html".
  public var rawValue: String
  /// A type by name.
  public init(rawValue: String) { self.rawValue = rawValue }
  /// A type by name.
  public init(stringLiteral value: String) { rawValue = value }

  /// Plain text.
  public static let plainText: MIMEType = "text/plain"
  /// HTML.
  public static let html: MIMEType = "text/html"
  /// Markdown.
  public static let markdown: MIMEType = "text/markdown"
  /// LaTeX.
  public static let latex: MIMEType = "text/latex"
  /// SVG.
  public static let svg: MIMEType = "image/svg+xml"
  /// PNG.
  public static let png: MIMEType = "image/png"
  /// JSON.
  public static let json: MIMEType = "application/json"
}
