using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.TFLite;

/// <summary>
/// Quantization details between their form in a file, which names tensors of the subgraph, and <see cref="FileQuantization"/>, which holds
/// its own.
/// </summary>
internal static class QuantizationDetails
{
    /// <param name="tensors">The values of the subgraph's tensors; an index outside of them means that there is none.</param>
    public static FileQuantization FromFile(ISchemaTable details, IReadOnlyList<Value> tensors)
    {
        var operands = new List<Value>();
        return new FileQuantization(Map(details, Own), operands);

        int Own(int tensor)
        {
            if (tensor < 0 || tensor >= tensors.Count)
            {
                return -1;
            }

            operands.Add(tensors[tensor]);
            return operands.Count - 1;
        }
    }

    /// <param name="indexOf">The tensor of the subgraph that stands for a value.</param>
    /// <exception cref="OctavoException">The schema does not know the details.</exception>
    public static ISchemaTable ToFile(FileQuantization quantization, Func<Value, int> indexOf, string where) =>
        quantization.Details is UnknownUnionMember unknown
            ? throw new OctavoException(
                ErrorKind.UnsupportedFeature, "quantization details that no schema knows cannot be written", where,
                "block-wise, multi-axis or custom", unknown.SchemaName)
            : Map(quantization.Details, own => own < 0 ? -1 : indexOf(quantization.Values[own]));

    private static ISchemaTable Map(ISchemaTable details, Func<int, int> index) => details switch
    {
        BlockwiseQuantizationTable blockwise => new BlockwiseQuantizationTable
        {
            Scales = index(blockwise.Scales),
            ZeroPoints = index(blockwise.ZeroPoints),
            BlockSize = blockwise.BlockSize,
            BlockShape = blockwise.BlockShape,
        },
        MultiAxisQuantizationTable axes => new MultiAxisQuantizationTable
        {
            Scales = index(axes.Scales),
            ZeroPoints = index(axes.ZeroPoints),
            BlockSize = axes.BlockSize,
            QuantizedDimensions = axes.QuantizedDimensions,
        },
        _ => details,
    };
}
