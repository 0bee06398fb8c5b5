using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>
/// A float32 or boolean value in a formula: each operation emits the operator of that name. TFLite's ADD, SUB, MUL and DIV make the largest
/// finite float of an infinity, so a formula that may overflow must get infinities from another operator.
/// </summary>
internal readonly struct Expression(ImportContext context, Value value)
{
    private readonly ImportContext context = context;

    public Value Value { get; } = value;

    public static Expression operator +(Expression left, Expression right) => left.With(new Add(), right);

    public static Expression operator +(Expression left, float right) => left.With(new Add(), right);

    public static Expression operator -(Expression left, Expression right) => left.With(new Sub(), right);

    public static Expression operator -(Expression left, float right) => left.With(new Sub(), right);

    public static Expression operator -(float left, Expression right) => right.Number(left).With(new Sub(), right);

    public static Expression operator *(Expression left, Expression right) => left.With(new Mul(), right);

    public static Expression operator *(Expression left, float right) => left.With(new Mul(), right);

    public static Expression operator /(Expression left, Expression right) => left.With(new Div(), right);

    public static Expression operator /(float left, Expression right) => right.Number(left).With(new Div(), right);

    public static Expression operator -(Expression operand) => operand.Of(new Neg());

    public static Expression operator <(Expression left, float right) => left.With(new Less(), right);

    public static Expression operator >(Expression left, float right) => left.With(new Greater(), right);

    public static Expression operator <(Expression left, Expression right) => left.With(new Less(), right);

    public static Expression operator >(Expression left, Expression right) => left.With(new Greater(), right);

    public Expression Number(float number) => new(context, context.Scalar(number));

    public Expression Of(Operator @operator) => new(context, context.Emit(@operator, Value));

    public Expression With(Operator @operator, Expression other) => new(context, context.Emit(@operator, Value, other.Value));

    public Expression With(Operator @operator, float other) => With(@operator, Number(other));

    public Expression Magnitude() => Of(new Abs());

    public Expression Exponential() => Of(new Exp());

    public Expression Logarithm() => Of(new Log());

    public Expression SquareRoot() => Of(new Sqrt());

    public Expression IsEqualTo(float number) => With(new Equal(), number);

    /// <summary>The larger one; a NaN counts only in <paramref name="other"/>.</summary>
    public Expression AtLeast(Expression other) => With(new Maximum(), other);

    /// <summary>The larger one, or NaN.</summary>
    public Expression AtLeast(float bound) => Number(bound).With(new Maximum(), this);

    /// <summary>The smaller one, or NaN.</summary>
    public Expression AtMost(float bound) => Number(bound).With(new Minimum(), this);

    /// <summary>For a boolean: one of two values for each element.</summary>
    public Expression Choose(Expression whereTrue, Expression whereFalse) =>
        new(context, context.Emit(new SelectV2(), Value, whereTrue.Value, whereFalse.Value));

    /// <summary>The angle of the point (<paramref name="right"/>, this); both have one shape.</summary>
    public Expression AngleWith(Expression right) => With(new Atan2(), right);

    /// <summary>A tensor of this one's shape that holds one number.</summary>
    public Expression Filled(float number) =>
        new(context, context.Emit(new Fill(), context.Emit(new ShapeOf(), Value), context.Scalar(number)));

    /// <summary>This with the sign of another value; this is not negative.</summary>
    public Expression SignedAs(Expression other) => (other < 0f).Choose(-this, this);

    /// <summary>c0 + c1 x + c2 x^2 + ..., by Horner's rule.</summary>
    /// <param name="coefficients">From c0 on; at least two.</param>
    public Expression Polynomial(params ReadOnlySpan<double> coefficients)
    {
        var sum = this * (float)coefficients[^1];
        for (var index = coefficients.Length - 2; index > 0; index--)
        {
            sum = (sum + (float)coefficients[index]) * this;
        }

        return sum + (float)coefficients[0];
    }
}
