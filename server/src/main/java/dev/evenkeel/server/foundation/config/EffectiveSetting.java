// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.server.foundation.config.ServerOption.Topic;
import dev.evenkeel.server.foundation.config.ServerOption.Trait;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The effective value of one option of `serve`, or of one environment variable. For a secret, only whether it
/// is set.
///
/// @param option name of the option, such as `--tick-retention`
/// @param topic group of the setting
/// @param value effective value, formatted
/// @param origin where it was set: `the command line`, a variable or a file; `default` when it was not set
public record EffectiveSetting(String option, Topic topic, String value, String origin) {
    private static final String DEFAULT = "default";

    /// Whether the value is the default.
    public boolean isDefault() {
        return origin.equals(DEFAULT);
    }

    /// Returns all settings.
    public static List<EffectiveSetting> listAll(ServerStartOptions options) {
        return Stream.concat(
                        Stream.of(ServerOption.values()).map(option -> describe(option, options.values())),
                        Stream.of(describeOtlp(options)))
                .toList();
    }

    private static EffectiveSetting describe(ServerOption option, ServerOptionValues values) {
        return values.findGiven(option)
                .map(given -> new EffectiveSetting(
                        option.displayName(), option.topic(), format(option, given.texts()), given.origin()))
                .orElseGet(() ->
                        new EffectiveSetting(option.displayName(), option.topic(), formatDefault(option), DEFAULT));
    }

    private static EffectiveSetting describeOtlp(ServerStartOptions options) {
        OtlpOptions otlp = options.otlp();
        return otlp == null
                ? new EffectiveSetting(OtlpOptions.ENDPOINT, Topic.OUTGOING, "none", DEFAULT)
                : new EffectiveSetting(
                        OtlpOptions.ENDPOINT,
                        Topic.OUTGOING,
                        otlp.endpoint() + ", every " + formatDuration(otlp.interval())
                                + (otlp.headers().isEmpty() ? "" : ", with headers"),
                        OtlpOptions.ENDPOINT);
    }

    /// Returns the default of an option, formatted.
    static String formatDefault(ServerOption option) {
        String value = option.defaultValue();
        return value == null ? option.defaultText() : format(option, List.of(value.split(",")));
    }

    private static String format(ServerOption option, List<String> texts) {
        if (option.has(Trait.SECRET)) {
            return "set";
        }
        return (option.has(Trait.REPEATABLE) ? texts : List.of(texts.getLast()))
                .stream().map(text -> format(option, text)).collect(Collectors.joining(", "));
    }

    /* The parameters of a database URL and the part before the host may contain users and passwords. */
    private static String format(ServerOption option, String text) {
        if (option.has(Trait.DURATION)) {
            return formatDuration(Duration.parse(text));
        }
        return option.has(Trait.DATABASE_URL) ? text.replaceFirst("[?;].*", "").replaceFirst("//[^/]*@", "//") : text;
    }

    private static String formatDuration(Duration time) {
        return QuantityFormatter.formatPeriod(time).replace(' ', '\u00a0');
    }
}
