using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>One way to store float weights in fewer bits.</summary>
internal interface IWeightSolver
{
    /// <summary>The name in recipes and plans.</summary>
    string Name { get; }

    /// <summary>What the codes are, for reports: <c>int8</c>.</summary>
    ElementType ElementType { get; }

    /// <summary>How many bits a code has: solvers of one name differ in that alone.</summary>
    int Bits => ElementType.BitsPerElement();

    /// <summary>
    /// How many neighbours along the last axis share a scale; null where tensors or channels do. Solvers of one name may
    /// differ in that too.
    /// </summary>
    int? BlockSize => null;

    /// <summary>Whether it may have one scale for each index of an axis.</summary>
    bool HasChannels { get; }

    /// <summary>Whether its zero points are all 0, as hybrid kernels need.</summary>
    bool IsSymmetric { get; }

    /// <summary>Whether finding the scales takes a pass over the elements.</summary>
    bool Measures { get; }

    /// <param name="weights">Float32; only read where the solver measures.</param>
    /// <param name="channelAxis">The axis that scales run along; null for a single scale.</param>
    SolvedWeights Solve(Tensor weights, int? channelAxis);
}
