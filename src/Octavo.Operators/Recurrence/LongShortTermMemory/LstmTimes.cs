namespace Octavo.Operators;

/// <summary>How a sequence lies in memory and in which direction a cell walks it.</summary>
/// <param name="IsTimeMajor">Whether rows are [steps, batch]; otherwise [batch, steps].</param>
/// <param name="IsBackward">Whether the cell begins at the last step.</param>
internal readonly record struct LstmTimes(int Batch, int Steps, bool IsTimeMajor, bool IsBackward = false)
{
    /// <summary>Whether the rows of one step lie side by side.</summary>
    public bool AreStepsTogether => IsTimeMajor || Batch == 1 || Steps == 1;

    public long Row(int step, int item) => IsTimeMajor ? ((long)step * Batch) + item : ((long)item * Steps) + step;
}
