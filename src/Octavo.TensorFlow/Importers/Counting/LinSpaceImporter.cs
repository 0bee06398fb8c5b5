using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Numbers at equal distances between two ends, both taken exactly.</summary>
internal sealed class LinSpaceImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["LinSpace"];

    public void Import(ImportContext context)
    {
        var start = context.Input(0);
        var stop = context.Input(1);
        var count = context.RequireInteger(2, "the number of steps");
        if (start.ElementType != ElementType.Float32)
        {
            throw context.Unsupported($"no kernel of LiteRT computes with {start.ElementType}", "Compute in float32.");
        }

        if (count <= 0)
        {
            throw new OctavoException(ErrorKind.MalformedModel, "the number of steps is not positive", context.Where, "at least 1",
                $"{count}");
        }

        if (count == 1)
        {
            context.SetOutput(0, context.Reshape(start, 1));
            return;
        }

        ListedElements.Require(context, count, "steps");
        var step = context.Emit(new Div(), context.Emit(new Sub(), stop, start), context.Scalar(count - 1));
        var inside =
            context.Constant(Tensor.From<float>(new Shape(count - 2), [.. Enumerable.Range(1, count - 2).Select(index => (float)index)]));
        var between = context.Emit(new Add(), context.Emit(new Mul(), inside, step), start);
        context.SetOutput(0, context.Join(count == 2 ? [start, stop] : [start, between, stop]));
    }
}
