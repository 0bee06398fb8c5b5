using System.Collections.Frozen;
using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>Every importer, sorted by type name; and the operations that an operator of TFLite stands for one to one.</summary>
public static class ImporterCatalog
{
    /// <summary>Sorted by type name; a test says so, and that no importer of this assembly is missing.</summary>
    public static IReadOnlyList<IImporter> All { get; } =
    [
        new ConstImporter(),
        new IdentityImporter(),
        new ReadVariableImporter(),
        new SameOperatorImporter(),
        new VariableImporter(),
    ];

    private static readonly FrozenDictionary<string, IImporter> ByOperation =
        All.SelectMany(importer => importer.Operations.Select(operation => KeyValuePair.Create(operation, importer))).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The importer of an operation; null where it cannot be imported.</summary>
    public static IImporter? Find(string operation) => ByOperation.GetValueOrDefault(operation);
}
