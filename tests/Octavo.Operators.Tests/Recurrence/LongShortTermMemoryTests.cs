using Octavo.Tensors;

namespace Octavo.Operators.Tests;

/// <summary>Long short-term memories against their definition, computed in double.</summary>
public sealed class LongShortTermMemoryTests
{
    private const int Batch = 2;
    private const int Steps = 3;
    private const int Depth = 5;
    private const int Units = 6;

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void A_sequence_is_what_the_definition_says(bool isCoupled, bool hasPeepholes)
    {
        var operands = Operands(isCoupled, hasPeepholes);
        var result = WeightedNode.Run(new UnidirectionalSequenceLstm(FusedActivation.Tanh, CellClip: 0.9f), operands);
        Assert.Equal(new Shape(Batch, Steps, Units), result.Shape);

        // Each step adds the rounding of its sums, which gates and cells pass on with a slope of at most 1.
        var allowed = Math.Pow(2, -24) * (4 + (2 * Math.Sqrt(Depth + Units))) * 2 * (Depth + Units) * 4 * Steps;
        var expected = Definition(operands, 0.9);
        for (var index = 0; index < expected.Length; index++)
        {
            Assert.InRange(result.Values<float>()[index] - expected[index], -allowed, allowed);
        }
    }

    [Fact]
    public void Recurrent_weights_of_another_size_are_refused_by_the_name_of_the_node()
    {
        var operands = Operands(false, false);
        operands[6] = RandomTensor.Floats(1, Units, Units + 1);
        var error = Assert.Throws<OctavoException>(() => WeightedNode.Node(new UnidirectionalSequenceLstm(), operands));
        Assert.Equal(ErrorKind.Shape, error.Kind);
        Assert.Contains("block1/node", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_that_is_absent_is_refused()
    {
        var operands = Operands(false, false);
        operands[18] = null;
        var node = WeightedNode.Node(new UnidirectionalSequenceLstm(), operands);
        Assert.Equal("a state is absent", ((IFloatKernel)node.Operator).SupportFloat(OperandTypes.Of(node)).Reason);
    }

    [Fact]
    public void Directions_stand_side_by_side_where_outputs_are_merged()
    {
        var operands = new WeightedNode.Operand?[48];
        var cell = Operands(false, false);
        for (var index = 0; index < 18; index++)
        {
            operands[index] = cell[index];
            operands[index == 0 ? 0 : index + 17] = cell[index];
        }

        for (var state = 35; state < 39; state++)
        {
            operands[state] = State();
        }

        var both = WeightedNode.Run(new BidirectionalSequenceLstm(FusedActivation.Tanh, MergeOutputs: true, TimeMajor: false), operands);
        Assert.Equal(new Shape(Batch, Steps, 2 * Units), both.Shape);
        var forward = WeightedNode.Run(new UnidirectionalSequenceLstm(FusedActivation.Tanh), Operands(false, false));
        for (var index = 0; index < Batch * Steps * Units; index++)
        {
            Assert.Equal(forward.Values<float>()[index], both.Values<float>()[(index / Units * 2 * Units) + (index % Units)]);
        }
    }

    private static WeightedNode.Operand State() =>
        WeightedNode.Computed(Tensor.From<float>(new Shape(Batch, Units), new float[Batch * Units]));

    private static WeightedNode.Operand?[] Operands(bool isCoupled, bool hasPeepholes)
    {
        var operands = new WeightedNode.Operand?[24];
        operands[0] = WeightedNode.Computed(RandomTensor.Floats(50, Batch, Steps, Depth));
        for (var gate = isCoupled ? 1 : 0; gate < 4; gate++)
        {
            operands[1 + gate] = RandomTensor.Floats(1 + gate, Units, Depth);
            operands[5 + gate] = RandomTensor.Floats(5 + gate, Units, Units);
            operands[12 + gate] = RandomTensor.Floats(12 + gate, Units);
        }

        for (var peephole = isCoupled ? 1 : 0; hasPeepholes && peephole < 3; peephole++)
        {
            operands[9 + peephole] = RandomTensor.Floats(9 + peephole, Units);
        }

        operands[18] = State();
        operands[19] = State();
        return operands;
    }

    private static double[] Definition(WeightedNode.Operand?[] operands, double clip)
    {
        var output = new double[Batch * Steps * Units];
        for (var item = 0; item < Batch; item++)
        {
            var (hidden, cell) = (new double[Units], new double[Units]);
            for (var step = 0; step < Steps; step++)
            {
                var (before, next) = (hidden, new double[Units]);
                for (var unit = 0; unit < Units; unit++)
                {
                    var row = (item * Steps) + step;
                    var forget = Logistic(Sum(operands, 1, row, before, unit) + Peephole(operands, 1, unit, cell[unit]));
                    var input = operands[1] is null ? 1 - forget
                        : Logistic(Sum(operands, 0, row, before, unit) + Peephole(operands, 0, unit, cell[unit]));
                    cell[unit] = Math.Clamp((forget * cell[unit]) + (input * Math.Tanh(Sum(operands, 2, row, before, unit))), -clip, clip);
                    next[unit] =
                        Logistic(Sum(operands, 3, row, before, unit) + Peephole(operands, 2, unit, cell[unit])) * Math.Tanh(cell[unit]);
                    output[(row * Units) + unit] = next[unit];
                }

                hidden = next;
            }
        }

        return output;
    }

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    private static double Peephole(WeightedNode.Operand?[] operands, int index, int unit, double cell) =>
        operands[9 + index] is { } weights ? weights.Tensor.Values<float>()[unit] * cell : 0;

    private static double Sum(WeightedNode.Operand?[] operands, int gate, int row, double[] hidden, int unit)
    {
        double sum = operands[12 + gate]!.Tensor.Values<float>()[unit];
        for (var k = 0; k < Depth; k++)
        {
            sum += (double)operands[0]!.Tensor.Values<float>()[(row * Depth) + k] * operands[1
                + gate]!.Tensor.Values<float>()[(unit * Depth) + k];
        }

        for (var k = 0; k < Units; k++)
        {
            sum += hidden[k] * operands[5 + gate]!.Tensor.Values<float>()[(unit * Units) + k];
        }

        return sum;
    }
}
