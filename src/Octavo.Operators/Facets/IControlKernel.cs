using Octavo.Graphs;

namespace Octavo.Operators;

/// <summary>Computes by running other graphs.</summary>
internal interface IControlKernel
{
    KernelSupport SupportControl(Node node);

    Step PrepareControl(KernelContext context);
}
