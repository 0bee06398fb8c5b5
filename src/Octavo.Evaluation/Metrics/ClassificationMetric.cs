using Octavo.Evaluation;

namespace Octavo;

/// <summary>A figure of a classifier, by the name that commands and reports give it.</summary>
/// <param name="Name">Such as <c>top-5</c>.</param>
/// <param name="FewestClasses">Models with fewer classes cannot have the figure.</param>
/// <param name="Measure">Computes it; the interval at 95 % is null where none is defined.</param>
public sealed record ClassificationMetric(string Name, int FewestClasses, Func<Classification, (double Value, Interval? Interval)> Measure)
{
    /// <exception cref="OctavoException">Usage: the model has too few classes.</exception>
    public void Require(int classes)
    {
        if (classes < FewestClasses)
        {
            throw new OctavoException(
                ErrorKind.Usage, $"The metric {Name} says nothing of this model.", null,
                $"at most top-{classes}, since it has {classes} classes");
        }
    }
}
