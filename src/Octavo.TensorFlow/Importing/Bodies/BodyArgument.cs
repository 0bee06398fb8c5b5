using Octavo.Graphs;

namespace Octavo.TensorFlow;

/// <summary>
/// What a node passes to the graphs that it runs: a tensor, a list of tensors, or (both null) a handle that the graphs see through.
/// </summary>
internal sealed record BodyArgument(Value? Value, OpenList? List)
{
    public bool IsConstant => Value is { IsConstant: true };

    public static BodyArgument Of(ImportContext context, int input) =>
        new(context.HasValue(input) ? context.Input(input) : null, context.ListOf(input));
}
