// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.edit;

import dev.evenkeel.api.FlagApi.FlagSetUpdateResult;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerApiClient.TypedResponse;
import dev.evenkeel.files.yaml.YamlCodec;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/// A base class of commands that write one flag from a file.
abstract class AbstractFlagFileCommand extends AbstractFlagEditCommand {
    @Parameters(index = "0", paramLabel = "KEY", description = "Key of the flag.")
    private String key = "";

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description = "Flag definition in flagd format, without the key: JSON, or YAML (.yaml, .yml).")
    private @Nullable Path file;

    /// Checks that the flag exists, or does not exist.
    ///
    /// @param key key of the flag
    /// @param isExisting whether the environment has the flag
    abstract void check(String key, boolean isExisting);

    @Override
    final TypedResponse<FlagSetUpdateResult> edit(ServerApiClient api) throws InterruptedException {
        String flag = json(file);
        ServerApiClient.ApiResponse flags = api.get(environmentPath("/flags"));
        check(key, flags.body().path("flags").has(key));
        return api.put(flagPath(key) + query(), flag, flags.etag(), FlagSetUpdateResult.class);
    }

    private String json(@Nullable Path path) {
        if (path == null) {
            throw usageError("FILE is missing. Name the file with the flag definition.");
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
