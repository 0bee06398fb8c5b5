using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record Concatenation
{
    private static KernelSupport SupportRescaling(OperandTypes operands) => KernelSupport.When(
        operands.Output.ElementType == ElementType.UInt8 || operands.Inputs.All(input => !NeedsRescaling(input!.Quantization, operands.Output.Quantization)),
        $"{operands.Output.ElementType} inputs whose scale is not the output's");

    private static bool NeedsRescaling(AffineQuantization? input, AffineQuantization? output) =>
        input is { } from && output is { } to && (from.Scale != to.Scale || from.ZeroPoint != to.ZeroPoint);

    private sealed unsafe class ConcatenationStep : MovementStep
    {
        private readonly Operand[] inputs;
        private readonly Operand output;
        private readonly StridedCopy[] copies;
        private readonly byte[]?[] tables;
        private readonly int axis;

        public ConcatenationStep(Concatenation concatenation, KernelContext context)
            : base(context)
        {
            output = context.Output(0);
            axis = output.Shape.NormalizeAxis(concatenation.Axis);
            inputs = [.. context.Node.Inputs.Select((_, index) => context.Input(index))];
            copies = [.. inputs.Select(_ => new StridedCopy(output.Shape.Rank))];
            tables = [.. inputs.Select(input => NeedsRescaling(input.Quantization, output.Quantization) ? Table(input, output) : null)];
        }

        protected override void Plan()
        {
            var inner = output.Shape.ElementCountBetween(axis + 1, output.Shape.Rank);
            long start = 0;
            for (var index = 0; index < inputs.Length; index++)
            {
                var sizes = inputs[index].Shape.Sizes;
                copies[index].BeginBox(sizes, output.Shape.Sizes, 0, start * inner, sizes);
                start += sizes[axis];
            }
        }

        protected override void Move()
        {
            for (var index = 0; index < inputs.Length; index++)
            {
                copies[index].Run(inputs[index], output, Workers);
                if (tables[index] is { } table)
                {
                    Rescale(index, table);
                }
            }
        }

        /// <summary>
        /// The 8-bit code of the output for each code of an input: round(q * (inputScale / outputScale) - inputZeroPoint * (inputScale / outputScale)), ties away
        /// from zero, in float32, plus the output's zero point. Source: LiteRT, reference ConcatenationWithScaling.
        /// </summary>
        private static byte[] Table(Operand input, Operand output)
        {
            var isSigned = output.ElementType == ElementType.Int8;
            var scale = input.Quantization!.Scale * (1 / output.Quantization!.Scale);
            var bias = -input.Quantization.ZeroPoint * scale;
            var table = new byte[256];
            for (var code = 0; code < 256; code++)
            {
                float stored = isSigned ? (sbyte)code : code;
                var rescaled = MathF.Round((stored * scale) + bias, MidpointRounding.AwayFromZero) + output.Quantization.ZeroPoint;
                table[code] = isSigned ? (byte)(sbyte)Math.Clamp(rescaled, sbyte.MinValue, sbyte.MaxValue) : (byte)Math.Clamp(rescaled, 0, 255);
            }

            return table;
        }

        private void Rescale(int index, byte[] table)
        {
            var inner = output.Shape.ElementCountBetween(axis + 1, output.Shape.Rank);
            long before = 0;
            for (var earlier = 0; earlier < index; earlier++)
            {
                before += inputs[earlier].Shape.Sizes[axis] * inner;
            }

            var run = inputs[index].Shape.Sizes[axis] * inner;
            var row = output.Shape.Sizes[axis] * inner;
            for (var start = before; start < output.ElementCount; start += row)
            {
                foreach (ref var code in new Span<byte>(output.Pointer + start, checked((int)run)))
                {
                    code = table[code];
                }
            }
        }
    }
}
