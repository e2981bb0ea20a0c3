// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerEventStream;
import dev.evenkeel.cli.command.WaitOptions;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A client that follows the server-sent events of a rollout until it ends.
final class RolloutFollower {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private RolloutFollower() {}

    static ServerEventStream openEvents(ServerApiClient api, String id, Duration patience) {
        return new ServerEventStream(api, RolloutResolver.rolloutPath(id) + "/events", patience);
    }

    /// Prints a line for each decision and each changed verdict, and when the server is unreachable.
    ///
    /// @return the rollout after its end
    /// @throws dev.evenkeel.cli.command.WaitTimeoutException on timeout; the rollout continues
    static JsonNode followToEnd(ServerApiClient api, String id, WaitOptions waitOptions, PrintWriter out)
            throws InterruptedException {
        var news = new RolloutChangePrinter();
        boolean away = false;
        WaitOptions.Deadline limit = waitOptions.startDeadline();
        String where = "no status received";
        try (ServerEventStream events = openEvents(api, id, waitOptions.maxServerDowntime())) {
            while (true) {
                limit.checkNotExpired("Rollout " + id + " (" + where
                        + ") continues; to wait again: ./evenkeel rollout wait " + id + ". It has not ended");
                Optional<ServerEventStream.Event> event = events.next(LOOK);
                if (events.connectionProblem().isPresent() != away) {
                    away = !away;
                    out.println(
                            away
                                    ? events.connectionProblem().orElse("") + ", retrying"
                                    : "Connected to the server again.");
                }
                if (event.isPresent() && event.get().name().equals("tick")) {
                    news.recordTick(event.get().data());
                }
                if (event.isPresent() && event.get().name().equals("rollout")) {
                    news.formatChanges(event.get().data()).forEach(out::println);
                    where = event.get().data().path("status").asString() + " at "
                            + event.get().data().path("exposure").asString() + "%";
                    if (RolloutExitStatus.hasEnded(event.get().data())) {
                        out.flush();
                        return event.get().data();
                    }
                }
                out.flush();
            }
        }
    }
}
