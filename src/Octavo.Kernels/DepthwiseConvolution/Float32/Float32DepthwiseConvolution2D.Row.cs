using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

// Written once for every width: lanes are output channels. Four registers of channels share the walk over the taps; what is left takes one
// register, then 4 channels, then single ones. Taps outside of the input are left out.
internal static unsafe partial class Float32DepthwiseConvolution2D
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Row<TLanes>(in Float32DepthwiseRow row)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var geometry = row.Geometry;
        var multiplier = geometry.OutputChannels / geometry.InputChannels;
        var originY = (row.Y * geometry.StrideHeight) - geometry.PaddingTop;
        var (startY, endY) =
            Convolution2DGeometry.InsideTaps(originY, geometry.DilationHeight, geometry.FilterHeight, geometry.InputHeight);
        nint inputRow = geometry.InputWidth * geometry.InputChannels;
        var pixel = new Pixel
        {
            InputStepX = geometry.DilationWidth * geometry.InputChannels,
            InputStepY = geometry.DilationHeight * inputRow,
            FilterStepX = geometry.OutputChannels,
            FilterStepY = geometry.FilterWidth * geometry.OutputChannels,
            CountY = endY - startY,
            Range = row.Range,
            Output = row.Output,
        };
        for (var x = 0; x < geometry.OutputWidth; x++)
        {
            var originX = (x * geometry.StrideWidth) - geometry.PaddingLeft;
            var (startX, endX) =
                Convolution2DGeometry.InsideTaps(originX, geometry.DilationWidth, geometry.FilterWidth, geometry.InputWidth);
            pixel.CountX = endX - startX;
            pixel.Filter = row.Filter + (startY * pixel.FilterStepY) + (startX * pixel.FilterStepX);
            pixel.Input = row.Input + ((originY + (startY * geometry.DilationHeight)) * inputRow)
                + ((originX + (startX * geometry.DilationWidth)) * geometry.InputChannels);
            pixel.Bias = row.Bias;
            if (multiplier == 1)
            {
                Channels<TLanes, PerLane>(ref pixel, geometry.OutputChannels);
            }
            else
            {
                for (var channel = 0; channel < geometry.InputChannels; channel++)
                {
                    Channels<TLanes, Shared>(ref pixel, multiplier);
                    pixel.Input++;
                }
            }
        }
    }

    /// <summary>Computes <paramref name="count"/> channels of a pixel and moves its pointers past them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Channels<TLanes, TInput>(ref Pixel pixel, int count)
        where TLanes : unmanaged, ILanes<TLanes>
        where TInput : struct, IInput
    {
        for (; count >= 4 * TLanes.Count; count -= 4 * TLanes.Count)
        {
            FourRegisters<TLanes, TInput>(ref pixel);
        }

        for (; count >= TLanes.Count; count -= TLanes.Count)
        {
            OneRegister<TLanes, TInput>(ref pixel);
        }

        for (; TLanes.Count > 4 && count >= 4; count -= 4)
        {
            OneRegister<Lanes4, TInput>(ref pixel);
        }

        for (; count > 0; count--)
        {
            OneRegister<Lanes1, TInput>(ref pixel);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneRegister<TLanes, TInput>(ref Pixel pixel)
        where TLanes : unmanaged, ILanes<TLanes>
        where TInput : struct, IInput
    {
        var sum = TLanes.Load(pixel.Bias);
        var inputY = pixel.Input;
        var filterY = pixel.Filter;
        for (var y = 0; y < pixel.CountY; y++)
        {
            var input = inputY;
            var filter = filterY;
            for (var x = 0; x < pixel.CountX; x++)
            {
                sum = TLanes.MultiplyAdd(TInput.Load<TLanes>(input), TLanes.Load(filter), sum);
                input += pixel.InputStepX;
                filter += pixel.FilterStepX;
            }

            inputY += pixel.InputStepY;
            filterY += pixel.FilterStepY;
        }

        TLanes.Store(Clamp(sum, TLanes.Of(pixel.Range.Minimum), TLanes.Of(pixel.Range.Maximum)), pixel.Output);
        pixel.MoveBy(TLanes.Count, TInput.Moves);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourRegisters<TLanes, TInput>(ref Pixel pixel)
        where TLanes : unmanaged, ILanes<TLanes>
        where TInput : struct, IInput
    {
        var lanes = TLanes.Count;
        var sum0 = TLanes.Load(pixel.Bias);
        var sum1 = TLanes.Load(pixel.Bias + lanes);
        var sum2 = TLanes.Load(pixel.Bias + (2 * lanes));
        var sum3 = TLanes.Load(pixel.Bias + (3 * lanes));
        var inputY = pixel.Input;
        var filterY = pixel.Filter;
        var (inputStep, filterStep, countX) = (pixel.InputStepX, pixel.FilterStepX, pixel.CountX);
        for (var y = pixel.CountY; y > 0; y--)
        {
            var input = inputY;
            var filter = filterY;
            for (var x = countX; x > 0; x--)
            {
                sum0 = TLanes.MultiplyAdd(TInput.Load<TLanes>(input), TLanes.Load(filter), sum0);
                sum1 = TLanes.MultiplyAdd(TInput.Load<TLanes>(input + (TInput.Moves * lanes)), TLanes.Load(filter + lanes), sum1);
                sum2 = TLanes.MultiplyAdd(TInput.Load<TLanes>(input + (TInput.Moves * 2 * lanes)), TLanes.Load(filter + (2 * lanes)), sum2);
                sum3 = TLanes.MultiplyAdd(TInput.Load<TLanes>(input + (TInput.Moves * 3 * lanes)), TLanes.Load(filter + (3 * lanes)), sum3);
                input += inputStep;
                filter += filterStep;
            }

            inputY += pixel.InputStepY;
            filterY += pixel.FilterStepY;
        }

        var (minimum, maximum) = (TLanes.Of(pixel.Range.Minimum), TLanes.Of(pixel.Range.Maximum));
        TLanes.Store(Clamp(sum0, minimum, maximum), pixel.Output);
        TLanes.Store(Clamp(sum1, minimum, maximum), pixel.Output + lanes);
        TLanes.Store(Clamp(sum2, minimum, maximum), pixel.Output + (2 * lanes));
        TLanes.Store(Clamp(sum3, minimum, maximum), pixel.Output + (3 * lanes));
        pixel.MoveBy(4 * lanes, TInput.Moves);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Clamp<TLanes>(TLanes value, TLanes minimum, TLanes maximum)
        where TLanes : unmanaged, ILanes<TLanes> => TLanes.Lesser(maximum, TLanes.Greater(minimum, value));

    private interface IInput
    {
        /// <summary>Floats by which the input moves on per lane.</summary>
        static abstract int Moves { get; }

        static abstract TLanes Load<TLanes>(float* input)
            where TLanes : unmanaged, ILanes<TLanes>;
    }

    private struct PerLane : IInput
    {
        public static int Moves => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Load<TLanes>(float* input)
            where TLanes : unmanaged, ILanes<TLanes> => TLanes.Load(input);
    }

    /// <summary>All output channels of one input channel read the same value.</summary>
    private struct Shared : IInput
    {
        public static int Moves => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Load<TLanes>(float* input)
            where TLanes : unmanaged, ILanes<TLanes> => TLanes.Of(*input);
    }

    private struct Pixel
    {
        public float* Input;
        public float* Filter;
        public float* Bias;
        public float* Output;
        public nint InputStepX;
        public nint InputStepY;
        public nint FilterStepX;
        public nint FilterStepY;
        public int CountX;
        public int CountY;
        public ActivationRange Range;

        public void MoveBy(int outputs, int inputMoves)
        {
            Input += inputMoves * outputs;
            Filter += outputs;
            Bias += outputs;
            Output += outputs;
        }
    }
}
