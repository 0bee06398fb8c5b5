namespace Octavo.TensorFlow;

/// <summary>Products of matrices in the last two axes; only real types can be imported, so that the adjoint is the transpose.</summary>
internal sealed class BatchMatMulImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["BatchMatMul", "BatchMatMulV2", "BatchMatMulV3"];

    public void Import(ImportContext context)
    {
        var result = context.Attributes.TryElementType("Tout", out var declared) ? declared : context.Input(0).ElementType;
        context.SetOutput(0, Products.Multiply(
            context, context.Input(0), context.Input(1), context.Attributes.Boolean("adj_x"), context.Attributes.Boolean("adj_y"), result));
    }
}
