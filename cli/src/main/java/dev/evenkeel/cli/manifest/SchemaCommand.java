// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.manifest;

import dev.evenkeel.api.ManifestApi.ManifestKindResponse;
import dev.evenkeel.api.ManifestApi.ManifestKindsResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.files.output.SafeOutputFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel schema` command: prints the JSON Schemas of manifest files.
@Command(
        description = {
            "Prints the JSON Schema of a kind of object, for editors. Without KIND, lists the kinds.",
            "",
            "Examples:",
            "  ./evenkeel schema",
            "  ./evenkeel schema Service",
            "  ./evenkeel schema --out schemas/",
            ""
        })
public final class SchemaCommand extends AbstractServerCommand {
    @Parameters(arity = "0..1", paramLabel = "KIND", description = "Kind of object, such as Service.")
    private @Nullable String kind;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for one schema file per kind.")
    private @Nullable Path out;

    public SchemaCommand() {}

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        if (kind != null) {
            JsonNode schema = schema(api, kind);
            return new CommandResult(schema, schema.toPrettyString());
        }
        var response = api.get("/api/v1/manifests/schemas", ManifestKindsResponse.class);
        List<ManifestKindResponse> kinds = response.value().kinds();
        if (out != null) {
            write(out, api, kinds);
            return new CommandResult(
                    response.body(), "Wrote the schemas of " + kinds.size() + " kinds to " + out + ".");
        }
        var textTable = new TextTable("KIND", "API VERSION", "DESCRIPTION");
        kinds.forEach(one -> textTable.addRow(one.kind(), one.apiVersion(), one.description()));
        return new CommandResult(response.body(), textTable.toString());
    }

    private static JsonNode schema(ServerApiClient api, String kind) throws InterruptedException {
        return api.get("/api/v1/manifests/schemas/" + ServerApiClient.urlEncode(kind))
                .body();
    }

    private void write(Path folder, ServerApiClient api, List<ManifestKindResponse> kinds) throws InterruptedException {
        try {
            SafeOutputFolder output = SafeOutputFolder.open(folder);
            for (ManifestKindResponse one : kinds) {
                output.write(
                        List.of(one.kind() + ".json"), schema(api, one.kind()).toPrettyString() + "\n");
            }
        } catch (IOException e) {
            throw usageError("--out: cannot write to " + folder + ": " + e.getMessage());
        }
    }
}
