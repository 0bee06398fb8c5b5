namespace Octavo.Kernels;

/// <summary>A function that has a scalar form only.</summary>
internal interface IScalarBinary
{
    static abstract float Invoke(float left, float right);
}
