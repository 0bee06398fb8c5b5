using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>Makes the sequence operators that compute what chains and loops of cells compute.</summary>
internal static class SequenceNodes
{
    private static readonly string[] StateNames = ["hidden_state", "cell_state"];

    /// <summary>A node that runs a cell over a sequence.</summary>
    /// <param name="before">Where the node goes.</param>
    /// <param name="name">Of the node; its operands are named after it.</param>
    /// <param name="sequence">[batch, time, depth], or [time, batch, depth].</param>
    /// <param name="states">
    /// What each run starts from, in the cell's order; null where states are variables, which hold zeros at first.
    /// </param>
    /// <param name="form">What the node does that operators of files do not.</param>
    /// <returns>
    /// The hidden state at every step, [batch, time, outputs] or [time, batch, outputs]; then, where they are given, the last states, in
    /// the cell's order.
    /// </returns>
    public static IReadOnlyList<Value> Emit(
        GraphEdit edit, Node before, string name, RecurrentCell cell, Value sequence, bool timeMajor, IReadOnlyList<Value>? states,
        RunTimeForm form)
    {
        var operands = new Operands(edit, name, sequence, sequence.Shape[timeMajor ? 1 : 0], states);
        var isAsymmetric = HybridProducts.AreAsymmetric(cell) ?? false;
        var isJoined = HybridProducts.Joined(cell) is not null;
        (Operator Operator, IReadOnlyList<Value?> Inputs) node = cell switch
        {
            BasicCell basic =>
                (form.Of(new UnidirectionalSequenceRnn(timeMajor, basic.Activation, isAsymmetric), isJoined), Basic(operands, basic)),
            LongShortTermMemoryCell memory => (
                form.Of(new UnidirectionalSequenceLstm(memory.Activation, memory.CellClip, memory.Projection?.Clip ?? 0, timeMajor,
                    isAsymmetric), isJoined),
                Memory(operands, memory)),
            GatedUnitCell gated => Gated(operands, gated, timeMajor, form),
            _ => throw new InvalidOperationException($"No operator runs {cell.GetType().Name} over a sequence."),
        };

        // The mask is the input behind all others.
        var inputs = form.Mask is null ? node.Inputs : [.. node.Inputs, form.Mask];
        return new GraphBuilder(edit, before)
            .EmitAll(name, node.Operator, inputs, index => index == 0 ? name : $"{name}/last_{StateNames[index - 1]}");
    }

    /// <summary>A node that runs one step of a cell in each invocation, with variables for its states.</summary>
    /// <param name="input">[batch, depth].</param>
    /// <returns>The hidden state [batch, outputs].</returns>
    public static Value EmitStep(GraphEdit edit, Node before, string name, RecurrentCell cell, Value input)
    {
        var operands = new Operands(edit, name, input, input.Shape[0], null);
        return cell switch
        {
            BasicCell basic => edit.Emit(before, name, new Rnn(basic.Activation), Basic(operands, basic)),
            LongShortTermMemoryCell memory => edit.Emit(
                before, name, new Lstm(LstmKernelType.Full, memory.Activation, memory.CellClip, memory.Projection?.Clip ?? 0),
                Memory(operands, memory)),
            _ => throw new InvalidOperationException($"No operator runs one step of {cell.GetType().Name}."),
        };
    }

    private static (Operator Operator, IReadOnlyList<Value?> Inputs) Gated(Operands operands, GatedUnitCell cell, bool timeMajor,
        RunTimeForm form)
    {
        var weights = GatedUnitWeights.Of(cell)!;
        return (
            new UnidirectionalSequenceGru(timeMajor, cell.ResetsAfter, AsymmetricQuantizeInputs: weights.IsAsymmetric,
                JoinedInputs: weights.IsJoined, Masked: form.Masked),
            [
                operands.Sequence, operands.Weights("weights", weights.First), operands.Weights("second_weights", weights.Second),
                operands.Constant("bias", weights.FirstBias), operands.Constant("second_bias", weights.SecondBias), operands.States?[0],
            ]);
    }

    private static IReadOnlyList<Value?> Basic(Operands operands, BasicCell cell) =>
    [
        operands.Sequence, operands.InputWeights("weights", cell.Gate, cell),
        operands.RecurrentWeights("recurrent_weights", cell.Gate, cell), operands.Vector("bias", cell.Gate.Bias, cell.Gate.Units),
        operands.State(0, "hidden_state", cell.Next.Width),
    ];

    private static IReadOnlyList<Value?> Memory(Operands operands, LongShortTermMemoryCell cell)
    {
        (string Name, CellGate? Gate)[] gates =
            [("input", cell.InputGate), ("forget", cell.ForgetGate), ("cell", cell.CellGate), ("output", cell.OutputGate)];
        (string Name, CellGate? Gate)[] peepholes = [gates[0], gates[1], gates[3]];
        return
        [
            operands.Sequence,
            .. gates.Select(gate => operands.InputWeights($"{gate.Name}_gate/weights", gate.Gate, cell)),
            .. gates.Select(gate => operands.RecurrentWeights($"{gate.Name}_gate/recurrent_weights", gate.Gate, cell)),
            .. peepholes.Select(gate => operands.Constant($"{gate.Name}_gate/peephole", gate.Gate?.Peephole)),
            .. gates.Select(gate => gate.Gate is null ? null : operands.Vector($"{gate.Name}_gate/bias", gate.Gate.Bias, gate.Gate.Units)),
            operands.Weights("projection/weights", cell.Projection?.Product),
            operands.Constant("projection/bias", cell.Projection?.Bias),
            operands.State(0, "hidden_state", cell.Next.Width),
            operands.State(1, "cell_state", cell.Cell.Width),
            null, null, null, null,
        ];
    }

    private sealed record Operands(GraphEdit Edit, string Name, Value Sequence, int Batch, IReadOnlyList<Value>? States)
    {
        public Value? Constant(string part, Constant? constant) => constant is null ? null : Edit.AddConstant($"{Name}/{part}", constant);

        public Value Vector(string part, Constant? constant, int count) =>
            Edit.AddConstant($"{Name}/{part}", constant ?? ConstantRows.Zeros(count));

        public Value Weights(string part, IReadOnlyList<WeightCut> cuts)
        {
            var (matrix, quantization) = GatedUnitWeights.Stack([.. cuts]);
            return Edit.AddConstant($"{Name}/{part}", matrix, quantization);
        }

        public Value? Weights(string part, LinearProduct? product) => product is null ? null : Weights(part, [product.Weights]);

        /// <summary>Those of the input, or of input and hidden state side by side.</summary>
        public Value? InputWeights(string part, CellGate? gate, RecurrentCell cell) => gate is null ? null
            : HybridProducts.Joined(cell) is null ? Weights(part, gate.Input)
            : Weights(part, [HybridProducts.Join(gate)!]);

        /// <summary>Those of the hidden state; null where there are none of its own.</summary>
        public Value? RecurrentWeights(string part, CellGate? gate, RecurrentCell cell) =>
            HybridProducts.Joined(cell) is null ? Weights(part, gate?.Recurrent) : null;

        public Value State(int index, string part, int width)
        {
            if (States is not null)
            {
                return States[index];
            }

            var state = Edit.NewValue($"{Name}/{part}", ElementType.Float32, new Shape(Batch, width));
            Edit.SetVariable(state, true);
            return state;
        }
    }
}
