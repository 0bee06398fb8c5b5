using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Adds an axis of size 1; a reshape where all sizes but one are known.</summary>
internal sealed class ExpandDimsImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["ExpandDims"];

    public void Import(ImportContext context)
    {
        var data = context.Input(0);
        if (context.Known(1) is not null && data.Shape is { HasRank: true } shape && shape.ToArray().Count(size => size < 0) <= 1)
        {
            var axis = context.RequireInteger(1, "the axis");
            var rank = shape.Rank + 1;
            var place = axis < 0 ? axis + rank : axis;
            if (place < 0 || place >= rank)
            {
                throw new OctavoException(ErrorKind.MalformedModel, "there is no such axis", context.Where, $"an axis in [{-rank}, {rank})",
                    $"{axis}");
            }

            context.SetOutput(0, context.Reshape(data, [.. shape.Sizes[..place], 1, .. shape.Sizes[place..]]));
            return;
        }

        context.SetOutput(0, context.Emit(new ExpandDims(), data, context.AsInt32(context.Input(1))));
    }
}
