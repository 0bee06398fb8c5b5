using Octavo.Graphs;

namespace Octavo.Operators;

/// <summary>Computes with weights of 8 or fewer bits and float activations, giving float outputs.</summary>
internal interface IHybridKernel
{
    KernelSupport SupportHybrid(Node node);

    Step PrepareHybrid(KernelContext context);
}
