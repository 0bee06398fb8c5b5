using Octavo.Runtime;

namespace Octavo.Evaluation;

/// <summary>One recorded invocation.</summary>
/// <param name="Prefix">What its keys begin with: <c>call0/</c>, <c>signature/encode/call0/</c>.</param>
/// <param name="Interpreter">What runs it; its signature is the one of the record.</param>
/// <param name="UsesNames">Whether keys end in the signature's names of inputs and outputs, not in their numbers.</param>
internal sealed record ReplayCall(string Prefix, Interpreter Interpreter, bool UsesNames)
{
    public string InputKey(int index) => $"{Prefix}input/{(UsesNames ? Interpreter.InputNames[index] : index)}";

    public string OutputKey(int index) => $"{Prefix}output/{(UsesNames ? Interpreter.OutputNames[index] : index)}";
}
