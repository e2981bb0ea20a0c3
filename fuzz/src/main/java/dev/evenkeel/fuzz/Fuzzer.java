// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.fuzz;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A fuzz test of a reader of external bytes. The reader must accept each broken input, or reject it with an
/// exception that its documentation names and whose message is for people. Everything else fails the test:
/// another exception or error, allocation beyond a limit per input, or more than 20 s of CPU time.
///
/// Inputs depend only on the samples and a seed, so the same run generates the same inputs. A failure names
/// the seed of its input. Immutable.
public final class Fuzzer {
    private static final int INPUTS = 400;
    private static final long BASE_BYTES = 64L << 20;

    private final String name;
    private final InputDialect dialect;
    private final List<String> samples;
    private final Set<Class<?>> refusals;
    private final RunSize amount;

    /// @param inputs number of mutated inputs
    /// @param readings how often the reader reads each input
    private record RunSize(int inputs, int readings) {}

    private Fuzzer(String name, InputDialect dialect, List<String> samples, Set<Class<?>> refusals, RunSize amount) {
        this.name = name;
        this.dialect = dialect;
        this.samples = samples;
        this.refusals = refusals;
        this.amount = amount;
    }

    /// Creates a fuzz test.
    ///
    /// @param name name of the reader, used in messages and to derive its seeds
    public static Fuzzer of(String name, InputDialect dialect) {
        return new Fuzzer(name, dialect, List.of(), Set.of(), new RunSize(INPUTS, 1));
    }

    /// Adds valid or nearly valid texts to generate inputs from.
    public Fuzzer samples(Collection<String> texts) {
        List<String> all = new ArrayList<>(samples);
        texts.forEach(text -> all.add(FuzzInput.toLatin(text)));
        return new Fuzzer(name, dialect, List.copyOf(all), refusals, amount);
    }

    /// Adds valid texts to generate inputs from.
    public Fuzzer samples(String... texts) {
        return samples(List.of(texts));
    }

    /// Adds a valid binary message to generate inputs from.
    public Fuzzer message(byte[] bytes) {
        List<String> all = new ArrayList<>(samples);
        all.add(new String(bytes, StandardCharsets.ISO_8859_1));
        return new Fuzzer(name, dialect, List.copyOf(all), refusals, amount);
    }

    /// Allows the reader to reject inputs with exactly this exception class; subclasses are failures.
    public Fuzzer expectRejection(Class<? extends Exception> refusal) {
        Set<Class<?>> all =
                Stream.concat(refusals.stream(), Stream.of(refusal)).collect(Collectors.toUnmodifiableSet());
        return new Fuzzer(name, dialect, samples, all, amount);
    }

    /// Sets the number of mutated inputs.
    public Fuzzer inputs(int number) {
        return new Fuzzer(name, dialect, samples, refusals, new RunSize(number, amount.readings()));
    }

    /// Sets how often the reader reads each input; the allocation limit grows by the same factor.
    public Fuzzer readings(int number) {
        return new Fuzzer(name, dialect, samples, refusals, new RunSize(amount.inputs(), number));
    }

    /// Runs the test.
    ///
    /// @throws AssertionError with every kind of failure, and one input for each
    public FuzzReport run(FuzzTarget reader) {
        FuzzSettings settings = FuzzSettings.fromSystemProperties();
        var trial = new FuzzInputChecker(
                reader, refusals, BASE_BYTES * amount.readings(), dialect.bytesPerByte() * amount.readings());
        var mutator = new InputMutator(dialect, samples);
        var runner = new FuzzRunner(trial, mutator, settings, name);
        Long only = settings.only();
        if (only != null) {
            runner.run(List.of(only));
        } else {
            runner.run(amount.inputs(), Duration.ofSeconds(settings.seconds()));
        }
        FuzzReport fuzzReport = trial.toReport(name);
        System.out.println("Fuzz with seed " + settings.seed() + ": " + fuzzReport);
        List<FuzzFailure> failures = trial.failures();
        if (!failures.isEmpty()) {
            throw new AssertionError(failures.stream()
                    .map(failure -> failure.describe(name))
                    .collect(Collectors.joining("\n", "\n", "\nThe seed of the run is " + settings.seed())));
        }
        return fuzzReport;
    }
}
