using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

internal static unsafe partial class Int8Gemm
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void PanelScalar(in Int8PanelProduct product)
    {
        for (var m = 0; m < product.Rows; m++)
        {
            var left = product.Left + (m * product.LeftStride);
            for (var n = 0; n < product.Width; n++)
            {
                var sum = 0;
                for (nint k = 0; k < product.LeftStride; k += 4)
                {
                    var weights = product.Panel + (k * product.Width) + (n * 4);
                    sum += (left[k] * weights[0]) + (left[k + 1] * weights[2]) + (left[k + 2] * weights[1]) + (left[k + 3] * weights[3]);
                }

                product.Output[(m * product.OutputStride) + n] = sum;
            }
        }
    }
}
