// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.delivery;

import dev.evenkeel.server.flag.Flags;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// How delivery goes, for Prometheus (its text format 0.0.4). Costs one query per environment.
@RestController
class MetricsApi {
    private static final String FORMAT = "text/plain;version=0.0.4;charset=utf-8";

    private final Flags flags;
    private final Clients clients;
    private final Channels channels;
    private final Clock clock;

    MetricsApi(Flags flags, Clients clients, Channels channels, Clock clock) {
        this.flags = flags;
        this.clients = clients;
        this.channels = channels;
        this.clock = clock;
    }

    private record Row(String environment, Lag lag) {}

    @GetMapping(path = "/metrics", produces = FORMAT)
    String metrics() {
        List<Row> rows = flags.environments().stream()
                .map(environment -> new Row(environment, Lag.of(clients.of(environment), clock.instant())))
                .toList();
        return perEnvironment("evenkeel_sdk_clients", "Connected SDK processes.", rows, Lag::connected)
                + perEnvironment(
                        "evenkeel_sdk_clients_behind",
                        "Connected SDK processes in which the newest revision is not active yet.",
                        rows,
                        Lag::behind)
                + perEnvironment(
                        "evenkeel_sdk_clients_lag_seconds",
                        "Longest time that a connected SDK process has been behind the newest revision.",
                        rows,
                        MetricsApi::seconds)
                + head("evenkeel_streams", "Open streams of this server: SDK, OFREP and flagd's gRPC sync.")
                + "evenkeel_streams " + channels.open() + "\n"
                + head("evenkeel_streams_limit", "Open streams that this server allows.")
                + "evenkeel_streams_limit " + channels.limit() + "\n";
    }

    private static String perEnvironment(String name, String help, List<Row> rows, Function<Lag, Object> value) {
        StringBuilder text = new StringBuilder(head(name, help));
        rows.forEach(row -> text.append(name)
                .append("{environment=\"")
                .append(row.environment())
                .append("\"} ")
                .append(value.apply(row.lag()))
                .append('\n'));
        return text.toString();
    }

    private static String head(String name, String help) {
        return "# HELP " + name + " " + help + "\n# TYPE " + name + " gauge\n";
    }

    private static String seconds(Lag lag) {
        return String.format(Locale.ROOT, "%.3f", lag.largest().toMillis() / 1000.0);
    }
}
