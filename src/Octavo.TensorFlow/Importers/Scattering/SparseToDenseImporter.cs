using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>Puts single values into a tensor of default values. LiteRT wants a value for each index, and a vector even of one.</summary>
internal sealed class SparseToDenseImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["SparseToDense"];

    public void Import(ImportContext context)
    {
        var indices = context.Input(0);
        var values = context.Input(2);
        var rank = context.RequireRank(0).Rank;
        context.RequireRank(2);
        if (rank == 0)
        {
            indices = context.Reshape(indices, 1);
            values = context.Reshape(values, 1);
        }
        else if (values.Shape.Rank == 0)
        {
            values = context.Filled(context.Part(context.SizesOf(indices), 0, 1), values);
        }

        var sizes =
            context.Input(1).ElementType == indices.ElementType ? context.Input(1) : context.Cast(context.Input(1), indices.ElementType);
        context.SetOutput(0, context.EmitMoved(new SparseToDense(), indices, sizes, values, context.Input(3)));
    }
}
