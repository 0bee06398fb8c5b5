using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// A lookup in a quantized or float16 table whose slices come out as float32: DEQUANTIZE in front of GATHER, without the floats of all
/// other slices. Inputs as <see cref="Gather"/> has them.
/// </summary>
internal sealed record DequantizingGather(Gather Lookup) : Operator, IShapeInference, IAxisMap, IHybridKernel, ILookupOperator
{
    public override string Name => Lookup.Name;

    public int RowNumbers => Lookup.RowNumbers;

    /// <summary>Whether a constant table can stay as it is and be dequantized slice by slice.</summary>
    public static bool CanDequantizeRowsOf(Value table) =>
        table is { IsConstant: true, QuantizationDetail: null, Sparsity: null } && SupportTable(OperandType.Of(table)).IsYes;

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context) =>
        [Lookup.InferOutputs(context)[0] with { ElementType = ElementType.Float32 }];

    public AxisSource SourceOf(Node node, int output, int axis) => Lookup.SourceOf(node, output, axis);

    public int CountRows(Node node) => Lookup.CountRows(node);

    public KernelSupport SupportHybrid(OperandTypes operands) => SupportTable(operands.Input(0));

    public Step PrepareHybrid(KernelContext context) => new DequantizingGatherStep(new GatherShape(Lookup, context));

    private static KernelSupport SupportTable(OperandType table) => KernelSupport.When(
        table.ElementType == ElementType.Float16 || (IntegerWeights.IsInteger(table.ElementType) && table.Quantization is not null),
        $"a {table.ElementType} table{(table.Quantization is null ? " without a scale" : "")}");
}
