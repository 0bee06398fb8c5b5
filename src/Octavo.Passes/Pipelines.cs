namespace Octavo.Passes;

/// <summary>The ordered lists of passes, with the reason for each order.</summary>
public static class Pipelines
{
    /// <summary>What an imported graph of float operators, one for each of the source's, goes through before it is written or quantized.</summary>
    public static IReadOnlyList<IPass> Import { get; } =
    [
        // First of all: what is constant is seen as such by everything below, and shapes that follow from it are known.
        new FoldConstants(),
        new InferShapes(),
        new ResolveShapes(),
        new RemoveIdentities(),
        new MergeEqualNodes(),

        // Forms before fusions: a fused activation or bias hides the operator that a form asks for. Canonical forms come first of these.
        new CanonicalizeArithmetic(),
        new MergeConstantChains(),
        new UseReciprocalRoots(),
        new FuseClamps(),
        new FuseHardSwish(),
        new FuseGelu(),
        new FuseLeakyRelu(),
        new FusePrelu(),
        new FuseLogistic(),
        new FuseSoftmax(),
        new FuseL2Normalization(),
        new FuseSquaredDifferences(),

        // Reshapes and transposes move and merge before weights meet biases, so that nothing stands between these.
        new UseReshape(),
        new MergeReshapes(),
        new MergeTransposes(),
        new MoveTransposes(),
        new FuseDilations(),
        new SinkReshapes(),

        // A matrix product takes factors and offsets only once it is FULLY_CONNECTED; an output's factor and offset, then what was before the
        // input; an activation last, since nothing can be folded through it.
        new UseFullyConnected(),
        new FoldScalesIntoWeights(),
        new FuseBiases(),
        new FoldInputScales(),
        new FoldInputOffsets(),
        new KeepRankInFullyConnected(),
        new FusePaddings(),
        new FuseActivations(),

        // Once every bias of the model has found its place.
        new GiveConvolutionsBiases(),
        new RemoveUnreadNodes(),
    ];

    /// <summary>What a loaded model goes through before it runs.</summary>
    public static IReadOnlyList<IPass> RunTime { get; } =
    [
        // Before folding, which would dequantize the tables whole.
        new FuseDequantizedLookups(),

        // Before folding, which would make states constants.
        new RestoreStates(),
        new FoldConstants(mayGrow: true),
        new RemoveUnreadNodes(),
    ];
}
