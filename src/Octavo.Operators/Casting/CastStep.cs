using System.Numerics;

namespace Octavo.Operators;

/// <summary>A cast between two types of .NET's numbers.</summary>
internal sealed unsafe class CastStep<TFrom, TTo>(CastMemory memory) : Step
    where TFrom : unmanaged, INumber<TFrom>
    where TTo : unmanaged, INumber<TTo>, IMinMaxValue<TTo>
{
    private static readonly bool FloatToInteger =
        !TFrom.IsInteger(TFrom.One / (TFrom.One + TFrom.One)) && TTo.IsInteger(TTo.One / (TTo.One + TTo.One));

    public override void Run()
    {
        var source = (TFrom*)memory.Expand();
        var target = (TTo*)memory.Target;
        var count = memory.Count;
        if (memory.ToBoolean)
        {
            for (long index = 0; index < count; index++)
            {
                target[index] = TFrom.IsZero(source[index]) ? TTo.Zero : TTo.One;
            }
        }
        else if (FloatToInteger)
        {
            for (long index = 0; index < count; index++)
            {
                target[index] = TFrom.IsNaN(source[index]) ? TTo.MaxValue : TTo.CreateSaturating(source[index]);
            }
        }
        else
        {
            for (long index = 0; index < count; index++)
            {
                target[index] = TTo.CreateTruncating(source[index]);
            }
        }

        memory.Contract();
    }
}
