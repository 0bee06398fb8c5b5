using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record Concatenation
{
    public KernelSupport SupportQuantized(OperandTypes operands) => SupportActivation()
        .And(KernelSupport.When(operands.Output.ElementType == ElementType.UInt8, $"{operands.Output.ElementType} inputs are not rescaled"))
        .And(KernelSupport.When(NeedsRescaling(operands), "no input has another scale than the output"));

    public Step PrepareQuantized(KernelContext context) => new RescalingStep(this, context);

    private static bool NeedsRescaling(OperandTypes operands) =>
        operands.Inputs.Any(input => NeedsRescaling(input?.Quantization, operands.Output.Quantization));

    private static bool NeedsRescaling(AffineQuantization? input, AffineQuantization? output) =>
        input is not null && output is not null && (input.Scale != output.Scale || input.ZeroPoint != output.ZeroPoint);

    /// <summary>Moves all inputs, then gives the places of those with scales of their own the output's codes.</summary>
    private sealed unsafe class RescalingStep(Concatenation concatenation, KernelContext context)
        : ConcatenationStep(concatenation, context)
    {
        private readonly byte[]?[] tables =
            [.. context.Node.Inputs.Select((_, index) => TableOf(context.Input(index).Quantization, context.Output(0).Quantization))];

        protected override void Move()
        {
            base.Move();
            for (var index = 0; index < tables.Length; index++)
            {
                if (tables[index] is { } table)
                {
                    Rescale(index, table);
                }
            }
        }

        /// <summary>
        /// The code of the output for each code of an input: round(q * (inputScale / outputScale) - inputZeroPoint * (inputScale /
        /// outputScale)), ties away from zero, in float32, plus the output's zero point; null where both have one scale. Source: LiteRT,
        /// reference ConcatenationWithScaling.
        /// </summary>
        private static byte[]? TableOf(AffineQuantization? input, AffineQuantization? output)
        {
            if (!NeedsRescaling(input, output))
            {
                return null;
            }

            var scale = input!.Scale * (1 / output!.Scale);
            var bias = -input.ZeroPoint * scale;
            var table = new byte[256];
            for (var code = 0; code < 256; code++)
            {
                var rescaled = MathF.Round((code * scale) + bias, MidpointRounding.AwayFromZero) + output.ZeroPoint;
                table[code] = (byte)Math.Clamp(rescaled, 0, 255);
            }

            return table;
        }

        private void Rescale(int index, byte[] table)
        {
            var inner = Output.Shape.ElementCountBetween(Axis + 1, Output.Shape.Rank);
            long before = 0;
            for (var earlier = 0; earlier < index; earlier++)
            {
                before += Inputs[earlier].Shape.Sizes[Axis] * inner;
            }

            var run = Inputs[index].Shape.Sizes[Axis] * inner;
            var row = Output.Shape.Sizes[Axis] * inner;
            for (var start = before; start < Output.ElementCount; start += row)
            {
                foreach (ref var code in new Span<byte>(Output.Pointer + start, checked((int)run)))
                {
                    code = table[code];
                }
            }
        }
    }
}
