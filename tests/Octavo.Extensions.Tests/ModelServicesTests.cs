using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Octavo.Extensions.DependencyInjection;

namespace Octavo.Extensions.Tests;

public sealed class ModelServicesTests
{
    [Fact]
    public async Task A_model_is_one_service_with_one_pool_and_says_that_it_was_opened()
    {
        using var log = new ListedLog();
        using var provider = new ServiceCollection()
            .AddSingleton<ILoggerFactory>(log)
            .AddOctavo(options => (options.ModelPath, options.PoolSize) = (DigitsModel.Path, 2))
            .BuildServiceProvider();
        var pool = provider.GetRequiredService<InterpreterPool>();
        Assert.Same(pool, provider.GetRequiredService<InterpreterPool>());
        Assert.Equal(2, pool.Size);
        using var alone = Interpreter.Open(DigitsModel.Path);
        Assert.Equal(DigitsModel.Scores(alone), await pool.RunAsync(DigitsModel.Scores));
        Assert.Contains(DigitsModel.Path, Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Models_of_several_names_are_kept_apart_and_go_with_the_host()
    {
        var provider = new ServiceCollection()
            .AddOctavo("one", options => options.ModelPath = DigitsModel.Path)
            .AddOctavo("other", options => (options.ModelPath, options.PoolSize) = (DigitsModel.Path, 3))
            .BuildServiceProvider();
        var pool = provider.GetRequiredKeyedService<InterpreterPool>("other");
        Assert.Equal(3, pool.Size);
        Assert.NotSame(provider.GetRequiredKeyedService<SharedModel>("one"), provider.GetRequiredKeyedService<SharedModel>("other"));
        provider.Dispose();
        Assert.Throws<ObjectDisposedException>(() => pool.Rent());
    }

    [Fact]
    public void A_service_without_a_model_is_refused_when_it_is_added() =>
        Assert.Equal(ErrorKind.Usage, Assert.Throws<OctavoException>(() => new ServiceCollection().AddOctavo(_ => { })).Kind);

    private sealed class ListedLog : ILoggerFactory, ILogger
    {
        public List<string> Lines { get; } = [];

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
