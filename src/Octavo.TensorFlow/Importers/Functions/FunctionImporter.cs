namespace Octavo.TensorFlow;

/// <summary>
/// A family of functions of one real operand that are formulas of TFLite's operators; float16, bfloat16 and float64 are computed in
/// float32.
/// </summary>
internal abstract class FunctionImporter : IImporter
{
    private protected FunctionImporter(params (string Operation, Func<Expression, Expression> Formula)[] functions)
    {
        Formulas = functions.ToDictionary(function => function.Operation, function => function.Formula);
        Operations = [.. Formulas.Keys.Order(StringComparer.Ordinal)];
    }

    public IReadOnlyList<string> Operations { get; }

    private Dictionary<string, Func<Expression, Expression>> Formulas { get; }

    public void Import(ImportContext context)
    {
        var data = context.Input(0);
        var result = Formulas[context.Node.Operation](new Expression(context, context.InFloat(data)));
        context.SetOutput(0, context.Cast(result.Value, data.ElementType));
    }
}
