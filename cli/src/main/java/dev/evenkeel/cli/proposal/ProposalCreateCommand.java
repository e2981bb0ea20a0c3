// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.proposal;

import dev.evenkeel.api.ProposalApi.CreateProposalRequest;
import dev.evenkeel.api.ProposalApi.ProposalResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.ActingPersonOption;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.files.flag.FlagFileLoader;
import dev.evenkeel.files.flag.InvalidFlagFilesException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel proposal create` command: proposes a flag change.
@Command(
        description = {
            "Proposes a change of flags and segments for approval by other users.",
            "Files define flags and segments to create or update; --remove names flags to delete. Nothing changes",
            "until a user applies the proposal with the required approvals, within 14 days. It becomes stale if the",
            "flags change in the meantime.",
            "",
            "Examples:",
            "  ./evenkeel proposal create flags.yaml --environment production --reason \"the new limit\"",
            "  ./evenkeel proposal create --remove old-limit --environment production --reason \"no longer used\"",
            ""
        })
final class ProposalCreateCommand extends AbstractServerCommand {
    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "Files with flag definitions in flagd format, JSON or YAML. The last definition wins.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--remove", paramLabel = "FLAG", split = ",", description = "Flags to delete, separated by commas.")
    private List<String> remove = new ArrayList<>();

    @Option(names = "--class", paramLabel = "CLASS", description = OptionDescriptions.CLASS)
    private @Nullable String changeClass;

    @Mixin
    private ActingPersonOption actingPersonOption = new ActingPersonOption();

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        if (files.isEmpty() && remove.isEmpty()) {
            throw usageError("FILE and --remove are missing. Name files with flag definitions, or flags to delete.");
        }
        var request = new CreateProposalRequest(
                files.isEmpty() ? null : definition(), remove, changeClass, actingPersonOption.person(), reason);
        var created = api.post(environmentPath("/proposals"), request, ProposalResponse.class);
        return new CommandResult(created.body(), ProposalTextFormatter.formatCreated(created.value()));
    }

    private ObjectNode definition() {
        try {
            return ServerApiClient.JSON
                    .readTree(FlagFileLoader.load(files).findDefinition().orElseThrow())
                    .asObject();
        } catch (InvalidFlagFilesException e) {
            throw usageError(String.valueOf(e.getMessage()));
        }
    }
}
