using Octavo.FlatBuffers;

namespace Octavo.Operators;

internal sealed partial record EmbeddingLookup : ITFLiteCodec<EmbeddingLookup, NoOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.EMBEDDING_LOOKUP;

    public static OperatorSignature Signature => new OperatorSignature(5) { Versions = new(FewestScales: 2) }
        .In("ids", TypeSet.Integers).In("table", TypeSet.Weights).Out("rows", TypeSet.Activations);

    public static EmbeddingLookup Read(NoOptions options) => new();

    public NoOptions Write() => new();
}
