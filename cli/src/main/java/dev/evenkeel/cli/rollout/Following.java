// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.cli.client.ServerApi;
import dev.evenkeel.cli.client.ServerEvents;
import dev.evenkeel.cli.command.Waiting;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Follows a rollout to its end by its server-sent events.
final class Following {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private Following() {}

    static ServerEvents events(ServerApi api, String id, Duration patience) {
        return new ServerEvents(api, RolloutName.path(id) + "/events", patience);
    }

    /// Tells every decision and every change of a verdict in a line, and when the server is away.
    ///
    /// @return the rollout when it has ended
    /// @throws dev.evenkeel.cli.command.NotYet when it has not ended in time; it goes on
    static JsonNode toItsEnd(ServerApi api, String id, Waiting waiting, PrintWriter out) throws InterruptedException {
        var news = new News();
        boolean away = false;
        Waiting.Limit limit = waiting.begin();
        String where = "was not seen";
        try (ServerEvents events = events(api, id, waiting.patience())) {
            while (true) {
                limit.check(id + " " + where + ", and goes on (./evenkeel rollout wait " + id + "): it has not ended");
                Optional<ServerEvents.Event> event = events.next(LOOK);
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
                    if (Ending.isThere(event.get().data())) {
                        out.flush();
                        return event.get().data();
                    }
                }
                out.flush();
            }
        }
    }
}
