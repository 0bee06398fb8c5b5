using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>Where each number stands in a permutation.</summary>
internal sealed class InvertPermutationImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["InvertPermutation"];

    public void Import(ImportContext context)
    {
        var places = context.AsInt32(context.Input(0));
        var sizes = context.SizesOf(places);
        var inverse = context.Emit(new ScatterNd(), context.ReshapeTo(places, context.Join(sizes, context.Integers(1))),
            context.CountTo(context.SizeOf(places, 0)), sizes);
        context.SetOutput(0, context.Cast(inverse, context.Input(0).ElementType));
    }
}
