using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>Reverses the order along axes. LiteRT reverses neighbouring axes only, so each run of them is an operator.</summary>
internal sealed class ReverseImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Reverse", "ReverseV2"];

    public void Import(ImportContext context)
    {
        var data = context.Input(0);
        if (context.Node.Operation == "ReverseV2" && context.Known(1) is null)
        {
            context.SetOutput(0, context.EmitMoved(new ReverseV2(), data, context.AsInt32(context.Input(1))));
            return;
        }

        var axes = Axes(context);
        for (var first = 0; first < axes.Length;)
        {
            var end = first + 1;
            while (end < axes.Length && axes[end] == axes[end - 1] + 1)
            {
                end++;
            }

            data = context.EmitMoved(new ReverseV2(), data, context.Integers(axes[first..end]));
            first = end;
        }

        context.SetOutput(0, data);
    }

    /// <summary>Ascending, counted from the start.</summary>
    private static int[] Axes(ImportContext context)
    {
        if (context.Node.Operation == "Reverse")
        {
            var flags = context.RequireElements<byte>(1, "the axes").ToArray();
            return [.. Enumerable.Range(0, flags.Length).Where(axis => flags[axis] != 0)];
        }

        var named = context.RequireIntegers(1, "the axes");
        int[] axes = named.Length == 0 ? [] : [.. named.Select(axis => context.RequireAxis(context.RequireRank(0), axis)).Order()];
        return axes.Distinct().Count() == axes.Length
            ? axes
            : throw new OctavoException(ErrorKind.MalformedModel, "an axis is named twice", context.Where, "each axis once at most",
                $"{axes.Length} axes of {context.RequireRank(0).Rank}");
    }
}
