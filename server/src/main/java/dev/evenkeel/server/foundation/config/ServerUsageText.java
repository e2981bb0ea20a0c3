// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import dev.evenkeel.server.foundation.config.ServerOption.Topic;

/// The text of `serve --help`.
public final class ServerUsageText {
    private static final int WIDTH = 120;
    private static final int INDENT = 37;
    private static final String HEAD = """
            Usage: evenkeel serve [OPTION]...
            Starts the Evenkeel server. Prints "Sync HOST:PORT" if --sync-port is set, then "Ready http://HOST:PORT"
            (https with --tls-cert) when it accepts requests. Times are ISO 8601 durations: PT1M is 1 minute, P7D is 7 days.

            An option is also an environment variable, such as EVENKEEL_DATABASE_URL for --database-url, and a key of the
            YAML file of --config, such as evenkeel.database-url. Arguments override variables, which override the file.
            """;
    private static final String TAIL = """

            The server exports metrics and traces with OTLP over HTTP if OTEL_EXPORTER_OTLP_ENDPOINT is set. It also
            reads OTEL_EXPORTER_OTLP_HEADERS, OTEL_METRIC_EXPORT_INTERVAL and OTEL_SERVICE_NAME.
            """;

    private ServerUsageText() {}

    /// Returns the text.
    public static String format() {
        StringBuilder text = new StringBuilder(HEAD);
        for (Topic topic : Topic.values()) {
            text.append('\n').append(topic.title()).append(":\n");
            for (ServerOption option : topic.options()) {
                appendOption(text, option.label(), formatDescription(option));
            }
        }
        text.append('\n');
        appendOption(text, "--help", "Show this text");
        return text.append(TAIL).toString();
    }

    private static String formatDescription(ServerOption option) {
        return option.description() + (option.defaultValue() == null ? " (default: " : " (default ")
                + option.defaultText() + ")";
    }

    private static void appendOption(StringBuilder text, String label, String description) {
        StringBuilder line = new StringBuilder("  " + label);
        line.repeat(' ', Math.max(1, INDENT - 1 - line.length()));
        for (String word : description.split(" ")) {
            if (line.length() + 1 + word.length() > WIDTH) {
                text.append(line).append('\n');
                line = new StringBuilder(" ".repeat(INDENT - 1));
            }
            line.append(' ').append(word);
        }
        text.append(line).append('\n');
    }
}
