using Octavo.FlatBuffers;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TFLite.Tests;

/// <summary>What a file declares of computed tensors, of variables and of memory to work in.</summary>
public sealed class DeclaredOutputsTests
{
    [Fact]
    public void Another_element_type_than_the_operator_gives_is_refused_by_the_name_of_the_node() =>
        Assert.Contains("'sum'", Refused(new TensorTable { Name = "sum", Shape = [2], Type = TensorType.INT8 }).Where,
            StringComparison.Ordinal);

    [Fact]
    public void Another_number_of_elements_is_refused() => Refused(new TensorTable { Name = "sum", Shape = [3] });

    [Fact]
    public void An_empty_shape_becomes_what_the_operator_gives() =>
        Assert.Equal(new Shape(2), Read(Model(new TensorTable { Name = "sum" })).Main.Outputs[0].Shape);

    [Fact]
    public void As_many_elements_in_another_shape_become_what_the_operator_gives() =>
        Assert.Equal(new Shape(2), Read(Model(new TensorTable { Name = "sum", Shape = [1, 2] })).Main.Outputs[0].Shape);

    [Fact]
    public void A_computed_variable_is_refused() => Refused(new TensorTable { Name = "sum", Shape = [2], IsVariable = true });

    [Fact]
    public void A_variable_that_is_an_input_is_refused()
    {
        var model = Model(new TensorTable { Name = "sum", Shape = [2] });
        model.Subgraphs![0].Tensors![0].IsVariable = true;
        Assert.Equal(ErrorKind.MalformedModel, Assert.Throws<OctavoException>(() => Read(model)).Kind);
    }

    [Fact]
    public void An_input_that_must_be_there_and_is_absent_is_refused()
    {
        var model = Model(new TensorTable { Name = "sum", Shape = [2] });
        model.Subgraphs![0].Operators![0].Inputs = [0, -1];
        var error = Assert.Throws<OctavoException>(() => Read(model));
        Assert.Equal(ErrorKind.MalformedModel, error.Kind);
        Assert.Contains("input 1", error.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zero_point_beyond_32_bits_is_refused() => Refused(new TensorTable
    {
        Name = "sum", Shape = [2], Quantization = new QuantizationParametersTable { Scale = [1], ZeroPoint = [1L << 40] },
    });

    [Fact]
    public void What_only_a_custom_operator_reads_and_nothing_provides_is_memory_to_work_in()
    {
        var model = Model(new TensorTable { Name = "sum", Shape = [2] });
        model.OperatorCodes![0] = new OperatorCodeTable { DeprecatedBuiltinCode = 32, BuiltinCode = BuiltinOperator.CUSTOM,
            CustomCode = "accelerator", Version = 1 };
        model.Subgraphs![0].Inputs = [0];
        var read = Read(model);
        Assert.True(read.Main.Nodes[0].Inputs[1]!.IsScratch);
        Assert.Equal(ModelWriter.ToBytes(read), ModelWriter.ToBytes(TFLiteFile.Read(ModelWriter.ToBytes(read), "again").Model));
    }

    [Fact]
    public void What_a_builtin_operator_reads_must_come_from_somewhere()
    {
        var model = Model(new TensorTable { Name = "sum", Shape = [2] });
        model.Subgraphs![0].Inputs = [0];
        Assert.Equal(ErrorKind.MalformedModel, Assert.Throws<OctavoException>(() => Read(model)).Kind);
    }

    private static OctavoException Refused(TensorTable output)
    {
        var error = Assert.Throws<OctavoException>(() => Read(Model(output)));
        Assert.Equal(ErrorKind.MalformedModel, error.Kind);
        return error;
    }

    private static Graphs.Model Read(ModelTable model)
    {
        var builder = new FlatBufferBuilder();
        builder.Finish(model.Write(builder), "TFL3");
        return TFLiteFile.Read(builder.ToArray(), "test").Model;
    }

    private static ModelTable Model(TensorTable output) => new()
    {
        Version = 3,
        Buffers = [new BufferTable()],
        OperatorCodes = [new OperatorCodeTable { BuiltinCode = BuiltinOperator.ADD, Version = 1 }],
        Subgraphs =
        [
            new SubGraphTable
            {
                Tensors = [new TensorTable { Name = "x", Shape = [2] }, new TensorTable { Name = "y", Shape = [2] }, output],
                Inputs = [0, 1],
                Outputs = [2],
                Operators = [new OperatorTable { Inputs = [0, 1], Outputs = [2] }],
            },
        ],
    };
}
