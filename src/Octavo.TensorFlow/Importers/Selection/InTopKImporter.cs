using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Whether fewer than k classes of a row have a higher score than the one named; never where a score is not finite or the class does not
/// exist.
/// </summary>
internal sealed class InTopKImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["InTopK", "InTopKV2"];

    public void Import(ImportContext context)
    {
        var scores = context.Input(0);
        var classes = context.AsInt32(context.Input(1));
        var count = context.Node.Operation == "InTopKV2" ? context.AsInt32(context.Input(2))
            : context.Constant(Tensor.Scalar(context.Integer("k")));
        var classCount = context.SizeOf(scores, context.RequireAxis(context.RequireRank(0), 1));
        var isNamed = context.Emit(new OneHot(), classes, classCount, context.Constant(Tensor.From(Shape.Scalar, true)),
            context.Constant(Tensor.From(Shape.Scalar, false)));
        var last = context.Integers(1);
        var own = context.Emit(new Sum(true), context.Emit(new SelectV2(), isNamed, scores, context.Scalar(0)), last);
        var isHigher = context.EmitTyped(new Greater(), ElementType.Boolean, scores, own);
        var higherCount = context.Emit(new Sum(false), context.Cast(isHigher, ElementType.Int32), last);
        var isFinite =
            context.EmitTyped(new LessEqual(), ElementType.Boolean, context.Emit(new Abs(), scores), context.Scalar(float.MaxValue));
        var conditions = new[]
        {
            context.EmitTyped(new Less(), ElementType.Boolean, higherCount, count),
            context.Emit(new ReduceAll(false), isFinite, last),
            context.Emit(new ReduceAny(false), isNamed, last),
        };
        context.SetOutput(0, conditions.Aggregate((all, condition) => context.Emit(new LogicalAnd(), all, condition)));
    }
}
