using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Gives a variable another value, or adds to it; what comes behind in the graph reads the new one.</summary>
internal sealed class AssignVariableImporter : IImporter
{
    private static readonly KernelTypes Sums = KernelTypes.Of(ElementType.Float32, ElementType.Int16, ElementType.Int32, ElementType.Int64);

    public IReadOnlyList<string> Operations { get; } =
        ["Assign", "AssignAdd", "AssignAddVariableOp", "AssignSub", "AssignSubVariableOp", "AssignVariableOp"];

    public void Import(ImportContext context)
    {
        var variable = context.VariableOf(0)
            ?? throw context.Unsupported("the variable that is assigned cannot be found", "Save the model again with TensorFlow 2.");
        var given = context.Input(1);
        var value = context.Node.Operation switch
        {
            "AssignAdd" or "AssignAddVariableOp" => context.Compute(new Add(), Sums, context.Read(variable), given),
            "AssignSub" or "AssignSubVariableOp" => context.Compute(new Sub(), KernelTypes.FloatAndWords, context.Read(variable), given),
            _ => given,
        };
        context.EmitMany(new AssignVariable(), 0, null, context.Import.HandleOf(variable), value);
        if (variable.IsReference)
        {
            context.SetOutput(0, value);
        }
    }
}
