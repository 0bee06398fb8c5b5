using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>The position of the largest or smallest element along one axis.</summary>
internal sealed class ExtremeIndexImporter : IImporter
{
    private static readonly KernelTypes Types =
        KernelTypes.Of(ElementType.Boolean, ElementType.Float32, ElementType.Int8, ElementType.UInt8, ElementType.Int32);

    public IReadOnlyList<string> Operations { get; } = ["ArgMax", "ArgMin"];

    public void Import(ImportContext context)
    {
        var data = context.Input(0);
        var axis = context.Cast(context.Input(1), ElementType.Int32);
        if (axis.IsConstant && data.Shape.HasRank)
        {
            axis = context.Constant(Tensor.Scalar(context.RequireAxis(data.Shape, context.RequireInteger(1, "the axis"))));
        }

        var asked = context.Attributes.ElementType("output_type");
        var type = asked == ElementType.Int64 ? ElementType.Int64 : ElementType.Int32;
        Operator seek = context.Node.Operation == "ArgMax" ? new ArgMax(type) : new ArgMin(type);
        var position = context.Emit(seek, context.Cast(data, context.Through(seek, Types, data.ElementType)), axis);
        context.SetOutput(0, context.Cast(position, asked));
    }
}
