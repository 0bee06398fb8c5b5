using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.TFLite;

/// <summary>
/// Which version of its operator a node needs, and which release runs that. Source: LiteRT tflite/converter/tools/versioning/op_version.cc
/// and runtime_version.cc, restated in operator-versions.json.
/// </summary>
internal static class OperatorVersions
{
    private static readonly Lazy<VersionTable> Table = new(VersionTable.Load);

    /// <summary>The version for a node as it stands: by the types, shapes and quantization of its values and by its options.</summary>
    /// <returns>For an opaque operator the file's own version where the rules ask for less; 1 for one that is not of the schema.</returns>
    public static int Of(Node node) => node.Operator switch
    {
        OpaqueOperator { Code: BuiltinOperator.CUSTOM } custom => Math.Max(custom.Version, 1),
        OpaqueOperator opaque => Math.Max(opaque.Version, Of(node, opaque.Code, opaque.Options)),
        var known when OperatorCatalog.Find(known) is { } descriptor => Of(node, descriptor.Code, descriptor.Write(known)),
        _ => 1,
    };

    /// <summary>The version that the rules ask for.</summary>
    /// <param name="options">The options as they are written; null reads as all defaults.</param>
    public static int Of(Node node, BuiltinOperator code, ISchemaTable? options)
    {
        var descriptor = OperatorCatalog.Find(code);
        var subject = new VersionSubject(node, OperatorCatalog.SignatureOf(code)?.Versions ?? new VersionFacts(),
            options ?? descriptor?.Write(descriptor.Read(null)));
        foreach (var rule in Table.Value.Rules(code))
        {
            if (rule.Conditions.All(condition => condition.Holds(subject)))
            {
                return rule.Version;
            }
        }

        return 1;
    }

    /// <summary>The first release of TensorFlow Lite that runs a version, for example <c>2.3.0</c>; null where none is known.</summary>
    public static string? MinimumRuntime(BuiltinOperator code, int version) => Table.Value.Releases(code).GetValueOrDefault(version);
}
