using Octavo.FlatBuffers;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TFLite.Tests;

/// <summary>Nodes that no operator admits are refused when a file is read, by the name of the node.</summary>
public sealed class OperatorSignatureTests
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

    [Theory]
    [InlineData(BuiltinOperator.SQUARE, TensorType.STRING, "input 0 (input) of SQUARE", "Float32", "String")]
    [InlineData(BuiltinOperator.LOGICAL_NOT, TensorType.FLOAT32, "input 0 (input) of LOGICAL_NOT", "Boolean", "Float32")]
    [InlineData(BuiltinOperator.READ_VARIABLE, TensorType.FLOAT32, "input 0 (handle) of READ_VARIABLE", "Resource", "Float32")]
    [InlineData(BuiltinOperator.DENSIFY, TensorType.FLOAT32, "input 0 (sparse weights) of DENSIFY", "a constant", "tensor0")]
    public void An_operand_that_the_operator_cannot_have_is_refused_by_name(object declaredCode, object type, string what, string expected,
        string found)
    {
        var model = ModelOf((BuiltinOperator)declaredCode, 1, [0], [2]);
        model.Subgraphs![0].Tensors![0].Type = (TensorType)type;
        var error = Assert.Throws<OctavoException>(() => Read(model));
        Assert.Equal(ErrorKind.MalformedModel, error.Kind);
        Assert.Contains(what, error.What, StringComparison.Ordinal);
        Assert.Contains(expected, error.Expected, StringComparison.Ordinal);
        Assert.Contains(found, error.Found, StringComparison.Ordinal);
        Assert.Contains("operator 0", error.Where, StringComparison.Ordinal);
    }

    [Fact]
    public void An_output_of_a_type_that_the_operator_cannot_give_is_refused()
    {
        var model = ModelOf(BuiltinOperator.LESS, 1, [0, 1], [2]);
        Assert.Contains("output 0 (output) of LESS", Assert.Throws<OctavoException>(() => Read(model)).What, StringComparison.Ordinal);
        model.Subgraphs![0].Tensors![2].Type = TensorType.BOOL;
        Assert.IsType<Less>(Read(model).Main.Nodes[0].Operator);
    }

    [Theory]
    [InlineData(TensorType.INT8, false, new[] { 1, 1, 1, 4 }, "has no scale")]
    [InlineData(TensorType.INT8, true, new[] { 1, 1, 1, 4 }, null)]
    [InlineData(TensorType.INT8, true, new[] { 4 }, "has another rank")]
    [InlineData(TensorType.FLOAT32, false, new[] { 1, 1, 1, 4 }, null)]
    public void A_filter_has_four_axes_and_beside_integers_a_scale(object input, bool hasScale, int[] shape, string? problem)
    {
        var model = ModelOf(BuiltinOperator.CONV_2D, 1, [0, 1], [2]);
        var tensors = model.Subgraphs![0].Tensors!;
        model.Buffers = [new BufferTable(), new BufferTable { Data = new byte[4] }];
        (tensors[0].Type, tensors[2].Type, tensors[1].Type) = ((TensorType)input, (TensorType)input, TensorType.INT8);
        (tensors[1].Shape, tensors[1].Buffer) = (shape, 1);
        tensors[1].Quantization = hasScale ? new QuantizationParametersTable { Scale = [0.5f], ZeroPoint = [0] } : null;
        model.Subgraphs[0].Inputs = [0];
        var error = Record.Exception(() => Read(model)) as OctavoException;
        Assert.Equal(problem is null, error is null);
        Assert.True(problem is null || error!.What.Contains($"input 1 (filter) of CONV_2D {problem}", StringComparison.Ordinal),
            error?.What);
    }

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
        OperatorCodes =
            [new OperatorCodeTable { DeprecatedBuiltinCode = (sbyte)Math.Min((int)code, 127), BuiltinCode = code, Version = version }],
        Subgraphs =
        [
            new SubGraphTable
            {
                Tensors =
                    [.. Enumerable.Range(0, 4).Select(index => new TensorTable { Name = $"tensor{index}", Shape = index < 2 ? [2] : [] })],
                Inputs = [0, 1],
                Outputs = [.. outputs.Take(1)],
                Operators = [new OperatorTable { Inputs = inputs, Outputs = outputs }],
            },
        ],
    };
}
