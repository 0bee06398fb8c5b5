using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

internal static unsafe partial class Float32Gemm
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void PanelScalar(in Float32PanelProduct product)
    {
        for (var m = 0; m < product.Rows; m++)
        {
            var left = product.Left + (m * product.LeftStride);
            for (var n = 0; n < product.Width; n++)
            {
                var sum = product.Bias[n];
                for (var k = 0; k < product.Depth; k++)
                {
                    sum = MathF.FusedMultiplyAdd(left[k], product.Panel[((nint)k * product.Width) + n], sum);
                }

                sum = sum < product.Minimum ? product.Minimum : sum;
                product.Output[(m * product.OutputStride) + n] = sum > product.Maximum ? product.Maximum : sum;
            }
        }
    }
}
