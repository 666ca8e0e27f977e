/// What an examination found.
struct DoctorFinding {
  enum Status {
    case present
    /// Cells run without it.
    case advisable
    case missing
  }

  let status: Status
  /// Where it is, or what was looked for.
  let detail: String
  /// How to get it.
  let remedy: String?

  static func present(_ detail: String) -> Self {
    Self(status: .present, detail: detail, remedy: nil)
  }

  static func missing(_ detail: String, remedy: String) -> Self {
    Self(status: .missing, detail: detail, remedy: remedy)
  }

  static func advisable(_ detail: String, remedy: String) -> Self {
    Self(status: .advisable, detail: detail, remedy: remedy)
  }

  var mark: String {
    switch status {
    case .present: "✓"
    case .advisable: "–"
    case .missing: "✗"
    }
  }
}
