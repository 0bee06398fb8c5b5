using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Octavo.Extensions.DependencyInjection;

/// <summary>Adds models to a host's services. A model is opened when it is first asked for, and lives as long as the host.</summary>
public static partial class ModelServices
{
    /// <summary>Adds one model: a <see cref="SharedModel"/> and an <see cref="InterpreterPool"/> of it, one each.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Names the file, at least.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddOctavo(this IServiceCollection services, Action<ModelServiceOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = Configured(configure);
        return services
            .AddSingleton(provider => Open(provider, options))
            .AddSingleton(provider =>
                new InterpreterPool(provider.GetRequiredService<SharedModel>(), options.PoolSize, options.Interpreter));
    }

    /// <summary>Adds one of several models: services with the model's name as their key.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="name">What asks for the model: <c>[FromKeyedServices(name)] InterpreterPool pool</c>.</param>
    /// <param name="configure">Names the file, at least.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddOctavo(this IServiceCollection services, string name, Action<ModelServiceOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        var options = Configured(configure);
        return services
            .AddKeyedSingleton(name, (provider, _) => Open(provider, options))
            .AddKeyedSingleton(name,
                (provider, key) =>
                    new InterpreterPool(provider.GetRequiredKeyedService<SharedModel>(key), options.PoolSize, options.Interpreter));
    }

    private static ModelServiceOptions Configured(Action<ModelServiceOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new ModelServiceOptions();
        configure(options);
        return options.ModelPath.Length != 0 ? options : throw new OctavoException(
            ErrorKind.Usage, "a model service has no model", nameof(ModelServiceOptions),
            $"{nameof(ModelServiceOptions.ModelPath)}: the path of a .tflite file");
    }

    private static SharedModel Open(IServiceProvider provider, ModelServiceOptions options)
    {
        var model = SharedModel.Open(options.ModelPath);
        if (provider.GetService<ILoggerFactory>()?.CreateLogger("Octavo") is { } logger)
        {
            LogOpened(logger, options.ModelPath, model.SignatureNames.Count);
        }

        return model;
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Opened {Path}, a model with {Signatures} signatures.")]
    private static partial void LogOpened(ILogger logger, string path, int signatures);
}
