using Octavo.Graphs;

namespace Octavo.Quantization;

/// <summary>What is planned for a constant at one input of one node: a form, or a reason to stay float.</summary>
internal sealed record WeightUse(Node Node, int Input, Value Constant)
{
    public IWeightSolver? Solver { get; private set; }

    public int? Axis { get; private set; }

    public WeightPlacement Placement { get; private set; }

    public bool AsymmetricInputs { get; private set; }

    public string Refusal { get; private set; } = "";

    public bool IsInPlace => Solver is not null && Placement == WeightPlacement.InPlace;

    public WeightUse Keep(string reason)
    {
        Solver = null;
        Refusal = reason;
        return this;
    }

    public WeightUse Take(IWeightSolver solver, int? axis, WeightPlacement placement, bool asymmetricInputs = false)
    {
        (Solver, Axis, Placement, AsymmetricInputs) = (solver, axis, placement, asymmetricInputs);
        return this;
    }
}
