using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Quotients rounded toward zero, and the remainders that they leave, which have the dividend's sign.</summary>
internal sealed class RemainderImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Mod", "TruncateDiv", "TruncateMod"];

    public void Import(ImportContext context)
    {
        var (left, right) = (context.Input(0), context.Input(1));
        var type = left.ElementType;
        var isQuotient = context.Node.Operation == "TruncateDiv";
        if (type.IsFloatingPoint())
        {
            var through = context.Through(new FloorMod(), KernelTypes.Float, type);
            var (dividend, divisor) =
                (new Expression(context, context.Cast(left, through)), new Expression(context, context.Cast(right, through)));
            context.SetOutput(0, context.Cast((isQuotient ? Quotient(dividend, divisor) : Remainder(dividend, divisor)).Value, type));
            return;
        }

        if (type == ElementType.Int64 && !isQuotient)
        {
            context.SetOutput(0, LongRemainder(context, left, right));
            return;
        }

        var word = context.Through(new Div(), KernelTypes.FloatAndInt32, type);
        var (x, y) = (context.Cast(left, word), context.Cast(right, word));
        var quotient = context.Emit(new Div(), x, y);
        var result = isQuotient ? quotient : context.Emit(new Sub(), x, context.Emit(new Mul(), quotient, y));
        context.SetOutput(0, context.Cast(result, type));
    }

    private static Expression Quotient(Expression dividend, Expression divisor)
    {
        var quotient = dividend / divisor;
        return (quotient < 0f).Choose(quotient.Of(new Ceil()), quotient.Of(new Floor()));
    }

    /// <summary>The floored remainder of magnitudes is exact, and the truncated one as well.</summary>
    private static Expression Remainder(Expression dividend, Expression divisor) =>
        dividend.Magnitude().With(new FloorMod(), divisor.Magnitude()).SignedAs(dividend);

    /// <summary>The remainder for |y|, in [0, |y|), less |y| where x is negative and the remainder not 0.</summary>
    private static Value LongRemainder(ImportContext context, Value x, Value y)
    {
        var zero = context.Scalar(ElementType.Int64, 0);
        var magnitude = context.Emit(new Maximum(), y, context.Emit(new Neg(), y));
        var remainder = context.Emit(new FloorMod(), x, magnitude);
        var isBelow = context.Emit(new LogicalAnd(), context.Emit(new Less(), x, zero), context.Emit(new NotEqual(), remainder, zero));
        return context.Emit(new SelectV2(), isBelow, context.Emit(new Sub(), remainder, magnitude), remainder);
    }
}
