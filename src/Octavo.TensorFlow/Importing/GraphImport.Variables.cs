using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>Variables: constants, or resources where a graph of the model assigns them.</summary>
internal sealed partial class GraphImport
{
    private readonly ModelVariables variables;
    private Dictionary<string, Value> handles = new(StringComparer.Ordinal);

    public bool IsAssigned(ModelVariable variable) => variables.IsAssigned(variable);

    /// <summary>The value of a variable that nothing assigns.</summary>
    public Constant ConstantOf(ModelVariable variable) => variables.ConstantOf(variable);

    /// <summary>The handle of a variable in this graph, made where it is first asked for.</summary>
    public Value HandleOf(ModelVariable variable)
    {
        if (!handles.TryGetValue(variable.Name, out var handle))
        {
            handle = ModelVariables.AddHandle(Edit, variable, variable.Name);
            handles.Add(variable.Name, handle);
        }

        return handle;
    }

    /// <summary>What a variable holds where the nodes imported so far have run.</summary>
    public Value Read(ImportContext context, ModelVariable variable)
    {
        if (!IsAssigned(variable))
        {
            return context.Constant(ConstantOf(variable));
        }

        var value = context.EmitTyped(new ReadVariable(), variable.ElementType, HandleOf(variable));
        Edit.SetType(value, variable.ElementType, variable.DeclaredShape);
        return value;
    }

    /// <summary>
    /// The variable that an input refers to, and that is read whenever the input is: a reference variable that is assigned.
    /// </summary>
    public ModelVariable? ReferenceOf(NodeOutput input) =>
        Find(input) is null && Source.VariableOf(input) is { IsReference: true } variable && IsAssigned(variable) ? variable : null;
}
