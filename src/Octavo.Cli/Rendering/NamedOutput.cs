using Octavo.Tensors;

namespace Octavo.Cli;

/// <summary>An output with its name in the model and its key in an .npz file.</summary>
internal sealed record NamedOutput(string Name, string Key, Tensor Tensor);
