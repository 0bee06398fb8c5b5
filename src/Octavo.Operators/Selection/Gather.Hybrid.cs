using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

public sealed partial record Gather : IHybridKernel
{
    public KernelSupport SupportHybrid(Node node)
    {
        var table = node.Input(0);
        return KernelSupport.When(node.Output.ElementType == ElementType.Float32, $"{node.Output.ElementType} slices")
            .And(KernelSupport.When(
                table.ElementType == ElementType.Float16
                || (table.ElementType is ElementType.Int8 or ElementType.UInt8 or ElementType.Int4 && table.Quantization is not null),
                $"a {table.ElementType} table{(table.Quantization is null ? " without a scale" : "")}"));
    }

    public Step PrepareHybrid(KernelContext context) => new DequantizingGatherStep(new GatherShape(this, context));
}
