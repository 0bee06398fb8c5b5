using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>Replaces a box of a tensor.</summary>
internal sealed class DynamicUpdateSliceImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["XlaDynamicUpdateSlice"];

    public void Import(ImportContext context) => context.SetOutput(0, context.EmitMoved(new DynamicUpdateSlice(), context.Inputs(0, 3)));
}
