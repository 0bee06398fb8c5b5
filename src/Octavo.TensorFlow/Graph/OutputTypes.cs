using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>What operations declare of the types of their outputs.</summary>
internal static class OutputTypes
{
    /// <summary>The type of one output of a node; null where neither TensorFlow nor the file says it.</summary>
    public static ElementType? Of(OperationSignature? signature, NodeAttributes attributes, int output)
    {
        var first = 0;
        foreach (var argument in signature?.Outputs ?? [])
        {
            var count = argument.Count(attributes);
            if (output < first + count)
            {
                return argument.TypeListAttribute is { } list ? attributes.ElementTypes(list)[output - first]
                    : argument.TypeAttribute is { } attribute ? attributes.TryElementType(attribute, out var type) ? type : null
                    : argument.Type is { } name && Fixed(name) is { } known ? known.ToElementType(argument.Name)
                    : null;
            }

            first += count;
        }

        return null;
    }

    private static DataType? Fixed(string name) => Enum.TryParse<DataType>(name, ignoreCase: true, out var own) ? own
        : Enum.TryParse<DataType>("Dt" + name, ignoreCase: true, out var type) ? type
        : null;
}
