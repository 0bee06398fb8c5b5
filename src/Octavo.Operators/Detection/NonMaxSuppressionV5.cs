using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// The same with scores that may sink instead: a box that overlaps a better one by v has its score multiplied by e^(-v v / (2 sigma)). A
/// further input: sigma, float32 [], 0 for none of that. Outputs: positions, int32 [most boxes]; their scores, float32 [most boxes]; how
/// many were picked, int32 [].
/// </summary>
/// <inheritdoc cref="SuppressionOperator"/>
internal sealed record NonMaxSuppressionV5 : SuppressionOperator, ITFLiteCodec<NonMaxSuppressionV5, NonMaxSuppressionV5Options>
{
    public static BuiltinOperator Code => BuiltinOperator.NON_MAX_SUPPRESSION_V5;

    public static OperatorSignature Signature => new OperatorSignature()
        .In("boxes", TypeSet.Activations).In("scores", TypeSet.Activations).In("most boxes", TypeSet.Integers)
        .In("overlap threshold", TypeSet.Floats)
        .In("score threshold", TypeSet.Floats).In("sigma", TypeSet.Floats)
        .Out("selected", TypeSet.Integers).Out("selected scores", TypeSet.Activations).Out("count", TypeSet.Integers);

    public override string Name => "NON_MAX_SUPPRESSION_V5";

    private protected override bool IsSoft => true;

    public static NonMaxSuppressionV5 Read(NonMaxSuppressionV5Options options) => new();

    public NonMaxSuppressionV5Options Write() => new();

    private protected override ImmutableArray<TypedShape> Outputs(Shape picked) =>
        [new TypedShape(ElementType.Int32, picked), new TypedShape(ElementType.Float32, picked),
            new TypedShape(ElementType.Int32, Shape.Scalar)];
}
