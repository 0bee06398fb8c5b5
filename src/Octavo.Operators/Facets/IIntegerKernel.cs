using Octavo.Graphs;

namespace Octavo.Operators;

/// <summary>Computes on integers and booleans: quantized (with scales) or plain.</summary>
public interface IIntegerKernel
{
    KernelSupport SupportInteger(Node node);

    Step PrepareInteger(KernelContext context);
}
