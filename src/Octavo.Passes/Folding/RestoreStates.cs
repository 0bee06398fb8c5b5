using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>
/// Makes a state that a node computes from a constant of zeros, or that is such a constant, the variable that it stands for: converters
/// write the states of float16 models as dequantized zeros. Folded into a constant, a state would be written into what all interpreters
/// share. What else a node computes is no variable, whatever a file says of it.
/// </summary>
internal sealed class RestoreStates : IPass
{
    public void Apply(GraphEdit edit)
    {
        foreach (var node in edit.Graph.Nodes)
        {
            foreach (var output in node.Outputs.Where(output => output.IsVariable))
            {
                edit.SetVariable(output, false);
            }

            for (var index = 0; node.Operator is IStateShapes states && index < node.Inputs.Count; index++)
            {
                if (node.Inputs[index] is { } value && !IsVariable(value) && states.StateShape(new ShapeContext(node), index) is not null
                    && StartsFromZeros(value))
                {
                    var variable = edit.NewValue(value.Name, value.ElementType, value.Shape, value.Quantization);
                    edit.SetVariable(variable, true);
                    edit.SetInput(node, index, variable);
                }
            }
        }
    }

    private static bool IsVariable(Value value) => value is { IsVariable: true, Producer: null };

    private static bool StartsFromZeros(Value value)
    {
        var constant = value.Constant ?? (value.Producer is { Operator: Dequantize } node ? node.Input(0).Constant : null);
        return constant is not null && !constant.Evaluate().Bytes.Span.ContainsAnyExcept((byte)0);
    }
}
