namespace Octavo.Operators;

/// <summary>How much two boxes (y, x, y, x), any two opposite corners, have in common.</summary>
internal static unsafe class BoxOverlap
{
    /// <summary>Intersection over union, in [0, 1]; 0 where a box has no area.</summary>
    public static float Of(float* first, float* second)
    {
        var (firstTop, firstBottom) = (Math.Min(first[0], first[2]), Math.Max(first[0], first[2]));
        var (firstLeft, firstRight) = (Math.Min(first[1], first[3]), Math.Max(first[1], first[3]));
        var (secondTop, secondBottom) = (Math.Min(second[0], second[2]), Math.Max(second[0], second[2]));
        var (secondLeft, secondRight) = (Math.Min(second[1], second[3]), Math.Max(second[1], second[3]));
        var firstArea = (firstBottom - firstTop) * (firstRight - firstLeft);
        var secondArea = (secondBottom - secondTop) * (secondRight - secondLeft);
        if (firstArea <= 0 || secondArea <= 0)
        {
            return 0;
        }

        var height = Math.Max(Math.Min(firstBottom, secondBottom) - Math.Max(firstTop, secondTop), 0);
        var width = Math.Max(Math.Min(firstRight, secondRight) - Math.Max(firstLeft, secondLeft), 0);
        var common = height * width;
        return common / (firstArea + secondArea - common);
    }
}
