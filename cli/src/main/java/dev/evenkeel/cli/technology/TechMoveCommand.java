// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.technology;

import dev.evenkeel.api.TechnologyApi.TechnologyResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.DateOrTimeConverter;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.engine.technology.RadarRing;
import dev.evenkeel.files.technology.RingMoveInput;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel tech move` command: moves a technology to another ring.
@Command(
        description = {
            "Moves a technology to another ring.",
            "The ring change is permanent. If it takes an innovation token and none is left, name an accepted decision",
            "record with --record.",
            "",
            "Example:",
            "  ./evenkeel tech move quarkus ADOPT --reason \"passed two peak seasons\" --record 0012-adopt-quarkus",
            ""
        },
        footer = "%nExit code: 0, or 1 if the server rejects the request.")
final class TechMoveCommand extends AbstractServerCommand {
    @Parameters(index = "0", paramLabel = "KEY", description = "Key of the technology.")
    private String key = "";

    @Parameters(index = "1", paramLabel = "RING", description = "New ring: ADOPT, TRIAL, ASSESS or HOLD.")
    private RadarRing ring = RadarRing.HOLD;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = OptionDescriptions.REASON)
    private String reason = "";

    @Option(names = "--record", paramLabel = "ID", description = "ID of the decision record, such as 0007-use-quarkus.")
    private @Nullable String record;

    @Option(names = "--on-behalf-of", paramLabel = "NAME", description = OptionDescriptions.PERSON)
    private @Nullable String person;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = DateOrTimeConverter.class,
            description = "Date or time of the change, such as 2026-10-01 (default: now).")
    private @Nullable Instant at;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var technology = api.post(
                "/api/v1/technologies/" + ServerApiClient.urlEncode(key) + "/ring-changes",
                new RingMoveInput(at, ring, reason, person, record),
                TechnologyResponse.class);
        return new CommandResult(technology.body(), TechTextFormatter.formatTechnology(technology.value()));
    }
}
