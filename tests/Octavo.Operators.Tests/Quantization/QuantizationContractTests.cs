using Octavo.Graphs;

namespace Octavo.Operators.Tests;

public sealed class QuantizationContractTests
{
    private static readonly ElementType[] Types = [ElementType.Int8, ElementType.UInt8, ElementType.Int16];

    [Fact]
    public void Contracts_name_types_that_activations_have_and_operands_that_have_scales_of_their_own()
    {
        var faults =
            from contract in All()
            from operand in Operands(contract.Contract)
            where contract.Contract.Activations.Any(type => !Types.Contains(type))
                || (operand.SameScaleAs is { } place
                    && (!Known(contract.Contract, place) || contract.Contract[place].SameScaleAs is not null
                        || operand.FixedScale is not null))
                || operand.ScaleProducts.Any(product => product.Factors.Any(factor => !Known(contract.Contract, factor)))
                || (operand.Role == OperandRole.Bias) != (operand.ScaleProducts.Length != 0) && contract.Contract.Activations.Length != 0
                || (operand.Role == OperandRole.Weight && operand.Type is null && operand.Weight is null)
            select contract.Name;
        Assert.Empty(faults.Distinct());
        Assert.True(All().Count() > 90);
    }

    [Fact]
    public void Every_operator_with_a_kernel_for_codes_or_for_weights_of_few_bits_has_one() => Assert.Empty(
        from descriptor in OperatorCatalog.All
        where (descriptor.Has<IQuantizedKernel>() || descriptor.Has<IHybridKernel>()) && !descriptor.Has<IQuantizable>()
        select descriptor.Type.Name);

    /// <summary>
    /// Source: the 8-bit quantization specification of TensorFlow Lite; for uint8 and int16 what LiteRT's kernels demand.
    /// </summary>
    [Theory]
    [InlineData("LOGISTIC", 1.0 / 256, -128, 1.0 / 256, 0, 1.0 / 32768)]
    [InlineData("SOFTMAX", 1.0 / 256, -128, 1.0 / 256, 0, 1.0 / 32768)]
    [InlineData("TANH", 1.0 / 128, 0, 1.0 / 128, 128, 1.0 / 32768)]
    [InlineData("L2_NORMALIZATION", 1.0 / 128, 0, 1.0 / 128, 128, null)]
    [InlineData("LOG_SOFTMAX", 16.0 / 256, 127, 16.0 / 256, 255, null)]
    public void Outputs_of_a_known_range_have_a_fixed_scale(
        string name, double int8, int zero, double uint8, int unsignedZero, double? int16)
    {
        var scale = Find(name).Output(0).FixedScale!;
        Assert.Equal(AffineQuantization.PerTensor((float)int8, zero), scale.Of(ElementType.Int8));
        Assert.Equal(AffineQuantization.PerTensor((float)uint8, unsignedZero), scale.Of(ElementType.UInt8));
        Assert.Equal(int16 is { } wide ? AffineQuantization.PerTensor((float)wide, 0) : null, scale.Of(ElementType.Int16));
    }

    [Fact]
    public void No_other_operator_has_one_but_the_basic_lstm() => Assert.Equal(
        ["L2_NORMALIZATION", "LOGISTIC", "LOG_SOFTMAX", "SOFTMAX", "TANH"],
        All().Where(entry => Operands(entry.Contract).Any(operand => operand.FixedScale is not null)).Select(entry => entry.Name)
            .Order(StringComparer.Ordinal));

    [Fact]
    public void Weights_and_biases_follow_the_type_of_the_activations()
    {
        var contract = Find("FULLY_CONNECTED");
        var (weights, bias) = (contract.Input(1), contract.Input(2));
        Assert.Equal<ElementType>([ElementType.Int8, ElementType.Int4, ElementType.Int2], weights.TypesBeside(ElementType.Int8));
        Assert.Equal<ElementType>([ElementType.Int8, ElementType.Int4, ElementType.Int2], weights.TypesBeside(ElementType.Int16));
        Assert.Equal<ElementType>([ElementType.UInt8], weights.TypesBeside(ElementType.UInt8));
        Assert.Equal<ElementType>([ElementType.Int32], bias.TypesBeside(ElementType.Int8));
        Assert.Equal<ElementType>([ElementType.Int64, ElementType.Int32], bias.TypesBeside(ElementType.Int16));
        Assert.Equal([false, true], new[] { ElementType.Int8, ElementType.UInt8 }.Select(weights.MayHaveZeroPoint));
        Assert.Equal([true, true, false], Types.Select(contract.Input(0).MayHaveZeroPoint));
        Assert.False(bias.MayHaveZeroPoint(ElementType.UInt8));
    }

    [Fact]
    public void What_an_operator_moves_keeps_its_scale_and_the_last_of_an_open_list_stands_for_all()
    {
        Assert.Equal(OperandPlace.Input(1), Find("SPLIT").Output(5).SameScaleAs);
        Assert.Equal(OperandPlace.Output(0), Find("CONCATENATION").Input(7).SameScaleAs);
        Assert.Equal(OperandRole.Untouched, Find("CONCATENATION").Output(1).Role);
        Assert.Equal(OperandRole.Untouched, Find("MAXIMUM").Input(2).Role);
        Assert.Equal(OperandRole.Index, Find("GATHER").Input(1).Role);
    }

    [Fact]
    public void Biases_of_normalized_gates_have_the_scale_of_the_normalization()
    {
        var contract = ((IQuantizable)new UnidirectionalSequenceLstm()).Contract;
        var plain = Node(24, absent: [20, 21, 22, 23]);
        var normalized = Node(24, absent: []);
        Assert.Equal<OperandPlace>([OperandPlace.Input(0), OperandPlace.Input(3)], contract.Input(14).ScaleAt(plain)!.Factors);
        Assert.Equal<OperandPlace>([OperandPlace.Input(22)], contract.Input(14).ScaleAt(normalized)!.Factors);
        Assert.Equal(1.0 / 1024, contract.Input(14).ScaleAt(normalized)!.Constant);
        Assert.Null(contract.Input(17).ScaleAt(plain));
        Assert.Equal((ElementType.Int16, true), (contract.Input(19).Type, contract.Input(19).HasPowerOfTwoScale));
        Assert.Equal(OperandPlace.Output(0), contract.Input(18).SameScaleAs);
        Assert.Equal(
            [ElementType.Int16, ElementType.Int8],
            new[] { 0, 4 }.Select(index => contract.Intermediates[index].TypesBeside(ElementType.Int8)[0]));
    }

    private static Node Node(int inputs, int[] absent)
    {
        var edit = new GraphEdit(new Graph("main"));
        var values = Enumerable.Range(0, inputs)
            .Select(index => absent.Contains(index) ? null : edit.AddInput($"{index}", ElementType.Float32, Shape.Unknown));
        return edit.AddNode(
            "layer", new UnidirectionalSequenceLstm(), [.. values], [edit.NewValue("output", ElementType.Float32, Shape.Unknown)]);
    }

    private static QuantizationContract Find(string name) => All().Single(entry => entry.Name == name).Contract;

    private static IEnumerable<(string Name, QuantizationContract Contract)> All() =>
        from descriptor in OperatorCatalog.All
        let made = descriptor.Read(null)
        where made is IQuantizable
        select (made.Name, ((IQuantizable)made).Contract);

    private static IEnumerable<OperandContract> Operands(QuantizationContract contract) =>
        contract.Inputs.Concat(contract.Outputs).Concat(contract.Intermediates);

    private static bool Known(QuantizationContract contract, OperandPlace place) =>
        contract[place].Role is not (OperandRole.Untouched or OperandRole.Index);
}
