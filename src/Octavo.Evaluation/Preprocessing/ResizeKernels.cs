namespace Octavo.Evaluation;

/// <summary>Kernels of resampling as functions of the distance |x| in (stretched) samples.</summary>
internal static class ResizeKernels
{
    public static double Triangle(double x) => x < 1 ? 1 - x : 0;

    /// <summary>Keys' cubic with parameter a: -0.5 in Pillow and TensorFlow 2, -0.75 in OpenCV and TensorFlow 1.</summary>
    public static double Cubic(double x, double a) =>
        x < 1 ? ((((a + 2) * x) - (a + 3)) * x * x) + 1
        : x < 2 ? ((((x - 5) * x) + 8) * x * a) - (4 * a)
        : 0;

    /// <summary>Mitchell's and Netravali's cubic with B = C = 1/3.</summary>
    public static double MitchellCubic(double x) =>
        x < 1 ? ((((7.0 / 6 * x) - 2) * x) * x) + (8.0 / 9)
        : x < 2 ? ((((-7.0 / 18 * x) + 2) * x) - (10.0 / 3)) * x + (16.0 / 9)
        : 0;

    public static double Lanczos(double x, double radius) => x < radius ? Sinc(x) * Sinc(x / radius) : 0;

    public static double Hamming(double x) => x < 1 ? Sinc(x) * (0.54 + (0.46 * Math.Cos(Math.PI * x))) : 0;

    public static double Gaussian(double x, double radius)
    {
        var sigma = radius / 3;
        return x < radius ? Math.Exp(-x * x / (2 * sigma * sigma)) : 0;
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
}
