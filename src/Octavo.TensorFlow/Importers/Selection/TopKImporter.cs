using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>The k largest elements of each row; the older form says k as an attribute.</summary>
internal sealed class TopKImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["TopK", "TopKV2"];

    public void Import(ImportContext context)
    {
        var data = context.Input(0);
        var count =
            context.Node.Operation == "TopKV2" ? context.AsInt32(context.Input(1)) : context.Constant(Tensor.Scalar(context.Integer("k")));
        var indexType = context.Attributes.TryElementType("index_type", out var declared) ? declared : ElementType.Int32;
        var (values, positions) = LargestElements.Emit(context, data, count);
        context.SetOutput(0, values);
        context.SetOutput(1, context.Cast(positions, indexType));
    }
}
