// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.api.RolloutApi.RolloutDetailResponse;
import dev.evenkeel.api.RolloutApi.RolloutTickResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerApiClient.TypedResponse;
import dev.evenkeel.cli.client.ServerEventStream;
import dev.evenkeel.cli.command.WaitOptions;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;

/// A client that follows the server-sent events of a rollout until it ends.
final class RolloutFollower {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private RolloutFollower() {}

    static ServerEventStream openEvents(ServerApiClient api, String id, Duration patience) {
        return new ServerEventStream(api, eventsPath(id), patience);
    }

    static <T> TypedResponse<T> toRecord(ServerApiClient api, String id, ServerEventStream.Event event, Class<T> type) {
        return api.bind(eventsPath(id), event.data(), type);
    }

    private static String eventsPath(String id) {
        return RolloutResolver.rolloutPath(id) + "/events";
    }

    /// Prints a line for each decision and each changed verdict, and when the server is unreachable.
    ///
    /// @return the rollout after its end
    /// @throws dev.evenkeel.cli.command.WaitTimeoutException on timeout; the rollout continues
    static TypedResponse<RolloutDetailResponse> followToEnd(
            ServerApiClient api, String id, WaitOptions waitOptions, PrintWriter out) throws InterruptedException {
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
                    news.recordTick(toRecord(api, id, event.get(), RolloutTickResponse.class)
                            .value());
                }
                if (event.isPresent() && event.get().name().equals("rollout")) {
                    var rollout = toRecord(api, id, event.get(), RolloutDetailResponse.class);
                    news.formatChanges(rollout.value()).forEach(out::println);
                    where = rollout.value().summary().status() + " at "
                            + rollout.value().summary().exposure() + "%";
                    if (RolloutExitStatus.hasEnded(rollout.value())) {
                        out.flush();
                        return rollout;
                    }
                }
                out.flush();
            }
        }
    }
}
