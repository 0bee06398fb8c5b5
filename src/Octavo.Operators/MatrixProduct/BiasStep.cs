using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>What remains of a product of depth 0: each row is the bias, or zeros.</summary>
internal sealed unsafe class BiasStep(Operand? bias, Operand output, FusedActivation activation) : Step
{
    public override void Run()
    {
        var values = output.Span<float>();
        var range = activation.RangeInside();
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = range.Clamp(bias is null ? 0 : bias.Floats[index % bias.ElementCount]);
        }

        activation.ApplyBeyondClamp(output, KernelMode.Reference);
    }
}
