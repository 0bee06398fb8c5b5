using Octavo.FlatBuffers;
using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record Reshape : ITFLiteCodec<Reshape, ReshapeOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.RESHAPE;

    public static OperatorSignature Signature =>
        new OperatorSignature().In("data", TypeSet.Any).Optional("shape", TypeSet.Integers).Out("output", TypeSet.Any);

    public static Reshape Read(ReshapeOptions options) => new(options.NewShape is { } sizes ? new Shape(sizes) : Shape.Unknown);

    public ReshapeOptions Write() => new() { NewShape = NewShape.HasRank ? NewShape.ToArray() : null };
}
