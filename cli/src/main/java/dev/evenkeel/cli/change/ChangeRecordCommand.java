// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.change;

import dev.evenkeel.api.ChangeApi.ChangeResponse;
import dev.evenkeel.api.ChangeApi.ReportChangeRequest;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.engine.change.ChangeKind;
import dev.evenkeel.engine.change.ReportedChangeState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel change record` command: reports a change.
@Command(
        description = {
            "Records the state of a change, such as a deployment of a CI/CD pipeline.",
            "Source and ID identify the change. Repeating a report changes nothing.",
            "",
            "Examples:",
            "  ./evenkeel change record payments completed --deployed-in production --source jenkins --id payments#812",
            "  ./evenkeel change record payments rolled_back --deployed-in production --source jenkins --id undo#813",
            ""
        },
        footer = "%nExit code: 0, or 1 if the server rejects the report.")
final class ChangeRecordCommand extends AbstractServerCommand {
    @Parameters(index = "0", paramLabel = "SERVICE", description = "Key of the service.")
    private String service = "";

    @Parameters(index = "1", paramLabel = "STATE", description = "State of the change: ${COMPLETION-CANDIDATES}.")
    private ReportedChangeState state = ReportedChangeState.COMPLETED;

    @Option(names = "--deployed-in", paramLabel = "NAME", required = true, description = OptionDescriptions.DEPLOYED_IN)
    private String deployedIn = "";

    @Option(
            names = "--source",
            paramLabel = "NAME",
            required = true,
            description = "System that reports the change, such as jenkins.")
    private String source = "";

    @Option(names = "--id", paramLabel = "ID", required = true, description = "ID of the change in that system.")
    private String id = "";

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "Time of the state, such as 2026-11-25T12:00:00Z (default: now).")
    private @Nullable Instant at;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "CODE",
            description = "CODE, CONFIG, SCHEMA or INFRASTRUCTURE (default: ${DEFAULT-VALUE}).")
    private ChangeKind kind = ChangeKind.CODE;

    @Option(names = "--title", paramLabel = "TEXT", description = "Title of the change.")
    private @Nullable String title;

    @Option(names = "--author", paramLabel = "NAME", description = "Author of the change.")
    private @Nullable String author;

    @Option(
            names = "--artifact",
            paramLabel = "NAME",
            description = "Deployed artifact, such as a package or a commit.")
    private @Nullable String artifact;

    @Option(
            names = "--committed-at",
            paramLabel = "TIME",
            description = "Time of the oldest commit; for the DORA lead time.")
    private @Nullable Instant committedAt;

    @Option(
            names = "--fixes",
            paramLabel = "CHANGE",
            description = "ID of the change that this change fixes; that one counts as failed.")
    private @Nullable String fixes;

    @Option(
            names = "--technology",
            paramLabel = "KEY",
            description = "Technology that the change introduces, or NONE; repeatable.")
    private List<String> technologies = List.of();

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var request = new ReportChangeRequest(
                source,
                id,
                service,
                deployedIn,
                kind,
                state,
                at == null ? Instant.now().truncatedTo(ChronoUnit.SECONDS) : at,
                title,
                author,
                artifact,
                null,
                committedAt,
                null,
                fixes,
                technologies.isEmpty()
                        ? null
                        : technologies.stream()
                                .filter(key -> !key.equals("NONE"))
                                .toList());
        var response = api.post("/api/v1/changes", request, ChangeResponse.class);
        return new CommandResult(response.body(), ChangeTextFormatter.formatChange(response.value()));
    }
}
