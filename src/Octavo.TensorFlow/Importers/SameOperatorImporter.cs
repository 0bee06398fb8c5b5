using System.Collections.Frozen;
using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>Operations that one operator of TFLite stands for, with the same inputs in the same order and nothing else to say.</summary>
internal sealed class SameOperatorImporter : IImporter
{
    private static readonly FrozenDictionary<string, Operator> Same = new Dictionary<string, Operator>
    {
        ["LogicalNot"] = new LogicalNot(),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public IReadOnlyList<string> Operations { get; } = [.. Same.Keys.Order(StringComparer.Ordinal)];

    public void Import(ImportContext context) => context.Become(Same[context.Node.Operation]);
}
