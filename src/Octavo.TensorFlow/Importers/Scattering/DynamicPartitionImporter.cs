using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Deals rows out to numbered parts: each part looks up the positions that bear its number.</summary>
internal sealed class DynamicPartitionImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["DynamicPartition"];

    public void Import(ImportContext context)
    {
        var data = context.Input(0);
        var numbers = context.Input(1);
        if (context.RequireRank(1).Rank == 0)
        {
            numbers = context.Reshape(numbers, 1);
            data = context.ReshapeTo(data, context.Join(context.Integers(1), context.SizesOf(data)));
        }

        foreach (var part in context.Source.ReadOutputs(context.Node.Name).Where(part => part < context.Node.OutputCount).Order())
        {
            var isMember = context.EmitTyped(new Equal(), ElementType.Boolean, numbers, context.Constant(Tensor.Scalar(part)));
            context.SetOutput(part, context.EmitMoved(new GatherNd(), data, context.Emit(new Where(), isMember)));
        }
    }
}
