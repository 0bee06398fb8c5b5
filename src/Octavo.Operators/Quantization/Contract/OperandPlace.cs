using Octavo.Graphs;

namespace Octavo.Operators;

/// <summary>One operand of a node: where it stands.</summary>
internal readonly record struct OperandPlace(OperandSide Side, int Index)
{
    public static OperandPlace Input(int index) => new(OperandSide.Input, index);

    public static OperandPlace Output(int index) => new(OperandSide.Output, index);

    public static OperandPlace Intermediate(int index) => new(OperandSide.Intermediate, index);

    /// <summary>The operand of that node; null where it is absent.</summary>
    public Value? Of(Node node) => Side switch
    {
        OperandSide.Input => node.OptionalInput(Index),
        OperandSide.Output => node.Outputs.ElementAtOrDefault(Index),
        _ => node.Intermediates.ElementAtOrDefault(Index),
    };
}
