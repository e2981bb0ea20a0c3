// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.api.RolloutApi.RolloutDetailResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerEventStream;
import dev.evenkeel.cli.command.ServerConnectionOptions;
import dev.evenkeel.cli.command.WaitOptions;
import dev.evenkeel.cli.terminal.LiveTerminalScreen;
import dev.evenkeel.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel rollout watch` command: follows a rollout on a live screen, or line by line in pipelines.
@Command(
        description = {
            "Watches a rollout until it ends.",
            "On a terminal, it shows a live view; otherwise, it prints a line for each decision and each changed",
            "verdict. Exit code 0: completed; 1: rolled back or aborted. Ctrl-C stops only the view.",
            "",
            "Examples:",
            "  ./evenkeel rollout watch payment-core",
            "  ./evenkeel rollout watch payment-core --json | jq 'select(.event == \"rollout\") | .data.status'",
            ""
        })
final class RolloutWatchCommand implements Callable<Integer> {
    private static final Duration REDRAW = Duration.ofSeconds(1);

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ServerConnectionOptions server = new ServerConnectionOptions();

    @Parameters(paramLabel = RolloutResolver.LABEL, description = RolloutResolver.HELP)
    private String rollout = "";

    @Option(names = "--json", description = "Print the events as JSON Lines: {\"event\",\"id\",\"data\"}.")
    private boolean json;

    @Mixin
    private WaitOptions waitOptions = new WaitOptions();

    @Override
    public Integer call() throws InterruptedException {
        ServerApiClient api = server.apiClient();
        RolloutDetailResponse found =
                RolloutResolver.getRollout(api, server.environment(), rollout).value();
        String id = found.summary().id();
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (json) {
            return RolloutExitStatus.exitCode(printLines(api, id, out));
        }
        if (!Terminal.isInteractive()) {
            return RolloutExitStatus.exitCode(
                    RolloutFollower.followToEnd(api, id, waitOptions, out).value());
        }
        try (var screen = new LiveTerminalScreen(out, Terminal.size(), Terminal.hasColours())) {
            return RolloutExitStatus.exitCode(paintScreen(api, found, screen));
        }
    }

    private RolloutDetailResponse printLines(ServerApiClient api, String id, PrintWriter out)
            throws InterruptedException {
        WaitOptions.Deadline limit = waitOptions.startDeadline();
        try (ServerEventStream events = RolloutFollower.openEvents(api, id, waitOptions.maxServerDowntime())) {
            while (true) {
                limit.checkNotExpired("Rollout " + id + " continues: it has not ended");
                Optional<ServerEventStream.Event> next = events.next(REDRAW);
                if (next.isEmpty()) {
                    continue;
                }
                ServerEventStream.Event event = next.get();
                ObjectNode line = ServerApiClient.JSON.createObjectNode().put("event", event.name());
                if (event.id() != null) {
                    line.put("id", event.id());
                }
                out.println(line.set("data", event.data()));
                out.flush();
                if (event.name().equals("rollout")) {
                    RolloutDetailResponse shown = RolloutFollower.toRecord(api, id, event, RolloutDetailResponse.class)
                            .value();
                    if (RolloutExitStatus.hasEnded(shown)) {
                        return shown;
                    }
                }
            }
        }
    }

    private RolloutDetailResponse paintScreen(
            ServerApiClient api, RolloutDetailResponse found, LiveTerminalScreen screen) throws InterruptedException {
        String id = found.summary().id();
        var picture = new LiveView(found);
        WaitOptions.Deadline limit = waitOptions.startDeadline();
        try (ServerEventStream events = RolloutFollower.openEvents(api, id, waitOptions.maxServerDowntime())) {
            while (true) {
                limit.checkNotExpired("The rollout continues: it has not ended");
                screen.show(picture.lines(events.connectionProblem()));
                Optional<ServerEventStream.Event> event = events.next(REDRAW);
                if (event.isPresent() && event.get().name().equals("rollout")) {
                    picture = new LiveView(RolloutFollower.toRecord(api, id, event.get(), RolloutDetailResponse.class)
                            .value());
                    if (RolloutExitStatus.hasEnded(picture.rollout)) {
                        screen.show(picture.lines(Optional.empty()));
                        return picture.rollout;
                    }
                }
            }
        }
    }

    /* The last response of the server and its age: times are by the server's clock. */
    private static final class LiveView {
        private final RolloutDetailResponse rollout;
        private final Instant said;
        private final long receivedNanos = System.nanoTime();

        LiveView(RolloutDetailResponse rollout) {
            this.rollout = rollout;
            this.said = rollout.forecast() == null
                    ? Clock.systemUTC().instant()
                    : rollout.forecast().at();
        }

        List<String> lines(Optional<String> trouble) {
            List<String> lines = new ArrayList<>(
                    new RolloutTextFormatter(rollout, said.plusNanos(System.nanoTime() - receivedNanos)).formatLines());
            trouble.ifPresent(words -> lines.add(0, "!! " + words + ", retrying; showing the last known state"));
            return lines;
        }
    }
}
