namespace Octavo.TensorFlow;

/// <summary>The product of two matrices.</summary>
internal sealed class MatMulImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["MatMul"];

    public void Import(ImportContext context) => context.SetOutput(0, Products.Multiply(
        context, context.Input(0), context.Input(1), context.Attributes.Boolean("transpose_a"), context.Attributes.Boolean("transpose_b"),
        context.Input(0).ElementType));
}
