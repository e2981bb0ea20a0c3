// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.benchmarks.availability.AvailabilityBenchCommand;
import dev.evenkeel.benchmarks.campaign.CampaignBenchCommand;
import dev.evenkeel.benchmarks.console.ConsoleBenchCommand;
import dev.evenkeel.benchmarks.evaluation.EvaluationBenchCommand;
import dev.evenkeel.benchmarks.guard.GuardBenchCommand;
import dev.evenkeel.benchmarks.load.LoadBenchCommand;
import dev.evenkeel.benchmarks.load.OverloadBenchCommand;
import dev.evenkeel.benchmarks.ofrep.OfrepBenchCommand;
import dev.evenkeel.benchmarks.propagation.PropagationBenchCommand;
import dev.evenkeel.benchmarks.scaling.ScalingBenchCommand;
import dev.evenkeel.benchmarks.stories.StoriesBenchCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class CommandOptionsTest {
    private static final int USAGE = 2;

    static Stream<Arguments> invalid() {
        return Stream.of(
                Arguments.of(
                        new AvailabilityBenchCommand(),
                        "--kills 10001",
                        "--kills must be 0 to 10000, got 10001. Nothing was started."),
                Arguments.of(
                        new AvailabilityBenchCommand(),
                        "--kills 0 --crashes 0",
                        "--kills and --crashes must not both be 0. Nothing was started."),
                Arguments.of(
                        new CampaignBenchCommand(),
                        "--rate 500",
                        "--rate must be 20 to 300, got 500. Nothing was started."),
                Arguments.of(
                        new CampaignBenchCommand(),
                        "--only server-killed,flood",
                        "--only must be one or several of process-killed, process-stands-still, server-unreachable,"
                                + " old-ledger-unreachable, new-ledger-unreachable, old-ledger-killed, new-ledger-killed,"
                                + " server-killed, server-database-killed, got [server-killed, flood]. Nothing was started."),
                Arguments.of(
                        new ConsoleBenchCommand(),
                        "--requests 0",
                        "--requests must be 1 or more, got 0. Nothing was started."),
                Arguments.of(
                        new EvaluationBenchCommand(),
                        "--rounds 0",
                        "--rounds must be 1 or more, got 0. Nothing was started."),
                Arguments.of(
                        new GuardBenchCommand(),
                        "--only delay --pictures .",
                        "--pictures needs the sections delay and peers. Nothing was started."),
                Arguments.of(
                        new LoadBenchCommand(),
                        "--rollouts 4",
                        "--rollouts must be a multiple of 3, got 4. Nothing was started."),
                Arguments.of(
                        new LoadBenchCommand(),
                        "--intake redis",
                        "--intake must be postgresql or kafka, got redis. Nothing was started."),
                Arguments.of(
                        new OfrepBenchCommand(),
                        "--flags 9",
                        "--flags must be 10 or more, got 9. Nothing was started."),
                Arguments.of(
                        new OverloadBenchCommand(),
                        "--senders 0",
                        "--senders must be 1 to 2000, got 0. Nothing was started."),
                Arguments.of(
                        new PropagationBenchCommand(),
                        "--clients 5 --sdks 5",
                        "--sdks must be 0 to 4, got 5. Nothing was started."),
                Arguments.of(
                        new ScalingBenchCommand(),
                        "--seconds 4",
                        "--seconds must be 5 to 300, got 4. Nothing was started."),
                Arguments.of(
                        new StoriesBenchCommand(),
                        "--repeat 0",
                        "--repeat must be 1 or more, got 0. Nothing was started."));
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void rejectsInvalidOptionBeforeStart(Callable<Integer> command, String options, String message) {
        var errors = new StringWriter();

        int exitCode = new CommandLine(command).setErr(new PrintWriter(errors)).execute(options.split(" "));

        assertThat(errors.toString().lines()).first().isEqualTo(message);
        assertThat(exitCode).isEqualTo(USAGE);
    }
}
