// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.technology;

import dev.evenkeel.api.TechnologyApi.TechnologyResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.DateOrTimeConverter;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.engine.technology.RadarRing;
import dev.evenkeel.engine.technology.ServiceUsage;
import dev.evenkeel.engine.technology.TechnologyKind;
import dev.evenkeel.files.json.DateOrTimeParser;
import dev.evenkeel.files.technology.RingMoveInput;
import dev.evenkeel.files.technology.TechnologyFile;
import dev.evenkeel.files.technology.TechnologyPatch;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
    private TechnologyKind kind = TechnologyKind.TOOL;

    @Option(names = "--ring", paramLabel = "RING", required = true, description = "ADOPT, TRIAL, ASSESS or HOLD.")
    private RadarRing ring = RadarRing.HOLD;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = OptionDescriptions.REASON)
    private String reason = "";

    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = DateOrTimeConverter.class,
            description = "Date or time of the ring change, such as 2026-10-01 (default: now).")
    private @Nullable Instant at;

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
        var technology = new TechnologyPatch(
                key,
                name,
                kind,
                services.isEmpty()
                        ? null
                        : services.stream().map(this::toServiceUsage).toList(),
                packages.isEmpty() ? null : packages,
                List.of(new RingMoveInput(at, ring, reason, null, record)));
        requireNew(api);
        api.put(
                "/api/v1/technologies?reason=" + ServerApiClient.urlEncode(reason),
                new TechnologyFile(Map.of(key, technology)),
                TechnologyResponse[].class);
        var created = api.get("/api/v1/technologies/" + ServerApiClient.urlEncode(key), TechnologyResponse.class);
        return new CommandResult(created.body(), TechTextFormatter.formatTechnology(created.value()));
    }

    private ServiceUsage toServiceUsage(String text) {
        int at = text.lastIndexOf('@');
        try {
            if (at >= 1) {
                return new ServiceUsage(text.substring(0, at), DateOrTimeParser.parse(text.substring(at + 1)), null);
            }
        } catch (DateTimeException e) {
            /* Falls through to the error. */
        }
        throw usageError("--service: \"" + text + "\" has no start date. Format: SERVICE@DAY, such as"
                + " payments@2019-03-01.");
    }

    private void requireNew(ServerApiClient api) throws InterruptedException {
        boolean known = Stream.of(api.get("/api/v1/technologies", TechnologyResponse[].class)
                        .value())
                .anyMatch(one -> one.key().equals(key));
        if (known) {
            throw usageError("Technology " + key + " already exists. To change its ring: ./evenkeel tech move. To"
                    + " change other fields: ./evenkeel tech apply.");
        }
    }
}
