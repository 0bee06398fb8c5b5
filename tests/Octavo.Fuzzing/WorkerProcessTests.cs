namespace Octavo.Fuzzing;

/// <summary>Children end after some cases, and no case is lost or tried twice thereby.</summary>
public sealed class WorkerProcessTests
{
    [Fact]
    public void A_child_that_tried_its_cases_gives_way_to_another_one()
    {
        using var worker = new WorkerProcess(new Dictionary<string, string>(), mostCases: 10);
        var tried = new List<long>();
        long next = 0;
        while (next < 25)
        {
            next = worker.Run("recipe", 1, next, TimeSpan.FromMinutes(1), 25 - next, report => tried.Add(report.Index));
        }

        Assert.Equal(Enumerable.Range(0, 25).Select(index => (long)index), tried);
        Assert.Equal(3, worker.Started);
    }
}
