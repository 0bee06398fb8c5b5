using Octavo.FlatBuffers;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TFLite.Tests;

/// <summary>Nodes that no operator admits are refused when a file is read, by the name of the node.</summary>
public sealed class OperatorLimitsTests
{
    public static TheoryData<string, object, int[], int[]> Wrong => new()
    {
        { "too few inputs", BuiltinOperator.ADD, [0], [2] },
        { "too many inputs", BuiltinOperator.ADD, [0, 1, 0], [2] },
        { "too many outputs", BuiltinOperator.ADD, [0, 1], [2, 3] },
        { "no outputs", BuiltinOperator.ADD, [0, 1], [] },
        { "a fourth input of a convolution", BuiltinOperator.CONV_2D, [0, 1, 0, 0], [2] },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Another_number_of_inputs_or_outputs_is_refused(string what, object declaredCode, int[] inputs, int[] outputs)
    {
        var code = (BuiltinOperator)declaredCode;
        var error = Assert.Throws<OctavoException>(() => Read(ModelOf(code, 1, inputs, outputs)));
        Assert.True(error.Kind == ErrorKind.MalformedModel, what);
        Assert.Contains("operator 0", error.Where, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(BuiltinOperator.CONCATENATION, new[] { 0 })]
    [InlineData(BuiltinOperator.CONCATENATION, new[] { 0, 1, 0, 1, 0 })]
    [InlineData(BuiltinOperator.CONV_2D, new[] { 0, 1 })]
    [InlineData(BuiltinOperator.CONV_2D, new[] { 0, 1, -1 })]
    public void Optional_and_repeated_inputs_are_read(object declaredCode, int[] inputs) =>
        Assert.Equal(inputs.Length, Read(ModelOf(((BuiltinOperator)declaredCode), 1, inputs, [2])).Main.Nodes[0].Inputs.Count);

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(-1, false)]
    public void A_subgraph_that_an_operator_names_must_exist(int subgraph, bool exists)
    {
        var model = ModelOf(BuiltinOperator.CALL_ONCE, 1, [], []);
        model.Subgraphs = [model.Subgraphs![0], new SubGraphTable { Name = "initialization" }];
        model.Subgraphs[0].Operators![0].BuiltinOptions = new CallOnceOptions { InitSubgraphIndex = subgraph };
        var error = Record.Exception(() => Read(model)) as OctavoException;
        Assert.Equal(exists, error is null);
        Assert.True(exists || error!.Kind == ErrorKind.MalformedModel);
    }

    [Fact]
    public void A_variable_has_no_constant_elements()
    {
        var model = ModelOf(BuiltinOperator.ADD, 1, [0, 1], [2]);
        model.Buffers = [new BufferTable(), new BufferTable { Data = new byte[8] }];
        model.Subgraphs![0].Tensors![1] = new TensorTable { Name = "state", Shape = [2], IsVariable = true, Buffer = 1 };
        Assert.Contains("'state'", Assert.Throws<OctavoException>(() => Read(model)).Where, StringComparison.Ordinal);
    }

    [Fact]
    public void An_operator_of_a_version_that_is_not_defined_yet_is_carried_along_only()
    {
        Assert.IsType<Add>(Read(ModelOf(BuiltinOperator.ADD, 6, [0, 1], [2])).Main.Nodes[0].Operator);
        Assert.Equal(99, Assert.IsType<OpaqueOperator>(Read(ModelOf(BuiltinOperator.ADD, 99, [0, 1], [2])).Main.Nodes[0].Operator).Version);
    }

    [Fact]
    public void Every_operator_of_the_catalogue_has_limits() =>
        Assert.All(OperatorCatalog.All, descriptor => Assert.NotNull(OperatorLimits.Of(descriptor.Code)));

    private static Graphs.Model Read(ModelTable model)
    {
        var builder = new FlatBufferBuilder();
        builder.Finish(model.Write(builder), "TFL3");
        return TFLiteFile.Read(builder.ToArray(), "test").Model;
    }

    private static ModelTable ModelOf(BuiltinOperator code, int version, int[] inputs, int[] outputs) => new()
    {
        Version = 3,
        Buffers = [new BufferTable()],
        OperatorCodes = [new OperatorCodeTable { DeprecatedBuiltinCode = (sbyte)Math.Min((int)code, 127), BuiltinCode = code, Version = version }],
        Subgraphs =
        [
            new SubGraphTable
            {
                Tensors = [.. Enumerable.Range(0, 4).Select(index => new TensorTable { Name = $"tensor{index}", Shape = index < 2 ? [2] : [] })],
                Inputs = [0, 1],
                Outputs = [.. outputs.Take(1)],
                Operators = [new OperatorTable { Inputs = inputs, Outputs = outputs }],
            },
        ],
    };
}
