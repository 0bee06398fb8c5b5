using Octavo.FlatBuffers;

namespace Octavo.Operators;

internal sealed partial record Svdf : ITFLiteCodec<Svdf, SVDFOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.SVDF;

    public static Svdf Read(SVDFOptions options) => new(options.Rank, options.FusedActivationFunction.ToFusedActivation(), options.AsymmetricQuantizeInputs);

    public SVDFOptions Write() => new()
    {
        Rank = Rank,
        FusedActivationFunction = Activation.ToSchema(),
        AsymmetricQuantizeInputs = AsymmetricQuantizeInputs,
    };
}
