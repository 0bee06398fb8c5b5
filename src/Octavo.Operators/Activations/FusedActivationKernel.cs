using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>Fused activations of products: clamps happen inside of the product's kernel, the others behind it, in place.</summary>
internal static unsafe class FusedActivationKernel
{
    /// <summary>The clamp that the product's kernel applies.</summary>
    public static ActivationRange RangeInside(this FusedActivation activation) =>
        activation.IsClamp() ? activation.Range() : ActivationRange.None;

    /// <summary>
    /// What remains to be done to the float output of the product's kernel. Sign bit: 1 for negative numbers, -0 included, 0 otherwise.
    /// </summary>
    public static void ApplyBeyondClamp(this FusedActivation activation, Operand output, KernelMode mode)
    {
        if (!activation.IsClamp())
        {
            activation.Apply(output.Floats, output.ElementCount, mode);
        }
    }

    /// <summary>The whole activation, in place.</summary>
    public static void Apply(this FusedActivation activation, float* values, long count, KernelMode mode)
    {
        if (activation == FusedActivation.Tanh)
        {
            FloatUnary.Run(default(HyperbolicTangentFunction), values, values, count, mode);
        }
        else if (activation == FusedActivation.SignBit)
        {
            for (long index = 0; index < count; index++)
            {
                values[index] = float.IsNegative(values[index]) ? 1 : 0;
            }
        }
        else if (activation != FusedActivation.None)
        {
            FloatUnary.Run(new ClampFunction(activation.Range()), values, values, count, mode);
        }
    }
}
