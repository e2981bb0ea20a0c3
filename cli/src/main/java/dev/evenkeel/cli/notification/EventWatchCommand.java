// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.api.NotificationApi.RecordedEvent;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerApiClient.TypedResponse;
import dev.evenkeel.cli.client.ServerUnreachableException;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.cli.command.ServerConnectionOptions;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The `evenkeel event watch` command: prints events as they occur.
@Command(
        description = {
            "Prints events as they occur, one per line. Stops on Ctrl+C, or after --count events.",
            "",
            "Examples:",
            "  ./evenkeel event watch",
            "  ./evenkeel event watch --json --after 0 | jq .title",
            ""
        })
final class EventWatchCommand implements Callable<Integer> {
    private static final long POLL_MILLIS = 1_000;
    private static final int RECONNECT_SECONDS = 60;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ServerConnectionOptions server = new ServerConnectionOptions();

    @Option(names = "--json", description = "Print JSON Lines, one event per line.")
    private boolean json;

    @Option(names = "--service", paramLabel = "KEY", description = OptionDescriptions.ONLY_SERVICE)
    private String service = "";

    @Option(
            names = "--after",
            paramLabel = "NUMBER",
            description = "Start after the event with this number; 0 for all stored events (default: new events only).")
    private @Nullable Long after;

    @Option(names = "--count", paramLabel = "N", description = "Stop after this number of events.")
    private @Nullable Long count;

    @Override
    public Integer call() throws InterruptedException {
        ServerApiClient api = server.apiClient();
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        long number = after == null ? fetchNewestNumber(api) : after;
        long left = count == null ? Long.MAX_VALUE : count;
        int failures = 0;
        while (left > 0) {
            try {
                TypedResponse<RecordedEvent[]> events = fetchNext(api, number);
                for (int i = 0; i < events.value().length; i++) {
                    RecordedEvent event = events.value()[i];
                    number = event.number();
                    if (left-- > 0) {
                        out.println(
                                json
                                        ? ServerApiClient.JSON.writeValueAsString(
                                                events.body().get(i))
                                        : NotificationTextFormatter.formatEvent(event.event()));
                        out.flush();
                    }
                }
                failures = 0;
            } catch (ServerUnreachableException e) {
                if (++failures > RECONNECT_SECONDS) {
                    throw e;
                }
            }
            if (left > 0) {
                Thread.sleep(POLL_MILLIS);
            }
        }
        return 0;
    }

    private TypedResponse<RecordedEvent[]> fetchNext(ServerApiClient api, long number) throws InterruptedException {
        return api.get(
                "/api/v1/events?after=" + number + "&service=" + ServerApiClient.urlEncode(service),
                RecordedEvent[].class);
    }

    private static long fetchNewestNumber(ServerApiClient api) throws InterruptedException {
        RecordedEvent[] newest =
                api.get("/api/v1/events?limit=1", RecordedEvent[].class).value();
        return newest.length == 0 ? 0 : newest[0].number();
    }
}
