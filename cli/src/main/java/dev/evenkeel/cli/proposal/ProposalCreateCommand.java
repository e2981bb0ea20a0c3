// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.proposal;

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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel proposal create` command: proposes a flag change.
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Proposes to set every flag and segment that the files define, and to take away what --remove names. Nothing changes",
            "until enough others have approved it and somebody applies it. It can be applied for 14 days, and only as long as",
            "what it is about stays as it is.",
            "",
            "Examples:",
            "  ./evenkeel proposal create flags.yaml --environment prod --reason \"the new limit\"",
            "  ./evenkeel proposal create --remove old-limit --environment prod --reason \"nobody asks for it\"",
            ""
        })
final class ProposalCreateCommand extends AbstractServerCommand {
    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "Definitions in flagd's format, JSON or YAML; later wins.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--remove", paramLabel = "FLAG", split = ",", description = "Flags that are to go.")
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
            throw usageError("name FILEs with what is to be set, or --remove what is to go");
        }
        ObjectNode order = ServerApiClient.JSON.createObjectNode().put("reason", reason);
        if (changeClass != null) {
            order.put("changeClass", changeClass);
        }
        actingPersonOption.addTo(order);
        order.set("removedFlags", ServerApiClient.JSON.valueToTree(remove));
        if (!files.isEmpty()) {
            order.set("patch", ServerApiClient.JSON.readTree(definition()));
        }
        JsonNode made =
                api.post(environmentPath("/proposals"), order.toString()).body();
        return new CommandResult(made, ProposalTextFormatter.formatCreated(made));
    }

    private String definition() {
        try {
            return FlagFileLoader.load(files).findDefinition().orElseThrow();
        } catch (InvalidFlagFilesException e) {
            throw usageError(String.valueOf(e.getMessage()));
        }
    }
}
