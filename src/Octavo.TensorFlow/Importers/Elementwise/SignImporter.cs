using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>-1, 0 or 1: SIGN, and a clamp for int64.</summary>
internal sealed class SignImporter : IImporter
{
    private static readonly KernelTypes Types = KernelTypes.Of(ElementType.Float32, ElementType.Float64, ElementType.Int32);

    public IReadOnlyList<string> Operations { get; } = ["Sign"];

    public void Import(ImportContext context)
    {
        var data = context.Input(0);
        context.SetOutput(0, data.ElementType == ElementType.Int64
            ? context.Emit(new Maximum(), context.Scalar(ElementType.Int64, -1),
                context.Emit(new Minimum(), context.Scalar(ElementType.Int64, 1), data))
            : context.Compute(new Sign(), Types, data));
    }
}
