using System.Collections.Frozen;
using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>The operators that compute each element of their output from the elements of their inputs at the same place, broadcast.</summary>
internal static class ElementwiseOperators
{
    private static readonly FrozenSet<Type> Types = FrozenSet.ToFrozenSet(
    [
        typeof(Abs), typeof(Add), typeof(AddN), typeof(Atan2), typeof(BitwiseXor), typeof(Cast), typeof(Ceil), typeof(Cos), typeof(Div), typeof(Elu),
        typeof(Equal), typeof(Exp), typeof(FakeQuant), typeof(Floor), typeof(FloorDiv), typeof(FloorMod), typeof(Gelu), typeof(Greater),
        typeof(GreaterEqual), typeof(HardSwish), typeof(LeakyRelu), typeof(Less), typeof(LessEqual), typeof(Log), typeof(LogicalAnd),
        typeof(LogicalNot), typeof(LogicalOr), typeof(Logistic), typeof(Maximum), typeof(Minimum), typeof(Mul), typeof(Neg), typeof(NotEqual),
        typeof(Pow), typeof(Prelu), typeof(Relu), typeof(Relu0To1), typeof(Relu6), typeof(ReluMinus1To1), typeof(RightShift), typeof(Round),
        typeof(Rsqrt), typeof(SelectV2), typeof(Sign), typeof(Sin), typeof(Sqrt), typeof(Square), typeof(SquaredDifference), typeof(Sub), typeof(Tanh),
        typeof(ZerosLike),
    ]);

    public static bool Includes(Operator @operator) => Types.Contains(@operator.GetType());
}
