namespace Octavo.EndToEnd;

/// <summary>How TensorFlow writes a loop, and the arrays that it walks over.</summary>
internal interface ILoopForm
{
    /// <summary>Writes <c>tf.while_loop</c> with <c>maximum_iterations</c>.</summary>
    /// <param name="maximum">The most steps that it makes.</param>
    /// <param name="condition">Gives one boolean, from the values.</param>
    /// <param name="body">Gives the next values.</param>
    /// <returns>The last values.</returns>
    string[] Loop(
        NodeScope nodes, string maximum,
        IReadOnlyList<LoopValue> values, Func<LoopScope, string[], string> condition, Func<LoopScope, string[], string[]> body);

    /// <summary>An array that holds the steps of a sequence [time, batch, depth].</summary>
    StepArray Unstack(NodeScope nodes, string sequence, string steps, params int[] elementShape);

    /// <summary>An array without elements yet.</summary>
    StepArray Reserve(NodeScope nodes, string steps, params int[] elementShape);

    /// <summary>One element, within a loop.</summary>
    string Read(LoopScope scope, StepArray array, string index, params int[] elementShape);

    /// <summary>Sets one element, within a loop that carries the array's flow.</summary>
    /// <returns>The flow behind it.</returns>
    string Write(LoopScope scope, StepArray array, string flow, string index, string element);

    /// <summary>All elements, [time, ...], behind a loop.</summary>
    string Stack(NodeScope nodes, StepArray array, string flow, string steps, params int[] elementShape);

    /// <summary>The type of an array's flow.</summary>
    LoopValue Carried(StepArray array);
}
