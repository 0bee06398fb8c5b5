using Octavo.FlatBuffers;

namespace Octavo.Operators;

internal sealed partial record Svdf : ITFLiteCodec<Svdf, SVDFOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.SVDF;

    public static OperatorSignature Signature => new OperatorSignature(4)
        .In("input", TypeSet.Activations).In("feature weights", TypeSet.Weights, 2).In("time weights", TypeSet.Weights, 2)
        .Absent("bias", TypeSet.Biases).LeftOut("state", TypeSet.Activations).Out("output", TypeSet.Activations)
            .Out("state behind", TypeSet.Activations, fewest: 0);

    public static Svdf Read(SVDFOptions options) =>
        new(options.Rank, options.FusedActivationFunction.ToFusedActivation(), options.AsymmetricQuantizeInputs);

    public SVDFOptions Write() => new()
    {
        Rank = Rank,
        FusedActivationFunction = Activation.ToSchema(),
        AsymmetricQuantizeInputs = AsymmetricQuantizeInputs,
    };
}
