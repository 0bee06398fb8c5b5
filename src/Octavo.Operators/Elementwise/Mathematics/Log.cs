using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>The natural logarithm.</summary>
internal sealed record Log : UnaryOperator<LogarithmFunction>, ITFLiteCodec<Log, NoOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.LOG;

    public override string Name => "LOG";

    public static Log Read(NoOptions options) => new();

    public NoOptions Write() => new();
}
