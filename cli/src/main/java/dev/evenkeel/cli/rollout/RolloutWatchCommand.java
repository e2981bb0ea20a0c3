// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.cli.client.ServerApi;
import dev.evenkeel.cli.client.ServerEvents;
import dev.evenkeel.cli.command.ServerOptions;
import dev.evenkeel.cli.command.Waiting;
import dev.evenkeel.cli.terminal.LiveScreen;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `evenkeel rollout watch`: for people at three in the morning, and for pipelines.
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Watches a rollout until it ends: on a terminal a screen that is painted over, elsewhere a line for each decision and",
            "each change of a verdict. Exit code 0: it completed; 1: it was rolled back or aborted.",
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
    private ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = RolloutName.LABEL, description = RolloutName.HELP)
    private String rollout = "";

    @Option(names = "--json", description = "Prints the events as JSON Lines: {\"event\",\"id\",\"data\"}.")
    private boolean json;

    @Mixin
    private Waiting waiting = new Waiting();

    @Override
    public Integer call() throws InterruptedException {
        ServerApi api = server.api();
        JsonNode found = RolloutName.find(api, server.environment(), rollout);
        String id = found.path("id").asString();
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (json) {
            return Ending.exitCode(lines(api, id, out));
        }
        if (!Terminal.isThere()) {
            return Ending.exitCode(Following.toItsEnd(api, id, waiting, out));
        }
        try (var screen = new LiveScreen(out, Terminal.size(), Terminal.hasColours());
                ServerEvents events = Following.events(api, id, waiting.patience())) {
            return Ending.exitCode(paint(found, events, screen, waiting.begin()));
        }
    }

    private JsonNode lines(ServerApi api, String id, PrintWriter out) throws InterruptedException {
        Waiting.Limit limit = waiting.begin();
        try (ServerEvents events = Following.events(api, id, waiting.patience())) {
            while (true) {
                limit.check(id + " goes on: it has not ended");
                Optional<ServerEvents.Event> next = events.next(REDRAW);
                if (next.isEmpty()) {
                    continue;
                }
                ServerEvents.Event event = next.get();
                ObjectNode line = ServerApi.JSON.createObjectNode().put("event", event.name());
                if (event.id() != null) {
                    line.put("id", event.id());
                }
                out.println(line.set("data", event.data()));
                out.flush();
                if (event.name().equals("rollout") && Ending.isThere(event.data())) {
                    return event.data();
                }
            }
        }
    }

    private static JsonNode paint(JsonNode found, ServerEvents events, LiveScreen screen, Waiting.Limit limit)
            throws InterruptedException {
        var picture = new Picture(found);
        while (true) {
            limit.check("The rollout goes on: it has not ended");
            screen.show(picture.lines(events.trouble()));
            Optional<ServerEvents.Event> event = events.next(REDRAW);
            if (event.isPresent() && event.get().name().equals("rollout")) {
                picture = new Picture(event.get().data());
                if (Ending.isThere(picture.rollout)) {
                    screen.show(picture.lines(Optional.empty()));
                    return picture.rollout;
                }
            }
        }
    }

    /* What the server said last, and how long ago: times are by its clock. */
    private static final class Picture {
        private final JsonNode rollout;
        private final Instant said;
        private final long receivedNanos = System.nanoTime();

        Picture(JsonNode rollout) {
            this.rollout = rollout;
            this.said = Figures.instant(rollout.path("outlook").path("at"))
                    .orElseGet(() -> Clock.systemUTC().instant());
        }

        List<String> lines(Optional<String> trouble) {
            List<String> lines = new ArrayList<>(
                    new RolloutText(rollout, said.plusNanos(System.nanoTime() - receivedNanos)).lines());
            trouble.ifPresent(words -> lines.add(0, "!! " + words + ", trying again; this is what was known before"));
            return lines;
        }
    }
}
