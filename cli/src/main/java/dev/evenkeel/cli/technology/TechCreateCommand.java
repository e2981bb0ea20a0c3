// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.technology;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel tech create` command: adds a technology to the register.
@Command(
        description = {
            "Adds a technology to the register.",
            "A technology in use (TRIAL, ADOPT, or run by a service) takes an innovation token until it has run long",
            "enough in your organization. If no token is left, name an accepted decision record with --record.",
            "",
            "Examples:",
            "  ./evenkeel tech create java --kind LANGUAGE_OR_FRAMEWORK --ring ADOPT --reason \"our main language\" \\",
            "      --service payments@2019-03-01",
            "  ./evenkeel tech create quarkus --kind LANGUAGE_OR_FRAMEWORK --ring TRIAL --reason \"starts in 0.1 s\" \\",
            "      --package pkg:maven/io.quarkus --record 0007-use-quarkus",
            ""
        },
        footer = "%nExit code: 0, or 1 if the server rejects the request.")
final class TechCreateCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "KEY", description = "Key: lowercase letters, digits, dots and dashes.")
    private String key = "";

    @Option(names = "--name", paramLabel = "TEXT", description = "Display name (default: the key).")
    private @Nullable String name;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            required = true,
            description = "TECHNIQUE, TOOL, PLATFORM or LANGUAGE_OR_FRAMEWORK.")
    private String kind = "";

    @Option(names = "--ring", paramLabel = "RING", required = true, description = "ADOPT, TRIAL, ASSESS or HOLD.")
    private String ring = "";

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = OptionDescriptions.REASON)
    private String reason = "";

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "Date or time of the ring change, such as 2026-10-01 (default: now).")
    private @Nullable String at;

    @Option(names = "--record", paramLabel = "ID", description = "ID of the decision record, such as 0007-use-quarkus.")
    private @Nullable String record;

    @Option(
            names = "--service",
            paramLabel = "KEY@DAY",
            description = "Service that runs it and first day, such as payments@2019-03-01; can be repeated.")
    private List<String> services = List.of();

    @Option(
            names = "--package",
            paramLabel = "PURL",
            description = "Package URL without version that identifies it in an SBOM; can be repeated.")
    private List<String> packages = List.of();

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        ObjectNode body = ServerApiClient.JSON.createObjectNode();
        ObjectNode technology = body.putObject("technologies").putObject(key).put("kind", kind);
        TechMoveCommand.put(technology, "name", name);
        ObjectNode move =
                technology.putArray("ringChanges").addObject().put("to", ring).put("reason", reason);
        TechMoveCommand.put(move, "at", at);
        TechMoveCommand.put(move, "decisionRecord", record);
        if (!services.isEmpty()) {
            ArrayNode uses = technology.putArray("services");
            services.forEach(one -> use(uses.addObject(), one));
        }
        if (!packages.isEmpty()) {
            ArrayNode listed = technology.putArray("packages");
            packages.forEach(listed::add);
        }
        requireNew(api);
        api.put("/api/v1/technologies?reason=" + ServerApiClient.urlEncode(reason), body.toString(), null);
        JsonNode one = api.get("/api/v1/technologies/" + ServerApiClient.urlEncode(key))
                .body();
        return new CommandResult(one, TechTextFormatter.formatTechnology(one));
    }

    private void use(ObjectNode use, String text) {
        int at = text.lastIndexOf('@');
        if (at < 1 || at == text.length() - 1) {
            throw usageError("--service: \"" + text + "\" has no start date. Format: SERVICE@DAY, such as"
                    + " payments@2019-03-01.");
        }
        use.put("service", text.substring(0, at)).put("since", text.substring(at + 1));
    }

    private void requireNew(ServerApiClient api) throws InterruptedException {
        boolean known = api.get("/api/v1/technologies")
                .body()
                .valueStream()
                .anyMatch(one -> one.path("key").asString().equals(key));
        if (known) {
            throw usageError("Technology " + key + " already exists. To change its ring: ./evenkeel tech move. To"
                    + " change other fields: ./evenkeel tech apply.");
        }
    }
}
