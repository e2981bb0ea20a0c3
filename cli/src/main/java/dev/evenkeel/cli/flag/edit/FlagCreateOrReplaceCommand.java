// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.edit;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.files.yaml.YamlCodec;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel flag set` command: creates or replaces one flag.
@Command(
        name = "set",
        aliases = "put",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Sets one flag to what a file says, and makes it when it is new. All other flags stay as they are.",
            "",
            "Example:",
            "  ./evenkeel flag set payment-core payment-core.json --reason \"one more variant\"",
            ""
        })
public final class FlagCreateOrReplaceCommand extends AbstractFlagEditCommand {
    @Parameters(index = "0", paramLabel = "KEY", description = "The flag.")
    private String key = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "The flag's own object, JSON, or YAML (.yaml, .yml).")
    private @Nullable Path file;

    public FlagCreateOrReplaceCommand() {}

    @Override
    JsonNode edit(ServerApiClient api) throws InterruptedException {
        return api.put(flagPath(key) + query(), json(file), null).body();
    }

    private String json(@Nullable Path path) {
        if (path == null) {
            throw usageError("FILE is missing");
        }
        String text = readFile("FILE", path);
        String name = path.toString();
        try {
            return name.endsWith(".yaml") || name.endsWith(".yml") ? YamlCodec.toJson(text) : text;
        } catch (IllegalArgumentException e) {
            throw usageError(name + ": " + e.getMessage());
        }
    }
}
