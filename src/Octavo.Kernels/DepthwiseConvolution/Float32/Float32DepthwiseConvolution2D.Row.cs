using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Octavo.Kernels;

// Written once for every width: lanes are output channels. Four registers of channels share the walk over the taps; what is left takes one
// register, then 4 channels, then single ones. Taps outside of the input are left out.
internal static unsafe partial class Float32DepthwiseConvolution2D
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Row<TLanes, TVector>(in Float32DepthwiseRow row)
        where TLanes : IFloatLanes<TVector>
        where TVector : unmanaged
    {
        var geometry = row.Geometry;
        var multiplier = geometry.OutputChannels / geometry.InputChannels;
        var originY = (row.Y * geometry.StrideHeight) - geometry.PaddingTop;
        var (startY, endY) = Convolution2DGeometry.InsideTaps(originY, geometry.DilationHeight, geometry.FilterHeight, geometry.InputHeight);
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
            var (startX, endX) = Convolution2DGeometry.InsideTaps(originX, geometry.DilationWidth, geometry.FilterWidth, geometry.InputWidth);
            pixel.CountX = endX - startX;
            pixel.Filter = row.Filter + (startY * pixel.FilterStepY) + (startX * pixel.FilterStepX);
            pixel.Input = row.Input + ((originY + (startY * geometry.DilationHeight)) * inputRow) + ((originX + (startX * geometry.DilationWidth)) * geometry.InputChannels);
            pixel.Bias = row.Bias;
            if (multiplier == 1)
            {
                Channels<TLanes, TVector, PerLane>(ref pixel, geometry.OutputChannels);
            }
            else
            {
                for (var channel = 0; channel < geometry.InputChannels; channel++)
                {
                    Channels<TLanes, TVector, Shared>(ref pixel, multiplier);
                    pixel.Input++;
                }
            }
        }
    }

    /// <summary>Computes <paramref name="count"/> channels of a pixel and moves its pointers past them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Channels<TLanes, TVector, TInput>(ref Pixel pixel, int count)
        where TLanes : IFloatLanes<TVector>
        where TVector : unmanaged
        where TInput : struct, IInput
    {
        for (; count >= 4 * TLanes.Count; count -= 4 * TLanes.Count)
        {
            FourRegisters<TLanes, TVector, TInput>(ref pixel);
        }

        for (; count >= TLanes.Count; count -= TLanes.Count)
        {
            OneRegister<TLanes, TVector, TInput>(ref pixel);
        }

        for (; TLanes.Count > 4 && count >= 4; count -= 4)
        {
            OneRegister<FloatLanes128, Vector128<float>, TInput>(ref pixel);
        }

        for (; count > 0; count--)
        {
            OneRegister<FloatLanes1, float, TInput>(ref pixel);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneRegister<TLanes, TVector, TInput>(ref Pixel pixel)
        where TLanes : IFloatLanes<TVector>
        where TVector : unmanaged
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
                sum = TLanes.MultiplyAdd(TInput.Load<TLanes, TVector>(input), TLanes.Load(filter), sum);
                input += pixel.InputStepX;
                filter += pixel.FilterStepX;
            }

            inputY += pixel.InputStepY;
            filterY += pixel.FilterStepY;
        }

        TLanes.Store(pixel.Output, Clamp<TLanes, TVector>(sum, pixel.Range));
        pixel.MoveBy(TLanes.Count, TInput.Moves);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourRegisters<TLanes, TVector, TInput>(ref Pixel pixel)
        where TLanes : IFloatLanes<TVector>
        where TVector : unmanaged
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
                sum0 = TLanes.MultiplyAdd(TInput.Load<TLanes, TVector>(input), TLanes.Load(filter), sum0);
                sum1 = TLanes.MultiplyAdd(TInput.Load<TLanes, TVector>(input + (TInput.Moves * lanes)), TLanes.Load(filter + lanes), sum1);
                sum2 = TLanes.MultiplyAdd(TInput.Load<TLanes, TVector>(input + (TInput.Moves * 2 * lanes)), TLanes.Load(filter + (2 * lanes)), sum2);
                sum3 = TLanes.MultiplyAdd(TInput.Load<TLanes, TVector>(input + (TInput.Moves * 3 * lanes)), TLanes.Load(filter + (3 * lanes)), sum3);
                input += inputStep;
                filter += filterStep;
            }

            inputY += pixel.InputStepY;
            filterY += pixel.FilterStepY;
        }

        TLanes.Store(pixel.Output, Clamp<TLanes, TVector>(sum0, pixel.Range));
        TLanes.Store(pixel.Output + lanes, Clamp<TLanes, TVector>(sum1, pixel.Range));
        TLanes.Store(pixel.Output + (2 * lanes), Clamp<TLanes, TVector>(sum2, pixel.Range));
        TLanes.Store(pixel.Output + (3 * lanes), Clamp<TLanes, TVector>(sum3, pixel.Range));
        pixel.MoveBy(4 * lanes, TInput.Moves);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Clamp<TLanes, TVector>(TVector value, ActivationRange range)
        where TLanes : IFloatLanes<TVector>
        where TVector : unmanaged
    {
        var minimum = TLanes.Create(range.Minimum);
        var maximum = TLanes.Create(range.Maximum);
        value = TLanes.Select(TLanes.LessThan(value, minimum), minimum, value);
        return TLanes.Select(TLanes.LessThan(maximum, value), maximum, value);
    }

    private interface IInput
    {
        /// <summary>Floats by which the input moves on per lane.</summary>
        static abstract int Moves { get; }

        static abstract TVector Load<TLanes, TVector>(float* input)
            where TLanes : IFloatLanes<TVector>
            where TVector : unmanaged;
    }

    private struct PerLane : IInput
    {
        public static int Moves => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Load<TLanes, TVector>(float* input)
            where TLanes : IFloatLanes<TVector>
            where TVector : unmanaged => TLanes.Load(input);
    }

    /// <summary>All output channels of one input channel read the same value.</summary>
    private struct Shared : IInput
    {
        public static int Moves => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Load<TLanes, TVector>(float* input)
            where TLanes : IFloatLanes<TVector>
            where TVector : unmanaged => TLanes.Create(*input);
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
