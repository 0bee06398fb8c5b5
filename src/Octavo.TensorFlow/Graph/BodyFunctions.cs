using System.Collections.Immutable;

namespace Octavo.TensorFlow;

/// <summary>The functions that a functional If, While or Case runs.</summary>
internal static class BodyFunctions
{
    /// <summary>If: then, else. While: condition, body. Case: the branches. None for other operations.</summary>
    public static ImmutableArray<FunctionReference> Of(TensorFlowNode node) => node.Operation switch
    {
        "If" or "StatelessIf" => [node.Attributes.Function("then_branch"), node.Attributes.Function("else_branch")],
        "While" or "StatelessWhile" => [node.Attributes.Function("cond"), node.Attributes.Function("body")],
        "Case" or "StatelessCase" => node.Attributes.Functions("branches"),
        _ => [],
    };
}
