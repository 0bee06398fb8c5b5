namespace Octavo.Operators;

/// <summary>
/// Where the operands of one long short-term memory stand among the inputs of its node. Groups of gates stand in the order input, forget,
/// cell, output; peepholes in the order input, forget, output. Source: the schema's operators LSTM, UNIDIRECTIONAL_SEQUENCE_LSTM,
/// BIDIRECTIONAL_SEQUENCE_LSTM.
/// </summary>
/// <param name="InputWeights">
/// First of four, each [units, depth]; the first is absent where the input gate is coupled to the forget gate.
/// </param>
/// <param name="RecurrentWeights">First of four, each [units, outputs], or [units] where they are diagonals.</param>
/// <param name="Peepholes">First of three optional ones, each [units].</param>
/// <param name="Biases">First of four, each [units].</param>
/// <param name="Projection">Optional, [outputs, units].</param>
/// <param name="ProjectionBias">Optional, [outputs].</param>
/// <param name="HiddenState">A variable [batch, outputs].</param>
/// <param name="CellState">A variable [batch, units].</param>
/// <param name="Normalizations">First of four optional ones, each [units]; beyond all inputs where the operator has none.</param>
/// <param name="AuxiliaryWeights">
/// First of four optional ones, each [units, auxiliary depth]; beyond all inputs where the operator has none.
/// </param>
internal sealed record LstmOperands(
    int InputWeights, int RecurrentWeights, int Peepholes, int Biases, int Projection, int ProjectionBias, int HiddenState, int CellState,
    int Normalizations, int AuxiliaryWeights)
{
    public const int Gates = 4;
    public const int InputGate = 0;
    public const int ForgetGate = 1;
    public const int CellGate = 2;
    public const int OutputGate = 3;

    private const int None = int.MaxValue / 2;

    /// <summary>Those of LSTM and UNIDIRECTIONAL_SEQUENCE_LSTM.</summary>
    public static LstmOperands Single { get; } = new(1, 5, 9, 12, 16, 17, 18, 19, 20, None);

    /// <summary>Those of the forward half of BIDIRECTIONAL_SEQUENCE_LSTM.</summary>
    public static LstmOperands Forward { get; } = new(1, 5, 9, 12, 16, 17, 35, 36, None, 40);

    public static LstmOperands Backward { get; } = new(18, 22, 26, 29, 33, 34, 37, 38, None, 44);

    /// <summary>The index of a gate's peephole.</summary>
    public int Peephole(int gate) => Peepholes + (gate == OutputGate ? 2 : gate);

    /// <summary>Indices of all weights that hybrid kernels read in 8 bits.</summary>
    public IEnumerable<int> Weights(bool diagonal) => Products(diagonal).SelectMany(group => group).Concat(PeepholeOperands());

    /// <summary>Indices of the weights of each product.</summary>
    public IEnumerable<int[]> Products(bool diagonal)
    {
        yield return [.. Range(InputWeights, Gates)];
        if (!diagonal)
        {
            yield return [.. Range(RecurrentWeights, Gates)];
        }

        yield return [Projection];
        if (AuxiliaryWeights != None)
        {
            yield return [.. Range(AuxiliaryWeights, Gates)];
        }
    }

    public IEnumerable<int> PeepholeOperands() => Range(Peepholes, 3);

    public IEnumerable<int> BiasOperands() => Range(Biases, Gates).Append(ProjectionBias);

    /// <summary>Indices of the operands that stay float where weights have 8 bits, besides biases.</summary>
    public IEnumerable<int> FloatOperands(bool diagonal) =>
        BiasOperands().Concat(diagonal ? Range(RecurrentWeights, Gates) : [])
        .Concat(Normalizations == None ? [] : Range(Normalizations, Gates)).Append(HiddenState).Append(CellState);

    private static IEnumerable<int> Range(int first, int count) => Enumerable.Range(first, count);
}
