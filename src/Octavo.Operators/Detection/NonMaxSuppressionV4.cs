using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Picks boxes by their scores, none of which overlaps a better one too much. Outputs: the picked boxes' positions, best first, int32 [most
/// boxes], zeros behind the last; how many were picked, int32 [].
/// </summary>
/// <inheritdoc cref="SuppressionOperator"/>
internal sealed record NonMaxSuppressionV4 : SuppressionOperator, ITFLiteCodec<NonMaxSuppressionV4, NonMaxSuppressionV4Options>
{
    public static BuiltinOperator Code => BuiltinOperator.NON_MAX_SUPPRESSION_V4;

    public static OperatorSignature Signature => new OperatorSignature()
        .In("boxes", TypeSet.Activations).In("scores", TypeSet.Activations).In("most boxes", TypeSet.Integers)
        .In("overlap threshold", TypeSet.Floats)
        .In("score threshold", TypeSet.Floats).Out("selected", TypeSet.Integers).Out("count", TypeSet.Integers);

    public override string Name => "NON_MAX_SUPPRESSION_V4";

    private protected override bool IsSoft => false;

    public static NonMaxSuppressionV4 Read(NonMaxSuppressionV4Options options) => new();

    public NonMaxSuppressionV4Options Write() => new();

    private protected override ImmutableArray<TypedShape> Outputs(Shape picked) =>
        [new TypedShape(ElementType.Int32, picked), new TypedShape(ElementType.Int32, Shape.Scalar)];
}
