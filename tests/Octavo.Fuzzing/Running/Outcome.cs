namespace Octavo.Fuzzing;

/// <summary>What became of a case.</summary>
internal enum Outcome
{
    /// <summary>Octavo gave an answer.</summary>
    Result,

    /// <summary>Octavo said in one typed error why it gives none.</summary>
    Refused,

    /// <summary>Anything else.</summary>
    Fault,
}
