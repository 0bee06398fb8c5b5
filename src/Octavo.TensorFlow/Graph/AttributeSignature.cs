namespace Octavo.TensorFlow;

/// <summary>An attribute of an operation: its type as op definitions write it, and its default as JSON where it has one.</summary>
internal sealed record AttributeSignature(string Name, string Type, string? Default);
