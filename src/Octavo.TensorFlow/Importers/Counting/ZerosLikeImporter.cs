using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Zeros or ones under the shape of another tensor.</summary>
internal sealed class ZerosLikeImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["OnesLike", "ZerosLike"];

    public void Import(ImportContext context)
    {
        var like = context.Input(0);
        var isZero = context.Node.Operation == "ZerosLike";
        var hasOperator = isZero && like.ElementType is ElementType.Float32 or ElementType.Int32 or ElementType.Int64;
        context.SetOutput(0, hasOperator && !like.Shape.IsKnown
            ? context.Emit(new ZerosLike(), like)
            : context.Filled(context.SizesOf(like),
                context.Cast(context.Scalar(Number(like.ElementType), isZero ? 0 : 1), like.ElementType)));
    }

    /// <summary>A type that a number of this type is made from.</summary>
    private static ElementType Number(ElementType type) =>
        type is ElementType.Boolean or ElementType.BFloat16 or ElementType.Complex64 ? ElementType.Float32 : type;
}
