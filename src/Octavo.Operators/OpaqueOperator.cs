using Octavo.FlatBuffers;
using Octavo.Graphs;
using System.Collections.Immutable;

namespace Octavo.Operators;

/// <summary>
/// An operator of a file that Octavo has no kernels for, or a custom one: it keeps code, version and options, so that the model can be
/// inspected, quantized and written again; only running it is refused. What it does is not known, so it is never removed.
/// </summary>
/// <param name="Code">CUSTOM for a custom operator.</param>
/// <param name="CustomCode">The custom operator's name; null for builtin ones.</param>
/// <param name="Version">As the file has it.</param>
/// <param name="Options">The builtin options, decoded by the schema; null where there are none.</param>
/// <param name="CustomOptions">The custom operator's bytes.</param>
internal sealed partial record OpaqueOperator(BuiltinOperator Code, string? CustomCode, int Version, ISchemaTable? Options,
    ReadOnlyMemory<byte> CustomOptions)
    : Operator, IShapeInference, IStatefulOperator
{
    public override string Name => CustomCode ?? Code.ToString();

    /// <summary>What the file declares: nothing else is known.</summary>
    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context) =>
        [.. Enumerable.Range(0, context.OutputCount).Select(context.DeclaredOutput)];
}
