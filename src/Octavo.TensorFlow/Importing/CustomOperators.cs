using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Operations without an operator of TFLite, written as custom operators of their own name where that is allowed: their attributes become
/// the operator's options, a map in the form of FlexBuffers. Attributes that are types, shapes, tensors or functions have no place there.
/// Source: TensorFlow 1.12, lite/toco/tflite/operator.cc, TensorFlowUnsupported.
/// </summary>
internal static class CustomOperators
{
    private const string TypesAttribute = "_output_types";
    private const string ShapesAttribute = "_output_shapes";

    /// <summary>Whether an operation can be one: nothing of the graph's own control flow or of its variables.</summary>
    public static bool Takes(string operation) =>
        !OperationKinds.IsPassThrough(operation) && !OperationKinds.IsExit(operation) && !OperationKinds.IsNextIteration(operation)
        && !OperationKinds.IsVariableHandle(operation) && !OperationKinds.IsVariableWrite(operation) && operation != "LoopCond";

    /// <summary>Emits the operator and sets the node's outputs.</summary>
    /// <exception cref="OctavoException">
    /// Unsupported: the operation reads or gives handles, or nothing says the types of what it gives.
    /// </exception>
    public static void Import(ImportContext context, OperationSignature? signature)
    {
        var node = context.Node;
        var inputs = Enumerable.Range(0, context.InputCount).Select(context.Input).ToArray();
        var types = TypesOf(context, signature);
        if (inputs.Select(input => input.ElementType).Concat(types).Any(type => type is ElementType.Resource or ElementType.Variant))
        {
            throw context.Unsupported("it reads or gives a handle, which no custom operator takes");
        }

        var custom = new OpaqueOperator(BuiltinOperator.CUSTOM, node.Operation, 1, null, Options(node.Attributes));
        var outputs = context.EmitMany(custom, types.Length, types[0], inputs);
        var shapes = node.Attributes.Contains(ShapesAttribute) ? node.Attributes.Shapes(ShapesAttribute) : [];
        for (var index = 0; index < types.Length; index++)
        {
            context.Import.Edit.SetType(outputs[index], types[index], index < shapes.Length ? shapes[index] : Shape.Unknown);
            context.SetOutput(index, outputs[index]);
        }
    }

    private static ElementType[] TypesOf(ImportContext context, OperationSignature? signature)
    {
        var node = context.Node;
        if (node.Attributes.Contains(TypesAttribute))
        {
            return [.. node.Attributes.ElementTypes(TypesAttribute)];
        }

        if (signature is not null)
        {
            var known = Enumerable.Range(0, node.OutputCount).Select(index => OutputTypes.Of(signature, node.Attributes, index)).ToArray();
            return known.Length != 0 && known.All(type => type is not null) ? [.. known.OfType<ElementType>()] : throw Untyped(context);
        }

        var read = context.Source.ReadOutputs(node.Name).DefaultIfEmpty(0).Max();
        return read == 0 && node.Attributes.TryElementType("T", out var single) ? [single] : throw Untyped(context);
    }

    private static OctavoException Untyped(ImportContext context) => context.Unsupported(
        "nothing says the types of what it gives", $"Give the node an attribute '{TypesAttribute}', a list of types, one for each output.");

    private static byte[] Options(NodeAttributes attributes)
    {
        var options = new FlexBufferMap();
        foreach (var name in attributes.Names)
        {
            var value = attributes.Values[name];
            switch (value.ValueCase)
            {
                case AttrValue.ValueOneofCase.S:
                    options.Add(name, value.S.Memory);
                    break;
                case AttrValue.ValueOneofCase.I:
                    options.Add(name, value.I);
                    break;
                case AttrValue.ValueOneofCase.F:
                    options.Add(name, value.F);
                    break;
                case AttrValue.ValueOneofCase.B:
                    options.Add(name, value.B);
                    break;
                case AttrValue.ValueOneofCase.List when value.List.S.Count != 0:
                    options.Add(name, [.. value.List.S.Select(text => text.Memory)]);
                    break;
                case AttrValue.ValueOneofCase.List when value.List.I.Count != 0:
                    options.Add(name, [.. value.List.I]);
                    break;
                case AttrValue.ValueOneofCase.List when value.List.F.Count != 0:
                    options.Add(name, [.. value.List.F]);
                    break;
            }
        }

        return options.ToArray();
    }
}
