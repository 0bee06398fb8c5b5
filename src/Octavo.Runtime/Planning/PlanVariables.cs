using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime;

/// <summary>
/// The variables of one plan: the shapes that their readers ask for, and their memory, which other plans of the same graph may have given
/// another shape since.
/// </summary>
internal sealed class PlanVariables(VariableStore store)
{
    private readonly Dictionary<Value, (Node Reader, Shape Shape)> readers = new(ReferenceEqualityComparer.Instance);
    private readonly List<Operand> operands = [];

    public void Add(Operand operand) => operands.Add(operand);

    /// <summary>Gives a node's variables the shapes that its other inputs ask for.</summary>
    /// <exception cref="OctavoException">
    /// A variable has no known shape, or two nodes read it in two shapes (kind MalformedModel).
    /// </exception>
    public void Shape(Node node, ShapeContext context, Func<Value, Operand> operandOf)
    {
        for (var index = 0; index < node.Inputs.Count; index++)
        {
            if (node.Inputs[index] is { IsVariable: true } variable)
            {
                var operand = operandOf(variable);
                var asked = (node.Operator as IStateShapes)?.StateShape(context, index) ?? operand.Shape;
                CheckedSize.RequireTensor(variable.ElementType, asked, node.Where);
                if (readers.TryGetValue(variable, out var other) && !ReferenceEquals(other.Reader, node) && other.Shape != asked)
                {
                    throw new OctavoException(
                        ErrorKind.MalformedModel, $"variable {variable} is read in two shapes", node.Where,
                        $"{other.Shape}, as for {other.Reader.Where}", asked.ToString());
                }

                readers[variable] = (node, asked);
                operand.Shape = asked;
                store.GiveTo(operand);
            }
        }
    }

    /// <summary>
    /// Gives every variable of known shape its memory as it is now. Allocates nothing as long as no other plan gave one another shape.
    /// </summary>
    public void GiveMemory()
    {
        foreach (var operand in operands)
        {
            if (operand.Shape.IsKnown)
            {
                store.GiveTo(operand);
            }
        }
    }
}
