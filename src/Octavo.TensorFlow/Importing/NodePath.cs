namespace Octavo.TensorFlow;

/// <summary>Names of nodes as paths, with slashes between.</summary>
internal static class NodePath
{
    private static readonly string[] Calls = ["PartitionedCall", "StatefulPartitionedCall"];

    /// <summary>
    /// The path without the nodes that only call a function, which say nothing to a reader:
    /// <c>StatefulPartitionedCall_1/model/dense/MatMul</c> is <c>model/dense/MatMul</c>.
    /// </summary>
    public static string WithoutCalls(string path)
    {
        var parts = path.Split('/');
        return string.Join('/', parts.Where((part, index) => index == parts.Length - 1 || !IsCall(part)));
    }

    private static bool IsCall(string part) => Array.Exists(Calls, call => part.StartsWith(call, StringComparison.Ordinal)
        && (part.Length == call.Length
            || (part[call.Length] == '_' && part.AsSpan(call.Length + 1) is { Length: > 0 } number
                && !number.ContainsAnyExceptInRange('0', '9'))));
}
