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

/// Tries a reader of outside bytes on broken inputs. Each is either read, or refused by an exception
/// that the reader's documentation names and whose message is for people. Nothing else is borne: no
/// other exception or error, no more than so many bytes allocated for one input, no more than 20 s of a
/// processor.
///
/// The inputs follow from the samples and a seed, so the same run makes the same ones. What fails is
/// named with the seed of its input. Immutable.
public final class Fuzzer {
    private static final int INPUTS = 400;
    private static final long BASE_BYTES = 64L << 20;

    private final String name;
    private final InputDialect dialect;
    private final List<String> samples;
    private final Set<Class<?>> refusals;
    private final RunSize amount;

    /// @param inputs that are made
    /// @param readings of each
    private record RunSize(int inputs, int readings) {}

    private Fuzzer(String name, InputDialect dialect, List<String> samples, Set<Class<?>> refusals, RunSize amount) {
        this.name = name;
        this.dialect = dialect;
        this.samples = samples;
        this.refusals = refusals;
        this.amount = amount;
    }

    /// A run.
    ///
    /// @param name of the reader, for messages and for its seeds
    public static Fuzzer of(String name, InputDialect dialect) {
        return new Fuzzer(name, dialect, List.of(), Set.of(), new RunSize(INPUTS, 1));
    }

    /// The same with valid texts, or nearly valid ones, to make inputs of.
    public Fuzzer samples(Collection<String> texts) {
        List<String> all = new ArrayList<>(samples);
        texts.forEach(text -> all.add(FuzzInput.latin(text)));
        return new Fuzzer(name, dialect, List.copyOf(all), refusals, amount);
    }

    /// The same with valid texts to make inputs of.
    public Fuzzer samples(String... texts) {
        return samples(List.of(texts));
    }

    /// The same with a valid message that is no text to make inputs of.
    public Fuzzer message(byte[] bytes) {
        List<String> all = new ArrayList<>(samples);
        all.add(new String(bytes, StandardCharsets.ISO_8859_1));
        return new Fuzzer(name, dialect, List.copyOf(all), refusals, amount);
    }

    /// The same, the reader refusing inputs by exactly this class of exception, not by one below it.
    public Fuzzer refusedBy(Class<? extends Exception> refusal) {
        Set<Class<?>> all =
                Stream.concat(refusals.stream(), Stream.of(refusal)).collect(Collectors.toUnmodifiableSet());
        return new Fuzzer(name, dialect, samples, all, amount);
    }

    /// The same with another number of inputs.
    public Fuzzer inputs(int number) {
        return new Fuzzer(name, dialect, samples, refusals, new RunSize(number, amount.readings()));
    }

    /// The same of a reader that reads each input so many times, and may allocate as much more.
    public Fuzzer readings(int number) {
        return new Fuzzer(name, dialect, samples, refusals, new RunSize(amount.inputs(), number));
    }

    /// Tries the reader.
    ///
    /// @throws AssertionError with every kind of failure, and one input for each
    public FuzzReport run(FuzzTarget reader) {
        FuzzSettings settings = FuzzSettings.ofSystem();
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
        FuzzReport tally = trial.tally(name);
        System.out.println("Fuzz with seed " + settings.seed() + ": " + tally);
        List<FuzzFailure> failures = trial.failures();
        if (!failures.isEmpty()) {
            throw new AssertionError(failures.stream()
                    .map(failure -> failure.words(name))
                    .collect(Collectors.joining("\n", "\n", "\nThe seed of the run is " + settings.seed())));
        }
        return tally;
    }
}
