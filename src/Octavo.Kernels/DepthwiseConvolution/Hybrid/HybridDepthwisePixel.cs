using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>The taps of one output pixel that fall inside of the input.</summary>
internal unsafe struct HybridDepthwisePixel
{
    /// <summary>Codes under the first tap.</summary>
    public sbyte* Codes;

    /// <summary>Weights of the first tap.</summary>
    public sbyte* Filter;
    public nint CodeStepX;
    public nint CodeStepY;
    public nint FilterStepX;
    public nint FilterStepY;
    public int CountX;
    public int CountY;
    public int ZeroPoint;

    /// <summary>
    /// Sums channels from <paramref name="channel"/> on, as many as whole vectors cover, and moves it behind them; one output channel for
    /// each input channel.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Sum<TLanes, TVector>(ref int channel, int channels, int* sums)
        where TLanes : IByteLanes<TVector>
        where TVector : unmanaged
    {
        for (; channel + (4 * TLanes.Count) <= channels; channel += 4 * TLanes.Count)
        {
            FourVectors<TLanes, TVector>(channel, sums);
        }

        for (; channel + TLanes.Count <= channels; channel += TLanes.Count)
        {
            OneVector<TLanes, TVector>(channel, sums);
        }
    }

    /// <summary>
    /// Sums the channels from <paramref name="channel"/> on one by one; input channel = output channel / <paramref name="multiplier"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Sum(int channel, int channels, int multiplier, int* sums)
    {
        for (; channel < channels; channel++)
        {
            var sum = 0;
            for (var y = 0; y < CountY; y++)
            {
                var code = Codes + (y * CodeStepY) + (channel / multiplier);
                var weight = Filter + (y * FilterStepY) + channel;
                for (var x = 0; x < CountX; x++)
                {
                    sum += (code[x * CodeStepX] - ZeroPoint) * weight[x * FilterStepX];
                }
            }

            sums[channel] = sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void FourVectors<TLanes, TVector>(int channel, int* sums)
        where TLanes : IByteLanes<TVector>
        where TVector : unmanaged
    {
        var zeroPoint = TLanes.Create(ZeroPoint);
        var (sum0, sum1, sum2, sum3) = (TLanes.Create(0), TLanes.Create(0), TLanes.Create(0), TLanes.Create(0));
        for (var y = 0; y < CountY; y++)
        {
            var code = Codes + (y * CodeStepY) + channel;
            var weight = Filter + (y * FilterStepY) + channel;
            for (var x = CountX; x > 0; x--)
            {
                sum0 = TLanes.MultiplyAdd(TLanes.Load(code), zeroPoint, TLanes.Load(weight), sum0);
                sum1 = TLanes.MultiplyAdd(TLanes.Load(code + TLanes.Count), zeroPoint, TLanes.Load(weight + TLanes.Count), sum1);
                sum2 = TLanes.MultiplyAdd(TLanes.Load(code + (2 * TLanes.Count)), zeroPoint, TLanes.Load(weight + (2 * TLanes.Count)),
                    sum2);
                sum3 = TLanes.MultiplyAdd(TLanes.Load(code + (3 * TLanes.Count)), zeroPoint, TLanes.Load(weight + (3 * TLanes.Count)),
                    sum3);
                code += CodeStepX;
                weight += FilterStepX;
            }
        }

        TLanes.Store(sum0, sums + channel);
        TLanes.Store(sum1, sums + channel + TLanes.Count);
        TLanes.Store(sum2, sums + channel + (2 * TLanes.Count));
        TLanes.Store(sum3, sums + channel + (3 * TLanes.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void OneVector<TLanes, TVector>(int channel, int* sums)
        where TLanes : IByteLanes<TVector>
        where TVector : unmanaged
    {
        var zeroPoint = TLanes.Create(ZeroPoint);
        var sum = TLanes.Create(0);
        for (var y = 0; y < CountY; y++)
        {
            var code = Codes + (y * CodeStepY) + channel;
            var weight = Filter + (y * FilterStepY) + channel;
            for (var x = CountX; x > 0; x--)
            {
                sum = TLanes.MultiplyAdd(TLanes.Load(code), zeroPoint, TLanes.Load(weight), sum);
                code += CodeStepX;
                weight += FilterStepX;
            }
        }

        TLanes.Store(sum, sums + channel);
    }
}
