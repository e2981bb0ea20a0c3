// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.peers.evenkeel;

import dev.evenkeel.benchmarks.contest.Contender;
import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.EvenkeelConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Evenkeel through its own API, started from a bootstrap file without a server.
public final class EvenkeelContender implements Contender {
    private static final URI NOBODY = URI.create("http://127.0.0.1:9");
    private static final String DEFINITION = """
            {"flags": {
              "static": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "on"},
              "rule": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off",
                "targeting": {"if": [{"==": [{"var": "country"}, "CH"]}, "on", "off"]}},
              "split": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off",
                "targeting": {"if": [{"==": [{"var": "country"}, "CH"]},
                  {"fractional": [["on", 50], ["off", 50]]}, "off"]}}}}
            """;

    private final Evenkeel evenkeel = start();

    @Override
    public String name() {
        return "Evenkeel";
    }

    @Override
    public Class<?> library() {
        return Evenkeel.class;
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
        evenkeel.close();
    }

    private boolean isOn(String flag, String user, String country) {
        return evenkeel.evaluate(flag, EvaluationContext.of(user).with("country", country))
                .booleanOr(false);
    }

    private static Evenkeel start() {
        try {
            Path file = Files.createTempFile("evenkeel-contest", ".json");
            Files.writeString(file, DEFINITION);
            var evenkeel = Evenkeel.start(EvenkeelConfig.builder(NOBODY, "none")
                    .bootstrapFile(file)
                    .startTimeout(Duration.ZERO)
                    .build());
            Files.delete(file);
            return evenkeel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
