using Octavo.FlatBuffers;
using Octavo.Operators;
using Octavo.TensorFlow;

namespace Octavo.DocsGenerator;

/// <summary>docs/operators.md: which operator has which facets, and which operations of TensorFlow become operators.</summary>
internal static class OperatorPage
{
    private static readonly (string Head, Type Facet)[] Facets =
    [
        ("shapes", typeof(IShapeInference)), ("float", typeof(IFloatKernel)), ("hybrid", typeof(IHybridKernel)),
        ("quantized", typeof(IQuantizedKernel)), ("plain integers", typeof(IPlainIntegerKernel)), ("movement", typeof(IMovementKernel)),
    ];

    private static readonly (string Word, Type Facet)[] Marks =
    [
        ("stateful", typeof(IStatefulOperator)), ("shape query", typeof(IShapeQuery)), ("element by element", typeof(IElementwise)),
        ("fused activation", typeof(IFusedActivation)), ("shares memory", typeof(IMemoryUse)),
    ];

    public static string Text() =>
        $"""
        # Operators

        Generated from `OperatorCatalog` and `ImporterCatalog`; `{GeneratedPages.Command}` writes it anew.
        What the columns mean: [glossary.md](glossary.md), "facet". A kernel column says that there is a kernel; whether it takes a node's types and
        shapes is answered for each node (`octavo inspect MODEL --nodes`), with the reason where it does not.

        ## Operators of TFLite: {OperatorCatalog.All.Count}

        {Table()}
        ## What quantization may do

        The contract of each operator that quantization concerns, with the options that a file gives by default; the others compute on floats alone.
        *Activations*: the types that LiteRT's reference kernels take. For each operand its role; *scale of*: it has the same scale and zero point as that one;
        a product: the scale of a sum is that of its factors. Weights have zero point 0 and, where an axis is named, a scale for each of its indices; under float
        activations kernels compute with them (*hybrid*), or they are dequantized.

        {ContractTable()}
        ## Operators of the runtime alone

        Made by passes when a model is loaded for running; no file can hold them, and writing one is refused.

        {RunTimeTable()}
        ## Only carried along

        Models with these codes are read, inspected, rewritten and written; running them is refused with one error that names all of them.

        {string.Join(", ", Opaque())}.

        ## Operations of TensorFlow that are imported: {ImporterCatalog.All.Sum(importer => importer.Operations.Count)}

        {Importers()}
        """.ReplaceLineEndings("\n");

    private static string Table() => MarkdownTable.Make(
        ["operator", "TFLite code", "options", .. Facets.Select(facet => facet.Head), "notes"],
        OperatorCatalog.All.Select(Row));

    private static string RunTimeTable() => MarkdownTable.Make(
        ["operator", .. Facets.Select(facet => facet.Head)],
        OperatorCatalog.RunTimeOnly.Select(type =>
            (string[])[type.Name, .. Facets.Select(facet => facet.Facet.IsAssignableFrom(type) ? "yes" : "")]));

    private static string[] Row(OperatorDescriptor descriptor) =>
    [
        descriptor.Type.Name, $"`{descriptor.Code}`", Options(descriptor),
        .. Facets.Select(facet => facet.Facet.IsAssignableFrom(descriptor.Type) ? "yes" : ""),
        string.Join("; ", Marks.Where(mark => mark.Facet.IsAssignableFrom(descriptor.Type)).Select(mark => mark.Word)),
    ];

    private static string ContractTable() => MarkdownTable.Make(
        ["TFLite code", "activations", "inputs", "outputs", "between its steps", "notes"],
        from descriptor in OperatorCatalog.All
        where descriptor.Has<IQuantizable>()
        let contract = ((IQuantizable)descriptor.Read(null)).Contract
        select new[]
        {
            $"`{descriptor.Code}`",
            ContractText.Activations(contract),
            ContractText.Operands(contract, OperandSide.Input),
            ContractText.Operands(contract, OperandSide.Output),
            ContractText.Operands(contract, OperandSide.Intermediate),
            contract.AllOrNothing ? "8-bit weights where all are" : "",
        });

    private static string Options(OperatorDescriptor descriptor)
    {
        var codec = descriptor.Type.GetInterfaces()
            .Single(facet => facet.IsGenericType && facet.GetGenericTypeDefinition() == typeof(ITFLiteCodec<,>));
        var options = codec.GetGenericArguments()[1];
        return options == typeof(NoOptions) ? "" : $"`{options.Name}`";
    }

    private static IEnumerable<string> Opaque() => Enum.GetValues<BuiltinOperator>().Distinct()
        .Where(code => OperatorCatalog.Find(code) is null && !$"{code}".StartsWith("PLACEHOLDER", StringComparison.Ordinal))
        .Select(code => $"{code}").Order(StringComparer.Ordinal).Select(code => $"`{code}`");

    private static string Importers() => MarkdownTable.Make(
        ["importer", "operations"],
        ImporterCatalog.All.Select(importer =>
            new[] { importer.GetType().Name,
                string.Join(", ", importer.Operations.Order(StringComparer.Ordinal).Select(operation => $"`{operation}`")) }));
}
