// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.manifest;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.files.output.SafeOutputFolder;
import dev.evenkeel.files.yaml.YamlCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel export` command: exports the objects of a server as manifest files.
@Command(
        description = {
            "Exports objects of the server as files for ./evenkeel apply.",
            "Exports all objects, one kind, or one object. Secrets are not exported: the file of a channel names the",
            "environment variable that you set before you apply it.",
            "",
            "Examples:",
            "  ./evenkeel export --out keel/",
            "  ./evenkeel export Flag payment-core --in production",
            ""
        })
public final class ExportCommand extends AbstractServerCommand {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "KIND",
            description = "Kind of object, such as Flag (default: all); ./evenkeel schema lists them.")
    private @Nullable String kind;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "Name of an object.")
    private @Nullable String name;

    @Option(names = "--in", paramLabel = "ENV", description = "Only objects of this environment.")
    private @Nullable String in;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for one file per object; overwrites files of the same name.")
    private @Nullable Path out;

    public ExportCommand() {}

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        String query = kind == null ? "" : "?kind=" + ServerApiClient.urlEncode(kind);
        List<JsonNode> documents = api.get("/api/v1/manifests" + query)
                .body()
                .path("objects")
                .valueStream()
                .filter(this::isWanted)
                .toList();
        JsonNode answer = ServerApiClient.JSON
                .createObjectNode()
                .set("objects", ServerApiClient.JSON.createArrayNode().addAll(documents));
        if (documents.isEmpty()) {
            return new CommandResult(answer, "# No objects found.", 1);
        }
        return new CommandResult(
                answer, out == null ? YamlCodec.toYaml(documents).stripTrailing() : writeFiles(out, documents));
    }

    private boolean isWanted(JsonNode document) {
        JsonNode metadata = document.path("metadata");
        return (name == null || name.equals(metadata.path("name").asString()))
                && (in == null || in.equals(metadata.path("environment").asString("")));
    }

    private String writeFiles(Path folder, List<JsonNode> documents) {
        try {
            SafeOutputFolder output = SafeOutputFolder.open(folder);
            for (JsonNode document : documents) {
                output.write(file(document), YamlCodec.toYaml(List.of(document)));
            }
            return "Wrote " + documents.size() + (documents.size() == 1 ? " file" : " files") + " to " + folder + ".";
        } catch (IOException e) {
            throw usageError("--out: cannot write to " + folder + ": " + e.getMessage());
        }
    }

    /* KIND/NAME.yaml, below a folder for the environment if there is one. */
    private static List<String> file(JsonNode document) {
        JsonNode metadata = document.path("metadata");
        String environment = metadata.path("environment").asString("");
        String stem = metadata.path("name").asString();
        return List.of(
                document.path("kind").asString().toLowerCase(Locale.ROOT),
                (environment.isEmpty() || environment.equals(stem) ? "" : plain(environment) + ".") + plain(stem)
                        + ".yaml");
    }

    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^\\.", "_");
    }
}
