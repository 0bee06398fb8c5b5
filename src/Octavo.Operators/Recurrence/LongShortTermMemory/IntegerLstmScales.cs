using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// The factors between the scales of an integer long short-term memory, each in float32 as the file's scales are. Gates have scale 2^-12,
/// or their intermediate's where they are normalized. Source: LiteRT tflite/kernels/lstm.cc, PopulateQuantizedLstmParams8x8_16.
/// </summary>
internal sealed class IntegerLstmScales(Node node, LstmOperands operands, LstmAttributes attributes)
{
    private const int HiddenIntermediate = 4;

    private readonly bool isNormalized = node.OptionalInput(operands.Normalizations + LstmOperands.OutputGate) is not null;

    /// <summary>The cell's scale is 2^CellExponent.</summary>
    public int CellExponent => Math.ILogB(ScaleOf(operands.CellState));

    public int InputZeroPoint => ZeroPointOf(node.Input(0));

    public int HiddenStateZeroPoint => ZeroPointOf(node.Input(operands.HiddenState));

    /// <summary>Of the hidden values before a projection.</summary>
    public int HiddenZeroPoint => ZeroPointOf(node.Intermediates[HiddenIntermediate]!);

    public QuantizedMultiplier Hidden => QuantizedMultiplier.From((float)(Math.ScaleB(1, -15) / HiddenScale * Math.ScaleB(1, -15)));

    public QuantizedMultiplier Projection =>
        QuantizedMultiplier.From(ScaleOf(operands.Projection) * HiddenScale / ScaleOf(operands.HiddenState));

    public short CellClip =>
        attributes.CellClip > 0 ? (short)Math.Clamp(attributes.CellClip / ScaleOf(operands.CellState), short.MinValue, short.MaxValue)
        : (short)0;

    public sbyte ProjectionClip =>
        attributes.ProjectionClip > 0
        ? (sbyte)Math.Clamp(attributes.ProjectionClip / node.Output.Quantization!.Scale, sbyte.MinValue, sbyte.MaxValue) : (sbyte)0;

    private float HiddenScale => node.Intermediates[HiddenIntermediate]!.Quantization!.Scale;

    /// <summary>Whether scales are there and of the form that the kernel needs.</summary>
    public static KernelSupport Support(OperandTypes types, LstmOperands operands)
    {
        var isNormalized = types.OptionalInput(operands.Normalizations + LstmOperands.OutputGate) is not null;
        var first = isNormalized ? 0 : HiddenIntermediate;
        return KernelSupport.When(types.Intermediates.Count == HiddenIntermediate + 1,
            $"it has {types.Intermediates.Count} intermediates, not {HiddenIntermediate + 1}")
            .And(KernelSupport.When(
                types.Intermediates.Count == HiddenIntermediate + 1 && types.Intermediates.Skip(first)
                .All(value => value?.Quantization is { Scale: > 0 }) || IsCoupledWithout(types, operands, first),
                "an intermediate has no scale"))
            .And(KernelSupport.When(types.OptionalInput(operands.CellState)?.Quantization is { } cell && IsPowerOfTwo(cell.Scale),
                "the cell's scale is no power of two from 2^-15 to 2^-9"));
    }

    public QuantizedMultiplier Input(int gate) =>
        QuantizedMultiplier.From(ScaleOf(operands.InputWeights + gate) * node.Input(0).Quantization!.Scale / GateScale(gate));

    public QuantizedMultiplier Recurrent(int gate) =>
        QuantizedMultiplier.From(ScaleOf(operands.RecurrentWeights + gate) * ScaleOf(operands.HiddenState) / GateScale(gate));

    public QuantizedMultiplier Peephole(int gate) =>
        QuantizedMultiplier.From((float)(Math.ScaleB(1, CellExponent) * ScaleOf(operands.Peephole(gate)) / GateScale(gate)));

    public QuantizedMultiplier Normalization(int gate) => QuantizedMultiplier.From(ScaleOf(operands.Normalizations + gate));

    /// <summary>Stands for a variance below 1.</summary>
    public int LeastVariance(int gate) => Math.Max(1, (int)(10000 * ScaleOf(operands.Normalizations + gate)));

    private static bool IsCoupledWithout(OperandTypes types, LstmOperands operands, int first) =>
        first == 0 && types.OptionalInput(operands.InputWeights) is null && types.Intermediates.Count == HiddenIntermediate + 1
        && types.Intermediates.Skip(1).All(value => value?.Quantization is { Scale: > 0 });

    private static bool IsPowerOfTwo(float scale) =>
        scale > 0 && Math.ILogB(scale) is >= -15 and <= -9 && scale == (float)Math.ScaleB(1, Math.ILogB(scale));

    private static int ZeroPointOf(Value value) => checked((int)value.Quantization!.ZeroPoint);

    private float GateScale(int gate) => isNormalized ? node.Intermediates[gate]!.Quantization!.Scale : (float)Math.ScaleB(1, -12);

    private float ScaleOf(int input) => node.Input(input).Quantization!.Scale;
}
