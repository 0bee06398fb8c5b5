using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>New lists: TensorFlow 2's by length and element shape, TensorFlow 1's arrays, whose flow is the list here.</summary>
internal sealed class ListBeginImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["EmptyTensorList", "TensorArrayV3", "TensorListReserve"];

    public void Import(ImportContext context)
    {
        if (context.Node.Operation == "TensorArrayV3")
        {
            if (context.Attributes.Boolean("dynamic_size"))
            {
                throw context.Unsupported("the array grows when it is written to",
                    "Make the array as long as it becomes, without dynamic_size.");
            }

            context.BeginList(1, context.Attributes.ElementType("dtype"), context.Attributes.Shape("element_shape"), null,
                Length(context, 0));
            return;
        }

        var (known, computed) = context.ElementShape(0);
        var length = context.Node.Operation == "EmptyTensorList" ? context.Constant(Tensor.Scalar(0)) : Length(context, 1);
        context.BeginList(0, context.Attributes.ElementType("element_dtype"), known, computed, length);
    }

    private static Graphs.Value Length(ImportContext context, int input) =>
        context.Input(input) is { Shape: { HasRank: true, Rank: 0 } } scalar ? context.AsInt32(scalar)
        : context.Reshape(context.AsInt32(context.Input(input)), []);
}
