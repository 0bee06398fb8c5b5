using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Numbers at equal distances.</summary>
internal sealed class RangeImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Range"];

    public void Import(ImportContext context) =>
        context.SetOutput(0, context.Input(0).ElementType is ElementType.Int32 or ElementType.Int64 or ElementType.Float32
        ? context.Emit(new Operators.Range(), context.Inputs(0, 3))
        : throw context.Unsupported($"no kernel of LiteRT's RANGE counts in {context.Input(0).ElementType}"));
}
