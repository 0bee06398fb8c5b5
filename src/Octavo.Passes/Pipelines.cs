namespace Octavo.Passes;

/// <summary>The ordered lists of passes, with the reason for each order.</summary>
internal static class Pipelines
{
    /// <summary>
    /// What an imported graph of float operators, one for each of the source's, goes through before it is written or quantized.
    /// </summary>
    public static IReadOnlyList<IPass> Import { get; } =
    [
        // First of all: what is constant is seen as such by everything below, and shapes that follow from it are known.
        new FoldConstants(),
        new InferShapes(),
        new ResolveShapes(),

        // What is constant or of known shape here is so in the graphs of loops and branches, whose turn comes behind this graph's.
        new MoveConstantsIntoGraphs(),
        new RemoveUnneededLoopValues(),
        new RemoveUnneededBranchValues(),
        new PassShapesIntoGraphs(),
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

        // Whether a state is a layer's own is seen once each resource is read once, and nothing reads values that nobody needs.
        new RemoveUnreadNodes(),
        new MergeReads(),

        // While products, biases and gates are the nodes that the model had, and before transposes become reshapes.
        new FuseRecurrentLoops(),
        new FuseUnrolledRecurrence(),
        new FuseRecurrentTimeSteps(),
        new FuseFilterLayers(),

        // Whose states are variables of operators now.
        new RemoveUnreadResources(),

        // Results of all steps that are packed again are a sequence; a layer that reads them is found in the next round.
        new ComputeTimeStepsAtOnce(),
        new RemoveRepacking(),

        // Two directions share a sequence once no transposition stands between it and either of them.
        new MoveTransposesIntoSequences(),
        new FuseBidirectionalSequences(),
        new MergeJoinedTimeSteps(),

        // Reshapes and transposes move and merge before weights meet biases, so that nothing stands between these.
        new UseReshape(),
        new MergeReshapes(),
        new MergeTransposes(),
        new MoveTransposes(),
        new FuseDilations(),
        new SinkReshapes(),

        // A matrix product takes factors and offsets only once it is FULLY_CONNECTED; an output's factor and offset, then what was before
        // the
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

    /// <summary>
    /// What a .tflite file goes through before its weights are quantized: weights that loops and branches get as values become constants of
    /// their graphs, where nodes read them. What the file computes, also at the second invocation, stays the same.
    /// </summary>
    public static IReadOnlyList<IPass> QuantizationInPlace { get; } =
        [new MoveConstantsIntoGraphs(), new RemoveUnneededLoopValues(), new RemoveUnneededBranchValues()];

    /// <summary>
    /// What a .tflite file goes through before its weights are quantized where its recurrence, which another converter left as loops and
    /// chains, is to become operators. What starts anew at each invocation of a loop does so in an operator only where the runtime resets
    /// its state, so this is done where it is asked for.
    /// </summary>
    public static IReadOnlyList<IPass> Quantization { get; } =
    [
        new MergeReads(),
        new FuseRecurrentLoops(),
        new FuseUnrolledRecurrence(),
        new FuseRecurrentTimeSteps(),
        new FuseFilterLayers(),
        new RemoveUnreadResources(),
        new ComputeTimeStepsAtOnce(),
        new RemoveRepacking(),
        new MoveTransposesIntoSequences(),
        new FuseBidirectionalSequences(),
        new MergeJoinedTimeSteps(),
        new RemoveUnreadNodes(),
    ];

    /// <summary>
    /// What a loaded model goes through once, before <see cref="RunTime"/>: later on, a state that is a constant is what each run starts
    /// from.
    /// </summary>
    public static IReadOnlyList<IPass> Loading { get; } = [new RestoreStates()];

    /// <summary>What a loaded model goes through before it runs.</summary>
    public static IReadOnlyList<IPass> RunTime { get; } =
    [
        // Before folding, which would dequantize the tables whole.
        new FuseDequantizedLookups(),

        // Before folding too, which knows nothing of the bodies of loops. Quantized weights keep their codes.
        new MergeReads(),
        new FuseRecurrentLoops(RecurrenceTarget.RunTime),
        new FuseUnrolledRecurrence(RecurrenceTarget.RunTime),
        new RemoveUnreadResources(),
        new FoldConstants(mayGrow: true),
        new RemoveUnreadNodes(),
    ];
}
