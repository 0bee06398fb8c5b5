using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <remarks>
/// Inputs: boxes, float32 [boxes, 4], two opposite corners (y, x, y, x) each; scores, float32 [boxes]; most boxes, int32 []; the overlap
/// from which on a box falls out, float32 [], in [0, 1]; the score that boxes must exceed, float32 []. Overlap is intersection over union,
/// 0 for boxes without area. Of equal scores the lower position is better. Source: LiteRT's reference kernels.
/// </remarks>
internal abstract record SuppressionOperator : Operator, IShapeInference, IFloatKernel
{
    private protected SuppressionOperator()
    {
    }

    /// <summary>Whether there is an input for sigma and an output of scores.</summary>
    private protected abstract bool IsSoft { get; }

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var (boxes, scores) = (context.Input(0).Shape, context.Input(1).Shape);
        if ((boxes.HasRank && (boxes.Rank != 2 || boxes[1] is not (4 or Shape.UnknownSize)))
            || (scores.HasRank && (scores.Rank != 1 || (boxes.HasRank && boxes[0] >= 0 && scores[0] >= 0 && boxes[0] != scores[0]))))
        {
            throw context.Mismatch("boxes and scores do not fit together", "[boxes, 4] and [boxes]", $"{boxes} and {scores}");
        }

        if (context.KnownIntegers(2) is not { } most)
        {
            return Outputs(new Shape(Shape.UnknownSize));
        }

        return most.Length == 1 && most[0] >= 0
            ? Outputs(context.Bounded(most))
            : throw context.Mismatch("the number of boxes to pick is not valid", "a number of at least 0", $"[{string.Join(',', most)}]");
    }

    public KernelSupport SupportFloat(OperandTypes operands) =>
        KernelSupport.When(operands.Input(2).ElementType == ElementType.Int32, "the number of boxes to pick must be int32")
            .And(KernelSupport.When(operands.Inputs.Where((_, index) => index != 2).All(input => input?.ElementType == ElementType.Float32),
                "boxes, scores and bounds must be float32"));

    public Step PrepareFloat(KernelContext context) => new SuppressionStep(context, IsSoft);

    private protected abstract ImmutableArray<TypedShape> Outputs(Shape picked);
}
