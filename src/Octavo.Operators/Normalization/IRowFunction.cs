using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>What an operator does with each row of the innermost axis.</summary>
internal unsafe interface IRowFunction
{
    void Run(float* input, float* output, long count, KernelMode mode);
}
