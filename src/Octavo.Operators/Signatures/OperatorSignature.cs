using System.Collections.Immutable;

namespace Octavo.Operators;

/// <summary>
/// What every node of an operator looks like in a file: how many inputs and outputs it has, which may be absent, of which types they are,
/// and the highest version that is defined. It says no more than what runtimes refuse themselves: what they take is taken. Built operand by
/// operand. Source: LiteRT tflite/kernels, the checks of each Prepare; tflite/converter/ir/tfl_ops.td; runtime_version.cc.
/// </summary>
/// <param name="HighestVersion">Nodes of higher versions are carried along only.</param>
internal sealed partial record OperatorSignature(int HighestVersion = 1)
{
    public const int Many = int.MaxValue;

    public ImmutableArray<OperandSignature> Inputs { get; init; } = [];

    public ImmutableArray<OperandSignature> Outputs { get; init; } = [];

    /// <summary>Absent optional inputs that a list names count; those that it leaves out at its end do not.</summary>
    public int FewestInputs { get; init; }

    public int MostInputs { get; init; }

    public int FewestOutputs { get; init; }

    public int MostOutputs { get; init; }

    /// <summary>What the version of a node depends on, where that is not alike for all operators.</summary>
    public VersionFacts Versions { get; init; } = new();

    /// <summary>Whether an input of a list of so many must be a tensor; null where each operand says it for itself.</summary>
    public Func<int, int, bool>? IsRequired { get; init; }

    /// <summary>One operand, with the output's type and shape.</summary>
    public static OperatorSignature Unary(TypeSet types, int version = 1) =>
        new OperatorSignature(version).In("input", types).Out("output", types);

    /// <summary>Two operands that broadcast.</summary>
    public static OperatorSignature Binary(TypeSet types, int version = 1) =>
        new OperatorSignature(version).In("left", types).In("right", types).Out("output", types);

    public static OperatorSignature Comparison(TypeSet types, int version) =>
        new OperatorSignature(version).In("left", types).In("right", types).Out("output", ElementType.Boolean);

    public static OperatorSignature Reduction(TypeSet types, int version = 1) =>
        new OperatorSignature(version).In("input", types).In("axes", TypeSet.Integers).Out("output", types);

    /// <summary>Data of any type behind which operands name axes, sizes or positions.</summary>
    public static OperatorSignature Movement(int version, params ReadOnlySpan<string> positions)
    {
        var signature = new OperatorSignature(version).In("data", TypeSet.Any);
        foreach (var name in positions)
        {
            signature = signature.In(name, TypeSet.Integers);
        }

        return signature.Out("output", TypeSet.Any);
    }

    /// <summary>Numbers of operands only.</summary>
    public static OperatorSignature Counted(int version, int fewestInputs, int mostInputs, int fewestOutputs, int mostOutputs) =>
        new(version)
    {
        Inputs = [new OperandSignature("operand", TypeSet.Any) { MayBeAbsent = true }],
        Outputs = [new OperandSignature("result", TypeSet.Any)],
        FewestInputs = fewestInputs,
        MostInputs = mostInputs,
        FewestOutputs = fewestOutputs,
        MostOutputs = mostOutputs,
    };

    /// <summary>An input that every node has.</summary>
    /// <inheritdoc cref="OperandSignature(string, TypeSet, int?, int?)"/>
    public OperatorSignature In(string name, TypeSet types, int? rank = null, int? scaledWith = null) =>
        Add(new OperandSignature(name, types, rank, scaledWith));

    /// <summary>An input that is known before the model runs.</summary>
    public OperatorSignature Constant(string name, TypeSet types) => Add(new OperandSignature(name, types) { MustBeConstant = true });

    /// <summary>An input that may be absent, or left out at the end of the list.</summary>
    public OperatorSignature Optional(string name, TypeSet types) =>
        Add(new OperandSignature(name, types) { MayBeLeftOut = true, MayBeAbsent = true });

    /// <summary>An input that may be absent where the list goes on behind it.</summary>
    public OperatorSignature Absent(string name, TypeSet types) => Add(new OperandSignature(name, types) { MayBeAbsent = true });

    /// <summary>An input that is a tensor, or left out at the end of the list.</summary>
    public OperatorSignature LeftOut(string name, TypeSet types) => Add(new OperandSignature(name, types) { MayBeLeftOut = true });

    /// <summary>As many more inputs as a node has.</summary>
    public OperatorSignature ManyIn(string name, TypeSet types, int fewest = 1) =>
        this with { Inputs = Inputs.Add(new OperandSignature(name, types)), FewestInputs = FewestInputs + fewest, MostInputs = Many };

    /// <summary>
    /// A list of any length up to <paramref name="most"/>, as operators with states have it: old files leave out what is at its end.
    /// </summary>
    /// <param name="isRequired">Whether an input of a list of so many must be a tensor.</param>
    public OperatorSignature ListIn(string name, int most, TypeSet types, Func<int, int, bool> isRequired) =>
        this with { Inputs = Inputs.Add(new OperandSignature(name, types)), MostInputs = most, IsRequired = isRequired };

    /// <summary>Outputs; those beyond <paramref name="fewest"/> may be left out.</summary>
    public OperatorSignature Out(string name, TypeSet types, int fewest = 1, int most = 1) => this with
    {
        Outputs = Outputs.Add(new OperandSignature(name, types)), FewestOutputs = FewestOutputs + fewest,
            MostOutputs = most == Many ? Many : MostOutputs + most,
    };

    /// <summary>The operand that stands at a place of the list: its last one as often as there are more.</summary>
    public OperandSignature Input(int index) => Inputs[Math.Min(index, Inputs.Length - 1)];

    /// <inheritdoc cref="Input"/>
    public OperandSignature Output(int index) => Outputs[Math.Min(index, Outputs.Length - 1)];

    private OperatorSignature Add(OperandSignature operand) => this with
    {
        Inputs = Inputs.Add(operand), FewestInputs = operand.MayBeLeftOut ? FewestInputs : Inputs.Length + 1, MostInputs = MostInputs + 1,
    };
}
