using System.Runtime.Intrinsics;
using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Picks slices of a quantized or float16 table as float32: scale * (q - zeroPoint), with one scale or one per index of any axis of the
/// table.
/// </summary>
internal sealed unsafe class DequantizingGatherStep : Step
{
    private readonly GatherShape shape;
    private readonly float[] scales;
    private readonly int[] zeroPoints;
    private readonly long scaleCount;
    private readonly long elementsPerScale;

    public DequantizingGatherStep(GatherShape shape)
    {
        this.shape = shape;
        var quantization = shape.Table.Quantization ?? AffineQuantization.PerTensor(1, 0);
        scales = [.. quantization.Scales];
        zeroPoints = [.. scales.Select((_, index) => (int)quantization.ZeroPoints[Math.Min(index, quantization.ZeroPoints.Length - 1)])];
        scaleCount = scales.Length;
        elementsPerScale = scaleCount == 1
            ? Math.Max(1, shape.Table.ElementCount)
            : shape.Table.Shape.ElementCountBetween(quantization.Axis + 1, shape.Table.Shape.Rank);
        if (scaleCount > 1 && shape.Table.Shape[quantization.Axis] != scaleCount)
        {
            throw new OctavoException(
                ErrorKind.MalformedModel, "the table has not one scale for each position", shape.Table.Value.ToString(),
                $"{shape.Table.Shape[quantization.Axis]} scales", $"{scaleCount}");
        }
    }

    public override void Run()
    {
        var target = shape.Output.Floats;
        for (long batch = 0; batch < shape.Batch; batch++)
        {
            for (long outer = 0; outer < shape.Outer; outer++)
            {
                var block = ((batch * shape.Outer) + outer) * shape.Size;
                for (long position = 0; position < shape.Positions; position++)
                {
                    DequantizeSlice((block + shape.Index(batch, position)) * shape.Inner, target);
                    target += shape.Inner;
                }
            }
        }
    }

    /// <summary>Runs of elements under one scale: the whole slice, but where scales run along an inner axis.</summary>
    private void DequantizeSlice(long start, float* target)
    {
        for (long done = 0; done < shape.Inner;)
        {
            var group = (start + done) / elementsPerScale;
            var run = Math.Min(shape.Inner - done, ((group + 1) * elementsPerScale) - start - done);
            var scale = (int)(group % scaleCount);
            Dequantize(start + done, run, scales[scale], zeroPoints[scale], target + done);
            done += run;
        }
    }

    private void Dequantize(long start, long count, float scale, int zeroPoint, float* target)
    {
        var table = shape.Table.Pointer;
        switch (shape.Table.ElementType)
        {
            case ElementType.Int8:
                DequantizeBytes((sbyte*)table + start, count, scale, zeroPoint, target);
                break;
            case ElementType.UInt8:
                DequantizeUnsigned(table + start, count, scale, zeroPoint, target);
                break;
            case ElementType.Int4 or ElementType.Int2:
                AffineConversion.DequantizePacked(table, start, target, count, shape.Table.ElementType.BitsPerElement(), scale, zeroPoint);
                break;
            default:
                for (long index = 0; index < count; index++)
                {
                    target[index] = (float)((Half*)table)[start + index];
                }

                break;
        }
    }

    /// <summary>
    /// 8 codes at a time: widened to 16, then 32 bits, less the zero point, to float, times the scale. Every step is exact but the product.
    /// </summary>
    private static void DequantizeBytes(sbyte* source, long count, float scale, int zeroPoint, float* target)
    {
        long index = 0;
        for (; index <= count - 8; index += 8)
        {
            var wide = Vector128.WidenLower(Vector64.Load(source + index).ToVector128());
            (Vector256.ConvertToSingle(Widen(wide) - Vector256.Create(zeroPoint)) * scale).Store(target + index);
        }

        for (; index < count; index++)
        {
            target[index] = scale * (source[index] - zeroPoint);
        }
    }

    private static void DequantizeUnsigned(byte* source, long count, float scale, int zeroPoint, float* target)
    {
        long index = 0;
        for (; index <= count - 8; index += 8)
        {
            var wide = Vector128.WidenLower(Vector64.Load(source + index).ToVector128()).AsInt16();
            (Vector256.ConvertToSingle(Widen(wide) - Vector256.Create(zeroPoint)) * scale).Store(target + index);
        }

        for (; index < count; index++)
        {
            target[index] = scale * (source[index] - zeroPoint);
        }
    }

    private static Vector256<int> Widen(Vector128<short> wide) => Vector256.Create(Vector128.WidenLower(wide), Vector128.WidenUpper(wide));
}
