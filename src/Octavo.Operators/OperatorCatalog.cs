using Octavo.FlatBuffers;
using Octavo.Graphs;
using static Octavo.Operators.OperatorDescriptor;

namespace Octavo.Operators;

/// <summary>Every operator that Octavo knows, sorted by type name: the one place of registration.</summary>
public static class OperatorCatalog
{
    /// <summary>Sorted by type name; a test says so, and that no operator of this assembly is missing.</summary>
    public static IReadOnlyList<OperatorDescriptor> All { get; } =
    [
        Describe<BatchMatMul, BatchMatMulOptions>(),
        Describe<Conv2D, Conv2DOptions>(),
        Describe<DepthwiseConv2D, DepthwiseConv2DOptions>(),
        Describe<EmbeddingLookup, NoOptions>(),
        Describe<FullyConnected, FullyConnectedOptions>(),
        Describe<Reshape, ReshapeOptions>(),
        Describe<TransposeConv, TransposeConvOptions>(),
    ];

    private static readonly Dictionary<BuiltinOperator, OperatorDescriptor> ByCode = All.ToDictionary(descriptor => descriptor.Code);

    private static readonly Dictionary<Type, OperatorDescriptor> ByType = All.ToDictionary(descriptor => descriptor.Type);

    /// <summary>The operator behind a file's code; null where Octavo has none (it is read as an <see cref="OpaqueOperator"/>).</summary>
    public static OperatorDescriptor? Find(BuiltinOperator code) => ByCode.GetValueOrDefault(code);

    /// <summary>The descriptor of an operator; null for an <see cref="OpaqueOperator"/>.</summary>
    public static OperatorDescriptor? Find(Operator @operator) => ByType.GetValueOrDefault(@operator.GetType());
}
