// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerEventStream;
import dev.evenkeel.cli.command.WaitOptions;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Follows a rollout to its end by its server-sent events.
final class RolloutFollower {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private RolloutFollower() {}

    static ServerEventStream events(ServerApiClient api, String id, Duration patience) {
        return new ServerEventStream(api, RolloutResolver.path(id) + "/events", patience);
    }

    /// Tells every decision and every change of a verdict in a line, and when the server is away.
    ///
    /// @return the rollout when it has ended
    /// @throws dev.evenkeel.cli.command.WaitTimeoutException when it has not ended in time; it goes on
    static JsonNode toItsEnd(ServerApiClient api, String id, WaitOptions waiting, PrintWriter out)
            throws InterruptedException {
        var news = new RolloutChangePrinter();
        boolean away = false;
        WaitOptions.Deadline limit = waiting.begin();
        String where = "was not seen";
        try (ServerEventStream events = events(api, id, waiting.patience())) {
            while (true) {
                limit.check(id + " " + where + ", and goes on (./evenkeel rollout wait " + id + "): it has not ended");
                Optional<ServerEventStream.Event> event = events.next(LOOK);
                if (events.trouble().isPresent() != away) {
                    away = !away;
                    out.println(away ? events.trouble().orElse("") + ", trying again" : "The server is back.");
                }
                if (event.isPresent() && event.get().name().equals("tick")) {
                    news.tick(event.get().data());
                }
                if (event.isPresent() && event.get().name().equals("rollout")) {
                    news.of(event.get().data()).forEach(out::println);
                    where = "is " + event.get().data().path("status").asString() + " at "
                            + event.get().data().path("exposure").asString() + " %";
                    if (RolloutExitStatus.isThere(event.get().data())) {
                        out.flush();
                        return event.get().data();
                    }
                }
                out.flush();
            }
        }
    }
}
