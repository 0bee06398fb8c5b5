using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>
/// Signed bytes in [-127, 127], zero point 0, as the model-file tools of 2018 and 2019 did: scale = magnitude / 127 and factor = 127 /
/// magnitude in single precision; code = x * factor, ties away from zero. Zeros have the scale 1 in a tensor with one scale, 0 in a channel
/// of their own. Source: LiteRT kernels/internal/reference/portable_tensor_utils.cc (SymmetricQuantizeFloats) and tools/optimize (per
/// channel), as recorded.
/// </summary>
/// <param name="elementType">Int8, or UInt8 for the files of December 2018, whose tensors call the same signed bytes unsigned.</param>
internal sealed class SymmetricInt8Float32Solver(string name, ElementType elementType) : MinMaxSolver
{
    public override string Name => name;

    public override ElementType ElementType => elementType;

    public override bool HasChannels => elementType == ElementType.Int8;

    public override bool IsSymmetric => true;

    public override SolvedWeights Solve(Tensor weights, int? channelAxis) => Solve<SingleProduct>(
        weights, channelAxis, range => ScaleOf(range.Magnitude, channelAxis is null ? 1 : 0), -127, 127);

    private static CodeScale ScaleOf(float magnitude, float scaleOfZeros) =>
        magnitude == 0 ? new CodeScale(scaleOfZeros, 0, 0) : new CodeScale(magnitude / 127f, 127f / magnitude, 0);
}
