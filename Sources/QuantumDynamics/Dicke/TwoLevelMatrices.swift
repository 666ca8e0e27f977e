import ComplexModule
import LinearAlgebra

/// The matrices of one two-level system, excited state first.
enum TwoLevelMatrices {
  static let raising = Matrix<ComplexDouble>(rowMajor: [[0, 1], [0, 0]])
  static let lowering = Matrix<ComplexDouble>(rowMajor: [[0, 0], [1, 0]])
  static let halfZ = Matrix<ComplexDouble>(
    rowMajor: [[ComplexDouble(0.5), 0], [0, ComplexDouble(-0.5)]])
}
