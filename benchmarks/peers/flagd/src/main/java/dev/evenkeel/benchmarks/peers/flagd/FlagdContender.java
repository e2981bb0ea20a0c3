// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.peers.flagd;

import dev.evenkeel.benchmarks.contest.Contender;
import dev.openfeature.contrib.providers.flagd.Config;
import dev.openfeature.contrib.providers.flagd.FlagdOptions;
import dev.openfeature.contrib.providers.flagd.FlagdProvider;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// flagd's OpenFeature provider with flags from a file, evaluated in the process.
public final class FlagdContender implements Contender {
    /// The default of one second is too short for a busy machine.
    private static final int LONGEST_START_MILLIS = 60_000;

    private static final String FLAGS = """
            {"flags": {
              "static": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "on"},
              "rule": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off",
                "targeting": {"if": [{"==": [{"var": "country"}, "CH"]}, "on", "off"]}},
              "split": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off",
                "targeting": {"if": [{"==": [{"var": "country"}, "CH"]},
                  {"fractional": [["on", 50], ["off", 50]]}, "off"]}}}}
            """;

    private final OpenFeatureAPI api = OpenFeatureAPI.createIsolated();
    private final Client client;

    /// Loads the flags.
    public FlagdContender() {
        api.setProviderAndWait(new FlagdProvider(FlagdOptions.builder()
                .resolverType(Config.Resolver.FILE)
                .offlineFlagSourcePath(file().toString())
                .deadline(LONGEST_START_MILLIS)
                .build()));
        client = api.getClient();
    }

    @Override
    public String name() {
        return "OpenFeature, flagd provider";
    }

    @Override
    public Class<?> library() {
        return FlagdProvider.class;
    }

    @Override
    public boolean isStaticOn(String user, String country) {
        return isOn("static", user, country);
    }

    @Override
    public boolean isRuleOn(String user, String country) {
        return isOn("rule", user, country);
    }

    @Override
    public boolean isSplitOn(String user, String country) {
        return isOn("split", user, country);
    }

    @Override
    public void close() {
        api.shutdown();
    }

    private boolean isOn(String flag, String user, String country) {
        return client.getBooleanValue(flag, false, new ImmutableContext(user, Map.of("country", new Value(country))));
    }

    /// The provider re-reads the file, so it is kept until the JVM exits.
    private static Path file() {
        try {
            Path file = Files.createTempFile("evenkeel-contest", ".json");
            file.toFile().deleteOnExit();
            return Files.writeString(file, FLAGS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
