using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>Fused activations of products: clamps happen inside of the product's kernel, the others behind it, in place.</summary>
internal static unsafe class FusedActivationKernel
{
    /// <summary>The clamp that the product's kernel applies.</summary>
    public static ActivationRange RangeInside(this FusedActivation activation) => activation.IsClamp() ? activation.Range() : ActivationRange.None;

    /// <summary>What remains to be done to the float output of the product's kernel. Sign bit: 1 for negative numbers, -0 included, 0 otherwise.</summary>
    public static void ApplyBeyondClamp(this FusedActivation activation, Operand output, KernelMode mode)
    {
        if (activation == FusedActivation.Tanh)
        {
            FloatUnary.Run(default(HyperbolicTangentFunction), output.Floats, output.Floats, output.ElementCount, mode);
        }
        else if (activation == FusedActivation.SignBit)
        {
            foreach (ref var value in output.Span<float>())
            {
                value = float.IsNegative(value) ? 1 : 0;
            }
        }
    }
}
