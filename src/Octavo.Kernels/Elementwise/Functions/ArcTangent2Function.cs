using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>The angle of the point (right, left) in [-pi, pi].</summary>
internal readonly struct ArcTangent2Function : IFloatBinary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes left, TLanes right)
        where TLanes : unmanaged, ILanes<TLanes> =>
        LaneByLane.Invoke<TLanes, Scalar>(left, right);

    private readonly struct Scalar : IScalarBinary
    {
        public static float Invoke(float left, float right) => DoublePrecision.Angle(left, right);
    }
}
