/// What TeX's commands stand for.
package enum MathSymbols {
  /// The names of all commands that are one character.
  package static var characterCommands: [String] { commands.keys.sorted() }

  /// Commands that are one character, by class.
  static let commands: [String: (scalar: Unicode.Scalar, atomClass: AtomClass)] = {
    var table: [String: (scalar: Unicode.Scalar, atomClass: AtomClass)] = [:]
    for (atomClass, list) in lists {
      // "name character" pairs.
      let words = list.split(whereSeparator: \.isWhitespace)
      for index in stride(from: 0, to: words.count - 1, by: 2) {
        guard let scalar = words[index + 1].unicodeScalars.first else { continue }
        table[String(words[index])] = (scalar, atomClass)
      }
    }
    return table
  }()

  /// Classes of characters that are typed directly; others are ordinary.
  static let classes: [Unicode.Scalar: AtomClass] = {
    var table: [Unicode.Scalar: AtomClass] = [:]
    for entry in commands.values where entry.atomClass != .ordinary {
      table[entry.scalar] = entry.atomClass
    }
    let typed: [(AtomClass, String)] = [
      (.relation, "=<>:≔≕≡≢∉≮≯≁≉"), (.binary, "+−-*∗·⋅"), (.opening, "([{⟨⌊⌈"),
      (.closing, ")]}⟩⌋⌉!?"), (.punctuation, ",;"), (.ordinary, "|‖/.′″"),
    ]
    for (atomClass, characters) in typed {
      for scalar in characters.unicodeScalars { table[scalar] = atomClass }
    }
    return table
  }()

  /// Functions whose names are set upright; those with limits in displays.
  static let functions: Set<String> = [
    "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "arcsin", "arccos",
    "arctan", "exp", "ln", "log", "lg", "arg", "deg", "dim", "hom", "ker", "tr", "Tr", "erf", "sgn",
    "rank", "diag", "var", "cov", "sinc",
  ]
  static let functionsWithLimits: Set<String> = [
    "max", "min", "lim", "sup", "inf", "det", "gcd", "Pr", "argmax", "argmin", "limsup", "liminf",
  ]

  /// Accents, as combining characters; the last ones stretch.
  static let accents: [String: Unicode.Scalar] = [
    "hat": "\u{302}", "check": "\u{30c}", "tilde": "\u{303}", "acute": "\u{301}",
    "grave": "\u{300}", "dot": "\u{307}", "ddot": "\u{308}", "dddot": "\u{20db}",
    "breve": "\u{306}",
    "bar": "\u{304}", "vec": "\u{20d7}", "mathring": "\u{30a}",
  ]
  static let wideAccents: [String: Unicode.Scalar] = [
    "widehat": "\u{302}", "widetilde": "\u{303}", "overrightarrow": "\u{20d7}",
  ]

  /// Commands that change the letters of their argument.
  static let alphabets: [String: MathAlphabet] = [
    "mathrm": .upright, "mathup": .upright, "operatorname": .upright, "mathit": .italic,
    "mathnormal": .automatic, "mathbf": .bold, "boldsymbol": .boldItalic, "bm": .boldItalic,
    "mathcal": .script, "mathscr": .script, "mathbb": .doubleStruck, "mathfrak": .fraktur,
    "mathsf": .sans, "mathtt": .typewriter,
    "symup": .upright, "symit": .italic, "symbf": .bold,
  ]

  /// Spaces in ems.
  static let spaces: [String: Double] = [
    ",": MathSpacing.thin, "thinspace": MathSpacing.thin, ":": MathSpacing.medium,
    ">": MathSpacing.medium, ";": MathSpacing.thick, "!": -MathSpacing.thin, "quad": 1,
    "qquad": 2, "enspace": 0.5, " ": 0.25, "~": 0.25, "space": 0.25,
  ]

  /// Delimiters by command.
  static let delimiters: [String: Unicode.Scalar] = [
    "{": "{", "}": "}", "lbrace": "{", "rbrace": "}", "lbrack": "[", "rbrack": "]",
    "langle": "⟨", "rangle": "⟩", "|": "‖", "Vert": "‖", "lVert": "‖", "rVert": "‖", "vert": "|",
    "lvert": "|", "rvert": "|", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉",
    "backslash": "\\", "uparrow": "↑", "downarrow": "↓", "updownarrow": "↕",
  ]

  /// Characters that may follow `\left` and `\right` directly.
  static let typedDelimiters: Set<Unicode.Scalar> = [
    "(", ")", "[", "]", "|", "/", "⟨", "⟩", "⌊", "⌋", "⌈", "⌉", "‖", "<", ">",
  ]

  /// The negated form after `\not`.
  static let negations: [Unicode.Scalar: Unicode.Scalar] = [
    "=": "≠", "∈": "∉", "≡": "≢", "<": "≮", ">": "≯", "∼": "≁", "≈": "≉", "⊂": "⊄", "∃": "∄",
    "∋": "∌", "∥": "∦", "≤": "≰", "≥": "≱", "→": "↛",
  ]

  /// Unicode's own superscripts and subscripts, as the characters they raise and lower.
  static let raised: [Unicode.Scalar: Unicode.Scalar] = pairs(
    "⁰0 ¹1 ²2 ³3 ⁴4 ⁵5 ⁶6 ⁷7 ⁸8 ⁹9 ⁺+ ⁻- ⁿn ⁱi ⁽( ⁾)")
  static let lowered: [Unicode.Scalar: Unicode.Scalar] = pairs(
    "₀0 ₁1 ₂2 ₃3 ₄4 ₅5 ₆6 ₇7 ₈8 ₉9 ₊+ ₋- ₌= ₍( ₎) ₐa ₑe ₒo ₓx ₖk ₗl ₘm ₙn ₚp ₛs ₜt ᵢi ⱼj")

  private static func pairs(_ list: String) -> [Unicode.Scalar: Unicode.Scalar] {
    var table: [Unicode.Scalar: Unicode.Scalar] = [:]
    for pair in list.split(separator: " ") {
      if let first = pair.unicodeScalars.first, let last = pair.unicodeScalars.last {
        table[first] = last
      }
    }
    return table
  }

  private static let lists: [(AtomClass, String)] = [
    (
      .ordinary,
      """
      alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι
      kappa κ varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ
      varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω
      Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ
      Nu Ν Xi Ξ Omicron Ο Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω
      hbar ℏ hslash ℏ ell ℓ imath ı jmath ȷ partial ∂ nabla ∇ infty ∞ Re ℜ Im ℑ wp ℘ aleph ℵ
      emptyset ∅ varnothing ∅ forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ prime ′ degree °
      angle ∠ triangle △ square □ blacksquare ■ clubsuit ♣ diamondsuit ♢
      heartsuit ♡ spadesuit ♠ flat ♭ natural ♮ sharp ♯ checkmark ✓ top ⊤ bot ⊥ complement ∁
      ldots … dots … cdots ⋯ vdots ⋮ ddots ⋱ % % # # _ _ & & $ $ Hbar Ħ mho ℧ AA Å pounds £
      copyright © S § P ¶ i ı j ȷ
      """
    ),
    (
      .largeOperator,
      """
      sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigotimes ⨂
      bigodot ⨀ bigvee ⋁ bigwedge ⋀ biguplus ⨄
      """
    ),
    (
      .binary,
      """
      pm ± mp ∓ times × div ÷ cdot ⋅ ast ∗ star ⋆ bullet ∙ circ ∘ cup ∪ cap ∩ vee ∨ lor ∨ wedge ∧
      land ∧ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙ dagger † ddagger ‡ setminus ∖ wr ≀ amalg ⨿
      sqcup ⊔ sqcap ⊓ uplus ⊎ diamond ⋄ ltimes ⋉ rtimes ⋊
      """
    ),
    (
      .relation,
      """
      leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ equiv ≡ approx ≈ sim ∼ simeq ≃ cong ≅ propto ∝ ll ≪ gg ≫
      lesssim ≲ gtrsim ≳ leqslant ⩽ geqslant ⩾ prec ≺ succ ≻ preceq ⪯ succeq ⪰ asymp ≍ doteq ≐
      triangleq ≜ coloneqq ≔ in ∈ ni ∋ notin ∉ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ mid ∣ nmid ∤
      parallel ∥ perp ⊥ vdash ⊢ dashv ⊣ models ⊨ to → rightarrow → gets ← leftarrow ←
      leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ implies ⟹ iff ⟺ mapsto ↦
      longrightarrow ⟶ longleftarrow ⟵ longleftrightarrow ⟷ longmapsto ⟼ hookrightarrow ↪
      hookleftarrow ↩ uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ nearrow ↗
      searrow ↘ swarrow ↙ nwarrow ↖ rightleftharpoons ⇌ rightharpoonup ⇀ leftharpoonup ↼
      rightsquigarrow ⇝ bowtie ⋈ therefore ∴ because ∵
      """
    ),
    (.opening, "langle ⟨ lfloor ⌊ lceil ⌈ lbrace { lbrack [ lvert | lVert ‖ { {"),
    (.closing, "rangle ⟩ rfloor ⌋ rceil ⌉ rbrace } rbrack ] rvert | rVert ‖ } }"),
    (.punctuation, "colon : ldotp ."),
    (.ordinary, "vert | Vert ‖ | ‖ backslash \\ lq ‘ rq ’"),
  ]
}
