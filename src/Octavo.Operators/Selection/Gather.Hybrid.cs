using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record Gather : IHybridKernel
{
    /// <summary>Whether a constant table can stay as it is and be dequantized slice by slice.</summary>
    public static bool CanDequantizeRowsOf(Value table) =>
        table is { IsConstant: true, QuantizationDetail: null, Sparsity: null } && SupportTable(OperandType.Of(table)).IsYes;

    public KernelSupport SupportHybrid(OperandTypes operands) =>
        KernelSupport.When(operands.Output.ElementType == ElementType.Float32, $"{operands.Output.ElementType} slices").And(SupportTable(operands.Input(0)));

    public Step PrepareHybrid(KernelContext context) => new DequantizingGatherStep(new GatherShape(this, context));

    private static KernelSupport SupportTable(OperandType table) => KernelSupport.When(
        table.ElementType == ElementType.Float16
        || (table.ElementType is ElementType.Int8 or ElementType.UInt8 or ElementType.Int4 or ElementType.Int2 && table.Quantization is not null),
        $"a {table.ElementType} table{(table.Quantization is null ? " without a scale" : "")}");
}
