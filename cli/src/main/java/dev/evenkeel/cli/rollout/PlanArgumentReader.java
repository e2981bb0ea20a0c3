// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.terminal.IoErrorFormatter;
import dev.evenkeel.files.plan.PlanFileParser;
import dev.evenkeel.files.yaml.YamlCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A reader of the plan argument of a rollout or an experiment: the name of a plan, or a file with a plan.
public final class PlanArgumentReader {
    private PlanArgumentReader() {}

    /// Returns the plan as in requests.
    ///
    /// @param text name of a plan, or a path ending in .json, .yaml or .yml
    /// @throws IllegalArgumentException when the file cannot be read
    public static JsonNode read(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
        if (!yaml && !name.endsWith(".json")) {
            return ServerApiClient.JSON.valueToTree(text);
        }
        try {
            String content = Files.readString(Path.of(text));
            return PlanFileParser.parse(ServerApiClient.JSON.readTree(yaml ? YamlCodec.toJson(content) : content));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "--plan: cannot read " + text + ": " + IoErrorFormatter.formatReason(e), e);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IllegalArgumentException("--plan: " + text + ": " + e.getMessage(), e);
        }
    }
}
