using System.Numerics;

namespace Octavo.Operators;

/// <summary>Makes a step for a type of number.</summary>
internal interface INumericStepMaker
{
    Step Make<T>()
        where T : unmanaged, INumber<T>, IMinMaxValue<T>;
}
