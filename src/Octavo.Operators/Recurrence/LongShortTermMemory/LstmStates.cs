using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>The shapes of a cell's two states.</summary>
internal static class LstmStates
{
    /// <summary>The present shape of a state, or null where the input is none of this cell or sizes are not known.</summary>
    public static Shape? Shape(int input, LstmOperands operands, LstmSizes sizes, int batch)
    {
        var size = input == operands.HiddenState ? sizes.Outputs : input == operands.CellState ? sizes.Units : Octavo.Shape.UnknownSize;
        return size == Octavo.Shape.UnknownSize || batch == Octavo.Shape.UnknownSize ? null : new Shape(batch, size);
    }
}
